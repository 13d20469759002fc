// The MAC of rows that decide: writers add it, readers check it, and a row that somebody else changed counts as not there.
// Decision 095: the key stands outside the database, so a writer of the database cannot make a row that is accepted.
import { and, type Column, eq, getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { toBase64Url } from '../../core/base64.ts'
import type { Seal } from '../keys/seal.ts'
import { type Bytes, equalInConstantTime, sha256Bytes, utf8 } from '../platform/codec.ts'
import { type GuardedTable, guardedTables } from './guarded-tables.ts'

/** `changed`: the MAC is wrong. `without_mac`: it is missing. `earlier`: a state that this process has seen replaced. */
export type RowFault = 'changed' | 'without_mac' | 'earlier'
/** Called for each refused row; never with a value of the row. */
export type OnRowFault = (table: string, fault: RowFault) => void

type Row = Record<string, unknown>
type WithMac = { mac: string | null }
/** The latest state of a row that this process has seen. */
type Seen = { identity: string; serial: number } | undefined
/**
 * `latest`: the latest states by table and owner. `replaced`: states that a write replaced, by table and name. On the edge
 * one isolate shares them between its requests.
 */
export type SeenRows = { latest: Map<string, NonNullable<Seen>>; replaced: Set<string> }
export const noSeenRows = (): SeenRows => ({ latest: new Map(), replaced: new Set() })
/** Whether a row of the table is there that `which` selects. */
export type IsThere = (table: SQLiteTable, which: SQL | undefined) => Promise<boolean>

export type RowGuard = {
  /** The row with its MAC, for an insert. Its covered columns must all be given, or have a default. */
  mark: <T extends SQLiteTable>(table: T, row: T['$inferInsert']) => Promise<T['$inferInsert'] & { mac: string }>
  /**
   * `set` with the MAC of the row that it makes of `before`, and with the next serial. Use it with `unchanged`, so that
   * the update takes effect on no other state. `before` needs the columns of `columns(table)`.
   */
  change: <T extends SQLiteTable, S extends Partial<T['$inferSelect']>>(
    table: T,
    before: Partial<T['$inferSelect']> & WithMac,
    set: S,
  ) => Promise<S & { mac: string }>
  /** SQL: the row still is what was read. */
  unchanged: (table: SQLiteTable, read: WithMac) => SQL
  /** The row as read, or undefined if there is none or somebody else changed it. A change is logged. */
  checked: <R extends WithMac>(table: SQLiteTable, row: R | undefined, seen?: Seen) => Promise<R | undefined>
  /**
   * Checks all rows that `read` reads at once, without remembering them: for a list of many. Where `genuine` is false,
   * the change was logged.
   */
  all: <R extends WithMac>(table: SQLiteTable, read: () => Promise<R[]>) => Promise<{ row: R; genuine: boolean }[]>
  /**
   * The MAC under the current master key, if the row's is under an older one, or missing and still to be adopted.
   * Undefined if it is current, or wrong: a changed row never becomes genuine.
   */
  renewed: (table: SQLiteTable, row: WithMac & Row) => Promise<string | undefined>
  /** What this process knows of an owner's row: to be asked before the read that it is compared with. */
  seen: (table: SQLiteTable, owner: string) => Seen
  /** Remembers a state that was written, so that no earlier one is accepted. */
  wrote: (table: SQLiteTable, row: WithMac & Row) => void
  /** Remembers that a write took effect which replaced or deleted the state with this name. */
  replaced: (table: SQLiteTable, state: string | null | undefined) => void
}

const byTable = new Map(guardedTables.map((each) => [each.table, each]))
const guardedBy = (table: SQLiteTable): GuardedTable => {
  const found = byTable.get(table)
  if (!found) throw new Error(`${getTableName(table)} is not a guarded table`)
  return found
}

/** The columns that a check needs, for `select`: all that are covered, and the MAC. */
export const guardedColumns = <T extends SQLiteTable>(table: T): Omit<T['_']['columns'], never> => {
  const { covers } = guardedBy(table)
  const columns: Record<string, Column> = getTableColumns(table)
  return Object.fromEntries([...covers, 'mac'].map((name) => [name, columns[name]])) as T['_']['columns']
}

/** `version.MAC` or `version.MAC.digest`; four digits of version, so that texts sort as the numbers do. */
const form = /^(\d{4})\.([\w-]{43})(?:\.([\w-]{43}))?$/
const partsOf = (mac: string) => {
  const [, version, code, digest] = mac.match(form) ?? []
  return code === undefined ? undefined : { version: Number(version), code, digest }
}
/** What a MAC under that master key begins with. */
export const versionPrefix = (version: number): string => `${String(version).padStart(4, '0')}.`

/** Lets the loop serve what waits. */
const breath = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

const digestOf = async (bytes: unknown) => toBase64Url(await sha256Bytes(bytes as Bytes))

/**
 * The bytes under the MAC: table, digest, and name and value of each covered column. A column's default is left out, and
 * so is null where there is none: a column that is added later changes no MAC of before.
 */
const message = ({ table, covers }: GuardedTable, row: Row, digest = ''): Bytes => {
  const columns: Record<string, Column> = getTableColumns(table)
  const pairs = [...covers].sort().flatMap((name) => {
    const usual = columns[name]?.default ?? null
    const value = row[name] === undefined ? usual : row[name]
    return JSON.stringify(value) === JSON.stringify(usual) ? [] : [[name, value]]
  })
  return utf8(JSON.stringify([getTableName(table), digest, pairs]))
}

/** Owners whose latest state is remembered; the oldest is dropped first. */
const MOST_SEEN = 20_000

/** Replaced states that are remembered; the oldest is dropped first. One takes some 150 bytes. */
const MOST_REPLACED = 50_000
/** Rows of a list whose MACs are computed at once: the loop serves other requests between two parts. */
const PART = 500

/**
 * `seenRows` lives as long as the process: after a restart an earlier state of a row is accepted again, because nothing
 * outside the database remembers it.
 */
export const createRowGuard = (
  seal: Pick<Seal, 'version' | 'rowMac' | 'rowMacsRequired'>,
  onFault: OnRowFault,
  { latest, replaced }: SeenRows = noSeenRows(),
  isThere: IsThere = async () => true,
) => {
  const stateOf = ({ serial, digest }: GuardedTable, row: Row & WithMac): Seen => {
    if (!serial) return undefined
    const identity = serial.identity === digest ? partsOf(row.mac ?? '')?.digest : row[serial.identity]
    return { identity: String(identity), serial: Number(row.serial) }
  }
  const ownerKey = (table: SQLiteTable, owner: unknown) => `${getTableName(table)} ${owner}`

  const wrote: RowGuard['wrote'] = (table, row) => {
    const guarded = guardedBy(table)
    const state = stateOf(guarded, row)
    if (!guarded.serial || !state) return
    const key = ownerKey(table, row[guarded.serial.owner])
    const known = latest.get(key)
    if (known?.identity === state.identity && known.serial >= state.serial) return
    latest.delete(key)
    const oldest = latest.keys().next()
    if (latest.size >= MOST_SEEN && !oldest.done) latest.delete(oldest.value)
    latest.set(key, state)
  }

  const macOf = async (guarded: GuardedTable, row: Row, digest?: string): Promise<string> => {
    const code = await seal.rowMac(message(guarded, row, digest))
    return versionPrefix(seal.version) + [code, ...(digest ? [digest] : [])].join('.')
  }

  /** The digest of the large column: of the value if it is there, else the one that the MAC column holds. */
  const digestIn = async ({ digest }: GuardedTable, row: Row): Promise<string | undefined> => {
    if (!digest || row[digest] === null) return undefined
    if (row[digest] !== undefined) return digestOf(row[digest])
    return partsOf(String(row.mac))?.digest
  }

  const replacedKey = (table: SQLiteTable, state: unknown) => `${getTableName(table)} ${state}`

  /**
   * Whether the row is in a state that this process replaced. A row that was read just before it was replaced is in such
   * a state too: only if the database still holds it, somebody put it back.
   */
  const isReplaced = async ({ table, state }: GuardedTable, row: Row & WithMac): Promise<boolean> => {
    if (!state || !replaced.has(replacedKey(table, row[state]))) return false
    const columns: Record<string, Column> = getTableColumns(table)
    const key = Object.entries(columns).filter(([name, { primary }]) => primary && row[name] !== undefined)
    const same = [...key, ['mac', columns.mac] as const].map(([name, column]) => eq(column as Column, row[name]))
    return isThere(table, and(...same))
  }

  const faultOf = async (guarded: GuardedTable, row: Row & WithMac, seen: Seen): Promise<RowFault | undefined> => {
    if (row.mac === null) return seal.rowMacsRequired && !guarded.ended?.(row) ? 'without_mac' : undefined
    const parts = partsOf(row.mac)
    const digest = await digestIn(guarded, row)
    const code = parts && (await seal.rowMac(message(guarded, row, digest), parts.version))
    if (!parts || !code || parts.digest !== digest || !equalInConstantTime(code, parts.code)) return 'changed'
    if (await isReplaced(guarded, row)) return 'earlier'
    const state = stateOf(guarded, row)
    return seen && state && seen.identity === state.identity && state.serial < seen.serial ? 'earlier' : undefined
  }

  const guard: RowGuard = {
    mark: async (table, row) => {
      const guarded = guardedBy(table)
      return { ...row, mac: await macOf(guarded, row as Row, await digestIn(guarded, row as Row)) }
    },
    change: async (table, before, set) => {
      const guarded = guardedBy(table)
      const next = guarded.serial ? { serial: Number((before as Row).serial) + 1 } : {}
      const after: Row = { ...before, ...set, ...next }
      return { ...set, ...next, mac: await macOf(guarded, after, await digestIn(guarded, after)) }
    },
    unchanged: (table, { mac }) => sql`${(getTableColumns(table) as Record<string, Column>).mac} is ${mac}`,
    checked: async (table, row, seen) => {
      if (!row) return undefined
      const guarded = guardedBy(table)
      const fault = await faultOf(guarded, row, seen)
      if (fault) {
        onFault(getTableName(table), fault)
        return undefined
      }
      wrote(table, row)
      return row
    },
    all: async (table, read) => {
      const guarded = guardedBy(table)
      const before = new Map(guarded.serial ? latest : [])
      const found = await read()
      const check = async (row: (typeof found)[number]) => {
        const owner = guarded.serial && (row as Row)[guarded.serial.owner]
        const fault = await faultOf(guarded, row, before.get(ownerKey(table, owner)))
        if (fault) onFault(getTableName(table), fault)
        return { row, genuine: !fault }
      }
      const checked: Awaited<ReturnType<typeof check>>[] = []
      for (let from = 0; from < found.length; from += PART) {
        if (from > 0) await breath()
        checked.push(...(await Promise.all(found.slice(from, from + PART).map(check))))
      }
      return checked
    },
    renewed: async (table, row) => {
      const guarded = guardedBy(table)
      if (row.mac?.startsWith(versionPrefix(seal.version)) || (await faultOf(guarded, row, undefined))) return undefined
      return macOf(guarded, row, await digestIn(guarded, row))
    },
    seen: (table, owner) => latest.get(ownerKey(table, owner)),
    wrote,
    replaced: (table, state) => {
      if (!state) return
      const [oldest] = replaced
      if (replaced.size >= MOST_REPLACED && oldest !== undefined) replaced.delete(oldest)
      replaced.add(replacedKey(table, state))
    },
  }
  return guard
}
