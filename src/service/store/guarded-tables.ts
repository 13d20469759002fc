// Which columns decide, per table: they stand under the row's MAC, so that whoever can write the database cannot change
// them unnoticed. Decision 095 gives the reasons.
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { card, challenge, enrolment, idToken, newPin, person, pin, token } from './schema.ts'
import { faceCase } from './schema-face-review.ts'
import { officialSession, pass, presentationRequest, share, shownToken } from './schema-presentation.ts'
import { numberOutcome } from './schema-protection.ts'

export type GuardedTable = {
  table: SQLiteTable
  /** Columns under the MAC. A new one needs a default or null: such values are left out, so old MACs stay right. */
  covers: readonly string[]
  /** A large sealed column: the MAC covers its digest, which stands in the MAC column, so it need not be read. */
  digest?: string
  /** All other columns but `mac`, each with the reason why a changed value decides nothing. */
  free: Readonly<Record<string, string>>
  /**
   * The row has a `serial` that every change raises: a process that has seen a state refuses an earlier one. `owner`: the
   * column by which the row is looked up. `identity`: what tells a new row of the same owner from an old one.
   */
  serial?: { owner: string; identity: string }
  /**
   * Instead of a serial, where no state of a row ever comes again: the column that names a state. A process remembers the
   * states that it replaced, and refuses a row in one of them.
   */
  state?: string
  /** Whether the row's state is good for nothing for ever: it needs no MAC, and any other state needs one. */
  ended?: (row: Readonly<Record<string, unknown>>) => boolean
}

type ColumnOf<T extends SQLiteTable> = Exclude<keyof T['$inferSelect'] & string, 'mac'>

/** Each column is named once: a column that is neither covered nor free does not compile. */
const guarded = <T extends SQLiteTable, Covered extends ColumnOf<T>, Digest extends ColumnOf<T> = never>(
  table: T,
  parts: {
    covers: readonly Covered[]
    digest?: Digest
    free: Readonly<Record<Exclude<ColumnOf<T>, Covered | Digest>, string>>
    serial?: { owner: Covered; identity: Covered | Digest }
    state?: Covered | 'mac'
    ended?: GuardedTable['ended']
  },
): GuardedTable => ({ table, ...parts })

const ownSeal = 'sealed at its place: it opens nowhere else and in no other form'
const marksAWrite = 'names the latest write; it decides only within that batch'

export const guardedTables: readonly GuardedTable[] = [
  guarded(card, {
    covers: [
      'id',
      'person',
      'idHash',
      'portrait',
      'documentAssurance',
      'faceAssurance',
      'statusIndex',
      'status',
      'issuedAt',
      'heldAt',
      'serial',
    ],
    digest: 'content',
    free: {
      remindAt: 'when the next reminder is sent',
      overAt: 'when an expired card is erased; a writer can delete rows anyway',
      endedAt: 'when the place of an ended card is free again; a writer can delete rows anyway',
      changeId: marksAWrite,
    },
    serial: { owner: 'person', identity: 'id' },
    // An erased card.
    ended: ({ person, status }) => person === '' && status === 'revoked',
  }),
  guarded(token, { covers: ['hash', 'kind', 'person', 'vault', 'expiresAt'], free: {} }),
  guarded(pin, {
    covers: ['person', 'failures', 'lockedUntil', 'setAt', 'serial'],
    digest: 'secret',
    free: {},
    serial: { owner: 'person', identity: 'secret' },
  }),
  guarded(newPin, {
    covers: ['person', 'state', 'until', 'failures', 'failedAt', 'confirmedAt', 'evidence', 'changeId'],
    free: {},
    state: 'changeId',
  }),
  guarded(enrolment, {
    covers: ['person', 'step', 'resume', 'failures', 'version'],
    digest: 'facts',
    free: {
      mapVersion: 'written and never read',
      moveId: marksAWrite,
      portrait: 'which picture the sweep keeps; the picture of the card is in the facts',
      startedAt: 'when the draft is erased',
      updatedAt: 'when the draft is erased',
    },
  }),
  guarded(challenge, {
    covers: ['hash', 'person', 'asks', 'waits', 'issuedAt'],
    free: {
      commits: 'compared with the frames of the claim; their order and times are judged again',
      usedBy: 'a writer can delete it; the challenge ends by its time all the same',
    },
  }),
  guarded(idToken, { covers: ['hash', 'phoneHash', 'expiresAt'], free: {} }),
  guarded(share, {
    covers: ['id', 'hash', 'person', 'scope', 'unmasked', 'viewsLeft', 'madeAt', 'expiresAt', 'revokedAt', 'serial'],
    free: { refused: 'whether a refused opening is still logged and told; it opened nothing', lookId: marksAWrite },
    serial: { owner: 'hash', identity: 'id' },
  }),
  guarded(shownToken, {
    covers: ['hash', 'person', 'card', 'scope', 'via', 'portraitHash', 'looks', 'expiresAt'],
    free: { lookId: marksAWrite },
    // Each change counts a look.
    state: 'mac',
  }),
  guarded(pass, {
    covers: ['place', 'id', 'person', 'card', 'scope', 'madeAt', 'expiresAt', 'revokedAt', 'serial'],
    free: {},
    serial: { owner: 'place', identity: 'id' },
    // Revoked for ever, whether its holder, its key or its person ended it.
    ended: ({ revokedAt }) => revokedAt !== null,
  }),
  guarded(presentationRequest, {
    covers: ['hash', 'scope', 'state', 'person', 'expiresAt'],
    free: { content: ownSeal, keyVersion: 'another version does not open the content', lookId: marksAWrite },
  }),
  guarded(officialSession, {
    covers: ['hash', 'expiresAt'],
    free: { content: ownSeal, keyVersion: 'another version does not open the content' },
  }),
  guarded(faceCase, {
    covers: [
      'id',
      'person',
      'card',
      'kind',
      'evidence',
      'head',
      'state',
      'seenBy',
      'judgedBy',
      'reviewCount',
      'cardMismatches',
      'code',
      'openedAt',
    ],
    digest: 'reviews',
    free: {
      reason: 'what reviewers are told; the pictures decide',
      report: ownSeal,
      lease: 'an examiner shows its own secret as well',
      leasedUntil: 'when another examiner gets the case; a writer can delete it anyway',
      leases: 'when a reviewer gets the case; a writer can delete it anyway',
      mark: marksAWrite,
      closedAt: 'a time that is only shown',
    },
    // Each change names another viewer, counts another verdict or goes on to the next state.
    state: 'mac',
    ended: ({ state }) => state === 'closed',
  }),
  guarded(numberOutcome, {
    covers: ['idHash', 'what', 'saidBy', 'official', 'at', 'freedAt', 'freedBy'],
    free: { id: 'the order; a copied row says no more than the first one' },
    // An outcome changes once: an official frees the number from it.
    state: 'mac',
  }),
  guarded(person, {
    covers: ['id', 'lineHash'],
    free: {
      lineUserId: ownSeal,
      keyWrapped: ownSeal,
      keyVersion: 'another version does not unwrap the key',
      language: 'a language',
      languageChosen: 'a language',
      following: 'whether messages are sent',
      followedAt: 'whether messages are sent',
      leftAt: 'whether messages are sent',
      enteredAt: 'a time that is only shown',
    },
  }),
]
