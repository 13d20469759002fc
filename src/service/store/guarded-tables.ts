// Which columns decide, per table: they stand under the row's MAC, so that whoever can write the database cannot change
// them unnoticed. Decision 095 gives the reasons.
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { card, challenge, enrolment, idToken, newPin, person, pin, token } from './schema.ts'
import { officialSession, presentationRequest } from './schema-presentation.ts'

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
  guarded(presentationRequest, {
    covers: ['hash', 'scope', 'state', 'person', 'expiresAt'],
    free: { content: ownSeal, keyVersion: 'another version does not open the content', lookId: marksAWrite },
  }),
  guarded(officialSession, {
    covers: ['hash', 'expiresAt'],
    free: { content: ownSeal, keyVersion: 'another version does not open the content' },
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
