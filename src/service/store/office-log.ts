// The office log: one chain for all officials, sealed under the key of the office, and only ever appended to.
import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { verifyChain } from '../../core/inspection/chain.ts'
import {
  type ChainedOfficeEntry,
  type OfficeEntry,
  officeChainStart,
  officeEntryText,
  withoutNumbers,
} from '../../core/inspection/office-log.ts'
import type { SealedByService } from '../keys/seal.ts'
import { sha256 } from '../platform/codec.ts'
import type { OfficeLog } from '../ports/office-log.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { officeLine } from './schema-face-review.ts'

type Ground = Pick<StoreContext, 'db' | 'seal'>
type Row = typeof officeLine.$inferSelect
/** The number and the hash of the last line. */
type Head = { seq: number; hash: string }
/** The row of the head. Lines count from 1. */
const HEAD = 0
/** Lines that one call of `reseal` reads. */
const BATCH_SIZE = 200
/** Attempts at one write. An attempt fails only when another write took the same place in the chain. */
const MAX_ATTEMPTS = 40

/** Each line opens at its number alone: a moved line is a changed one. */
const place = (seq: number) => ({ table: 'office_line', column: 'content', row: String(seq) })

const rowOf = async ({ seal }: Ground, seq: number, value: unknown): Promise<Row> => {
  const { sealed, version } = await seal.office.sealJson(place(seq), value)
  return { seq, content: sealed, keyVersion: version }
}
const opened = <T>({ seal }: Ground, { seq, content, keyVersion }: Row) =>
  seal.office.openJson<T>(place(seq), { sealed: content, version: keyVersion } satisfies SealedByService)

const headOf = async (context: Ground): Promise<Head> => {
  const [row] = await context.db.select().from(officeLine).where(eq(officeLine.seq, HEAD))
  return row ? opened<Head>(context, row) : { seq: 0, hash: officeChainStart }
}

export type OfficeAppend = {
  /** The line and the new head, each written only where `won` holds. */
  statements: (won: SQL) => BatchItem<'sqlite'>[]
  /** Whether another write has taken this place in the chain, so that the whole batch is to be tried again. */
  isTaken: () => Promise<boolean>
}

/** What is written with an official's act, in the same batch. */
export const officeAppend = async (context: Ground, entry: OfficeEntry): Promise<OfficeAppend> => {
  const { db } = context
  const last = await headOf(context)
  const seq = last.seq + 1
  const told: OfficeEntry = { ...entry, ...(entry.why !== undefined && { why: withoutNumbers(entry.why) }) }
  const hash = await sha256(officeEntryText(last.hash, seq, told))
  const [line, head] = await Promise.all([
    rowOf(context, seq, { ...told, seq, hash } satisfies ChainedOfficeEntry),
    rowOf(context, HEAD, { seq, hash } satisfies Head),
  ])
  const replace = sql`on conflict (seq) do update set content = excluded.content, key_version = excluded.key_version`
  return {
    statements: (won) => [insertWhere(db, officeLine, line, won), insertWhere(db, officeLine, head, won, replace)],
    isTaken: async () => (await headOf(context)).seq >= seq,
  }
}

/** Writes `batch` with the line of `entry`. Of two writes at once, one starts again, so the chain has no gap and no fork. */
export const withOfficeLine = async <T>(
  context: Ground,
  entry: OfficeEntry,
  batch: (append: OfficeAppend) => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    const append = await officeAppend(context, entry)
    try {
      return await batch(append)
    } catch (fault) {
      if (attempt === MAX_ATTEMPTS || !(await append.isTaken())) throw fault
    }
  }
}

export const createOfficeLog = (context: Ground): OfficeLog => ({
  all: async () => {
    const { db } = context
    const rows = await db.select().from(officeLine).orderBy(asc(officeLine.seq))
    const lines = rows.filter(({ seq }) => seq !== HEAD)
    if (lines.length === rows.length && rows.length > 0) throw new Error('the office log has lost its head')
    const head = await headOf(context)
    const entries = await Promise.all(lines.map((row) => opened<ChainedOfficeEntry>(context, row)))
    const chain = await verifyChain(entries, officeChainStart, officeEntryText, sha256)
    if (!chain.ok) throw new Error(`line ${chain.seq} of the office log is missing or was changed`)
    if (head.seq !== entries.length || head.hash !== chain.head)
      throw new Error(`lines are missing at the end of the office log: it had ${head.seq}`)
    return entries
  },
  reseal: async (most = BATCH_SIZE) => {
    const { db, seal } = context
    const rows = await db.select().from(officeLine).where(lt(officeLine.keyVersion, seal.version)).limit(most)
    const updates = rows.map(async (row) => {
      const { content, keyVersion } = await rowOf(context, row.seq, await opened(context, row))
      // A head that moved on meanwhile is left for the next call.
      const unchanged = and(eq(officeLine.seq, row.seq), sql`${officeLine.content} = ${row.content}`)
      return { statement: db.update(officeLine).set({ content, keyVersion }).where(unchanged) }
    })
    // A line that somebody changed opens under no key: it stays as it is, and `all` finds it.
    const settled = await Promise.allSettled(updates)
    const [first, ...others] = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value.statement] : []))
    if (!first) return 0
    await db.batch([first, ...others])
    return others.length + 1
  },
})
