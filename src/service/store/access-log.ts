// The access log: one chain of sealed entries per holder. Each entry's hash covers the hash of the entry before it.
import { asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import {
  type AccessEntry,
  accessChainStart,
  accessEntryText,
  type ChainedAccessEntry,
} from '../../core/inspection/access-log.ts'
import type { OfficeEntry } from '../../core/inspection/office-log.ts'
import type { PersonId } from '../model.ts'
import { sha256 } from '../platform/codec.ts'
import { newId } from '../platform/ids.ts'
import type { AccessLog, AccessWrite } from '../ports/presentation.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { officeAppend } from './office-log.ts'
import { openAll } from './open-all.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { outbox } from './schema.ts'
import { accessEntry } from './schema-presentation.ts'

export const entryPlace = (row: string) => ({ table: 'look', column: 'content', row })

/** Attempts at one write. An attempt fails only when another write took the same place in the chain. */
const MAX_ATTEMPTS = 40

const openedRows = async (context: StoreContext, person: PersonId, rows: (typeof accessEntry.$inferSelect)[]) => {
  const key = await keyOf(context.personKeys, person)
  return openAll(rows.map(({ id, content }) => key.openJson<ChainedAccessEntry>(entryPlace(id), content)))
}

const newest = async (context: StoreContext, person: PersonId, most: number) => {
  const rows = await context.db
    .select()
    .from(accessEntry)
    .where(eq(accessEntry.person, person))
    .orderBy(desc(accessEntry.seq))
    .limit(most)
  return openedRows(context, person, rows)
}

/** The row of `entry` as the successor of the newest entry. */
const next = async (context: StoreContext, person: PersonId, entry: AccessEntry) => {
  const [last] = await newest(context, person, 1)
  const seq = (last?.seq ?? 0) + 1
  const hash = await sha256(accessEntryText(last?.hash ?? accessChainStart, seq, entry))
  const id = newId(context.random)
  const key = await keyOf(context.personKeys, person)
  return {
    id,
    person,
    seq,
    content: await key.sealJson(entryPlace(id), { ...entry, seq, hash } satisfies ChainedAccessEntry),
  }
}

type WriteGuard = {
  /**
   * The deciding statement: marks its row with the new entry's id, and returns that row only if the access is allowed.
   */
  first: (entryId: string) => BatchItem<'sqlite'>
  /** SQL condition: the mark is there. */
  won: (entryId: string) => SQL
  /** A line of the office log that is written with the entry; its place in its own chain may be taken too. */
  line?: OfficeEntry
}

/**
 * Writes an access-log entry and its outbox jobs in one batch, if `guard` allows it. The place in the chain is unique:
 * of two simultaneous writes, one starts again. @returns whether the guard allowed it.
 */
export const writeEntry = async (
  context: StoreContext,
  person: PersonId,
  { entry, jobs }: AccessWrite,
  guard?: WriteGuard,
): Promise<boolean> => {
  const { db, random } = context
  const key = await keyOf(context.personKeys, person)
  for (let attempt = 1; ; attempt++) {
    const row = await next(context, person, entry)
    const won = guard ? guard.won(row.id) : sql`true`
    const office = guard?.line && (await officeAppend(context, guard.line))
    const outboxRows = await Promise.all(jobs.map((job) => outboxRow(key, random, person, job)))
    const rest = [
      insertWhere(db, accessEntry, row, won),
      ...outboxRows.map((row) => insertWhere(db, outbox, row, won)),
      ...(office ? office.statements(won) : []),
    ] as const
    try {
      if (!guard) {
        await db.batch([...rest])
        return true
      }
      const [first] = await db.batch([guard.first(row.id), ...rest])
      return (first as unknown[]).length === 1
    } catch (fault) {
      const [last] = await newest(context, person, 1)
      const taken = (last?.seq ?? 0) >= row.seq || (await office?.isTaken())
      if (attempt === MAX_ATTEMPTS || !taken) throw fault
    }
  }
}

export const createAccessLog = (context: StoreContext): AccessLog => ({
  add: async (person, write) => {
    await writeEntry(context, person, write)
  },
  newest: (person, most) => newest(context, person, most),
  all: async (person) => {
    const rows = await context.db
      .select()
      .from(accessEntry)
      .where(eq(accessEntry.person, person))
      .orderBy(asc(accessEntry.seq))
    return openedRows(context, person, rows)
  },
})
