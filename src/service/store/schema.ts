// Every table, in plain SQLite, so that an embedded file, libsql-server and a hosted server behave alike.
// README.md beside this file lists which columns are hashed or sealed, and when rows are erased.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { DocumentAssurance, FaceAssurance } from '../../core/card/card.ts'
import type { Ask } from '../../core/face/asks.ts'
import type { LinkCommitment } from '../../core/face/evidence.ts'
import type { CaseReason } from '../../core/journey/failures.ts'
import type { Progress } from '../../core/journey/progress.ts'
import type { Language } from '../../core/languages.ts'
import type { PinRecovery } from '../../core/pin/recovery.ts'
import type { CardStatus, Consent, Job } from '../model.ts'
import { flag, rowMac, sealed } from './columns.ts'

export const person = sqliteTable(
  'person',
  {
    id: text('id').primaryKey(),
    lineHash: text('line_hash').notNull().unique(),
    lineUserId: sealed('line_user_id').notNull(),
    keyWrapped: sealed('key_wrapped').notNull(),
    keyVersion: integer('key_version').notNull(),
    language: text('language').$type<Language>().notNull(),
    /** True if the person chose it; false if it comes from the LINE profile. */
    languageChosen: flag('language_chosen').notNull().default(false),
    following: flag('following').notNull(),
    /** When the person last followed and last left the chat, by LINE's clock; null: not since these columns were added. */
    followedAt: integer('followed_at'),
    leftAt: integer('left_at'),
    enteredAt: integer('entered_at').notNull(),
    mac: rowMac(),
  },
  (table) => [index('person_key_version').on(table.keyVersion)],
)

export const enrolment = sqliteTable(
  'enrolment',
  {
    person: text('person').primaryKey(),
    step: text('step').notNull(),
    resume: text('resume'),
    failures: text('failures', { mode: 'json' }).$type<Progress['failures']>().notNull(),
    mapVersion: integer('map_version').notNull(),
    version: integer('version').notNull(),
    /** The latest transition. The statements of a transition take effect only where the row names it. */
    moveId: text('move_id'),
    facts: sealed('facts'),
    portrait: text('portrait'),
    startedAt: integer('started_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    mac: rowMac(),
  },
  (table) => [
    index('enrolment_portrait').on(table.portrait),
    index('enrolment_left').on(table.updatedAt).where(sql`step != 'issued'`),
  ],
)

export const consent = sqliteTable(
  'consent',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    person: text('person').notNull(),
    kind: text('kind').$type<Consent['kind']>().notNull(),
    version: text('version').notNull(),
    textHash: text('text_hash').notNull(),
    given: flag('given').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('consent_person').on(table.person)],
)

export const helpCase = sqliteTable(
  'help_case',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    code: text('code').notNull(),
    person: text('person').notNull(),
    reason: text('reason').$type<CaseReason>().notNull(),
    openedAt: integer('opened_at').notNull(),
    closedAt: integer('closed_at'),
    /** Keyed hash of the officer who has the case, and until when. */
    takenBy: text('taken_by'),
    takenUntil: integer('taken_until').notNull().default(0),
    /** How often what an officer typed off the real card was not what the person had confirmed. */
    mismatches: integer('mismatches').notNull().default(0),
  },
  (table) => [
    uniqueIndex('help_case_open_code').on(table.code).where(sql`closed_at is null`),
    index('help_case_person').on(table.person),
  ],
)

/** Erased people, by their random id alone. Ties the consents kept as proof to the receipt that the person holds. */
export const erasure = sqliteTable(
  'erasure',
  {
    person: text('person').primaryKey(),
    /** The person's receipt; null if nobody requested the erasure and no consent is kept. */
    reference: text('reference').unique(),
    /** Id of the write that erased the person. Its other statements select by this id. */
    eraseId: text('erase_id').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('erasure_write').on(table.eraseId), index('erasure_at').on(table.at)],
)

export const pin = sqliteTable('pin', {
  person: text('person').primaryKey(),
  secret: sealed('secret').notNull(),
  failures: integer('failures').notNull(),
  lockedUntil: integer('locked_until').notNull(),
  setAt: integer('set_at').notNull(),
  /** Counts the changes of the deciding columns, so that an earlier state of the row is told apart. */
  serial: integer('serial').notNull().default(0),
  mac: rowMac(),
})

/** A person who forgot the PIN: see core/pin/recovery.ts. */
export const newPin = sqliteTable('new_pin', {
  person: text('person').primaryKey(),
  state: text('state').$type<PinRecovery['state']>().notNull(),
  until: integer('until').notNull(),
  failures: integer('failures').notNull(),
  failedAt: integer('failed_at').notNull(),
  /** When somebody else than the phone confirmed the holder; 0: nobody has. */
  confirmedAt: integer('confirmed_at').notNull().default(0),
  /** The frames of the face check, kept for a recheck. Names the case of the same evidence. */
  evidence: text('evidence'),
  /** Id of the latest change. A write that names an older one changes nothing. */
  changeId: text('change_id').notNull(),
  mac: rowMac(),
})

export const card = sqliteTable(
  'card',
  {
    id: text('id').primaryKey(),
    person: text('person').notNull(),
    idHash: text('id_hash').notNull(),
    content: sealed('content').notNull(),
    portrait: text('portrait').notNull(),
    documentAssurance: text('document_assurance').$type<DocumentAssurance>().notNull(),
    faceAssurance: text('face_assurance').$type<FaceAssurance>().notNull(),
    statusIndex: integer('status_index').notNull().unique(),
    status: text('status').$type<CardStatus>().notNull(),
    issuedAt: integer('issued_at').notNull(),
    /**
     * When to remind the holder that the card expires, to the week; null: no more reminders. The default 0 makes cards
     * from before this column due at once.
     */
    remindAt: integer('remind_at').default(0),
    /**
     * The first week in which the card is expired; null: never expires, or not computed since this column was added.
     */
    overAt: integer('over_at'),
    /** Suspended by an official since then: the holder cannot unfreeze it. */
    heldAt: integer('held_at'),
    /** When the card ended. Its place in the status list is returned once no token with that place can be valid. */
    endedAt: integer('ended_at'),
    /**
     * The latest change of status or reminder. The statements of that write take effect only where the row names it.
     */
    changeId: text('change_id'),
    /** Counts the changes of the deciding columns, so that an earlier state of the row is told apart. */
    serial: integer('serial').notNull().default(0),
    mac: rowMac(),
  },
  (table) => [
    uniqueIndex('card_one_active').on(table.idHash).where(sql`status != 'revoked'`),
    index('card_person').on(table.person),
    index('card_not_valid').on(table.status).where(sql`status != 'valid'`),
    index('card_portrait').on(table.portrait),
    index('card_remind').on(table.remindAt).where(sql`status != 'revoked'`),
    index('card_over').on(table.overAt).where(sql`status != 'revoked'`),
  ],
)

export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    person: text('person').notNull(),
    kind: text('kind').$type<Job['do']>().notNull(),
    intent: sealed('intent').notNull(),
    retryKey: text('retry_key').notNull().unique(),
    /** Attempts begun, and attempts that certainly had no effect. */
    attempts: integer('attempts').notNull(),
    inVain: integer('in_vain').notNull().default(0),
    dueAt: integer('due_at').notNull(),
    leasedUntil: integer('leased_until').notNull(),
  },
  (table) => [index('outbox_due').on(table.dueAt), index('outbox_person').on(table.person)],
)

export const webhookEvent = sqliteTable(
  'webhook_event',
  {
    id: text('id').primaryKey(),
    /** The event; null once it was committed. */
    event: sealed('event'),
    keyVersion: integer('key_version').notNull(),
    receivedAt: integer('received_at').notNull(),
    leasedUntil: integer('leased_until').notNull(),
    doneAt: integer('done_at'),
  },
  (table) => [
    index('webhook_event_open').on(table.leasedUntil).where(sql`done_at is null`),
    index('webhook_event_received').on(table.receivedAt),
  ],
)

export const token = sqliteTable(
  'token',
  {
    hash: text('hash').primaryKey(),
    kind: text('kind').$type<'session' | 'link' | 'ticket' | 'copy'>().notNull(),
    person: text('person').notNull(),
    vault: text('vault'),
    expiresAt: integer('expires_at').notNull(),
    mac: rowMac(),
  },
  (table) => [index('token_expiry').on(table.expiresAt), index('token_person').on(table.person)],
)

/** Exchanged ID tokens, each bound to one phone, until they expire. */
export const idToken = sqliteTable(
  'id_token',
  {
    hash: text('hash').primaryKey(),
    phoneHash: text('phone_hash').notNull(),
    expiresAt: integer('expires_at').notNull(),
    mac: rowMac(),
  },
  (table) => [index('id_token_expiry').on(table.expiresAt)],
)

export const challenge = sqliteTable(
  'challenge',
  {
    hash: text('hash').primaryKey(),
    person: text('person').notNull(),
    asks: text('asks', { mode: 'json' }).$type<Ask[]>().notNull(),
    waits: text('waits', { mode: 'json' }).$type<number[]>().notNull().default([]),
    /** The commitments that the phone made during the round. */
    commits: text('commits', { mode: 'json' }).$type<LinkCommitment[]>().notNull().default([]),
    /** Digest of the one claim that answered it. A row with a digest accepts no more steps. */
    usedBy: text('used_by'),
    issuedAt: integer('issued_at').notNull(),
    mac: rowMac(),
  },
  (table) => [index('challenge_issued').on(table.issuedAt)],
)

export const waitingPhoto = sqliteTable(
  'waiting_photo',
  {
    id: text('id').primaryKey(),
    person: text('person').notNull(),
    vault: text('vault').notNull(),
    messageId: text('message_id').notNull(),
    receivedAt: integer('received_at').notNull(),
  },
  (table) => [index('waiting_photo_person').on(table.person), index('waiting_photo_received').on(table.receivedAt)],
)

/** Messages that their sender took back. Names no person, and stays until LINE no longer redelivers the message. */
export const unsentMessage = sqliteTable(
  'unsent_message',
  { hash: text('hash').primaryKey(), unsentAt: integer('unsent_at').notNull() },
  (table) => [index('unsent_message_at').on(table.unsentAt)],
)

export const blob = sqliteTable(
  'blob',
  {
    id: text('id').primaryKey(),
    person: text('person').notNull(),
    kind: text('kind').$type<'portrait' | 'evidence' | 'photo' | 'pass' | 'erased'>().notNull(),
    /** Null if the bytes are in another store: the row then only records that they exist, and since when. */
    sealed: sealed('sealed'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('blob_kind_created').on(table.kind, table.createdAt), index('blob_person').on(table.person)],
)
