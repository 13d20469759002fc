// Who looked: one chain of sealed entries per holder, each standing on the one before it.
import { asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type ChainedLook, chainStart, type Look, linkText } from '../../core/inspection/access-log.ts'
import type { PersonId } from '../model.ts'
import { sha256 } from '../platform/codec.ts'
import type { Looks, WithLook } from '../ports/presentation.ts'
import type { Ground } from './ground.ts'
import { newId } from './ids.ts'
import { insertWhere } from './insert-where.ts'
import { opened } from './opened.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { outbox } from './schema.ts'
import { look } from './schema-presentation.ts'

export const lookPlace = (row: string) => ({ table: 'look', column: 'content', row })

/** How often a write that somebody was faster with begins again: each time one of them got through. */
const TRIES = 40

const openedRows = async (ground: Ground, person: PersonId, rows: (typeof look.$inferSelect)[]) => {
  const key = await keyOf(ground.personKeys, person)
  return opened(rows.map(({ id, content }) => key.openJson<ChainedLook>(lookPlace(id), content)))
}

const newest = async (ground: Ground, person: PersonId, most: number) => {
  const rows = await ground.db.select().from(look).where(eq(look.person, person)).orderBy(desc(look.seq)).limit(most)
  return openedRows(ground, person, rows)
}

/** The entry after the newest one, and its row. */
const next = async (ground: Ground, person: PersonId, entry: Look) => {
  const [last] = await newest(ground, person, 1)
  const seq = (last?.seq ?? 0) + 1
  const hash = await sha256(linkText(last?.hash ?? chainStart, seq, entry))
  const id = newId(ground.random)
  const key = await keyOf(ground.personKeys, person)
  return { id, person, seq, content: await key.sealJson(lookPlace(id), { ...entry, seq, hash } satisfies ChainedLook) }
}

type Guarded = {
  /** The statement that decides; it marks its row with the look's id, and returns that row only when it may be. */
  first: (lookId: string) => BatchItem<'sqlite'>
  /** Whether the mark is there. */
  won: (lookId: string) => SQL
}

/**
 * Writes a look and what goes with it where `guard` lets it, in one batch. The place in the chain is unique: of two at
 * once one starts again. @returns whether the guard let it.
 */
export const writeLook = async (
  ground: Ground,
  person: PersonId,
  { look: entry, intents }: WithLook,
  guard?: Guarded,
): Promise<boolean> => {
  const { db, random } = ground
  const key = await keyOf(ground.personKeys, person)
  for (let attempt = 1; ; attempt++) {
    const row = await next(ground, person, entry)
    const won = guard ? guard.won(row.id) : sql`true`
    const orders = await Promise.all(intents.map((intent) => outboxRow(key, random, person, intent)))
    const rest = [
      insertWhere(db, look, row, won),
      ...orders.map((order) => insertWhere(db, outbox, order, won)),
    ] as const
    try {
      if (!guard) {
        await db.batch([...rest])
        return true
      }
      const [first] = await db.batch([guard.first(row.id), ...rest])
      return (first as unknown[]).length === 1
    } catch (fault) {
      const [last] = await newest(ground, person, 1)
      if (attempt === TRIES || (last?.seq ?? 0) < row.seq) throw fault
    }
  }
}

export const createLooks = (ground: Ground): Looks => ({
  add: async (person, withLook) => {
    await writeLook(ground, person, withLook)
  },
  newest: (person, most) => newest(ground, person, most),
  all: async (person) => {
    const rows = await ground.db.select().from(look).where(eq(look.person, person)).orderBy(asc(look.seq))
    return openedRows(ground, person, rows)
  },
})
