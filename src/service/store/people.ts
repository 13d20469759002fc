// People: looked up by a keyed hash of their LINE user id. Each person has a data key.
import { eq, sql } from 'drizzle-orm'
import { mapVersion } from '../../core/journey/map.ts'
import { initialProgress } from '../../core/journey/progress.ts'
import type { Person, PersonId } from '../model.ts'
import { fromUtf8, utf8 } from '../platform/codec.ts'
import { newId } from '../platform/ids.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { keyOf } from './person-keys.ts'
import { guardedColumns } from './row-guard.ts'
import { enrolment, person } from './schema.ts'

export const lineUserIdPlace = (row: PersonId) => ({ table: 'person', column: 'line_user_id', row })
/** The columns of a `Person`. */
export const personColumns = {
  id: person.id,
  language: person.language,
  following: person.following,
  followedAt: person.followedAt,
  leftAt: person.leftAt,
}

type PersonRow = Person & Pick<typeof person.$inferSelect, 'lineHash' | 'mac'>
export const personOf = ({ id, language, following, followedAt, leftAt }: PersonRow): Person => ({
  id,
  language,
  following,
  followedAt,
  leftAt,
})

export const createPeople = ({ db, seal, personKeys, random, rows }: StoreContext): Store['people'] => {
  const columns = { ...personColumns, ...guardedColumns(person) }
  const found = (lineHash: string) => db.select(columns).from(person).where(eq(person.lineHash, lineHash))

  /**
   * Two simultaneous first events create one person: the second insert does
   * nothing, and the select returns the first row.
   */
  const create = async (lineUserId: string, lineHash: string, language: Person['language'], now: number) => {
    const id = newId(random)
    const wrapped = await seal.newPersonKey(id)
    const key = await seal.unwrap(id, wrapped)
    const row = {
      id,
      lineHash,
      language,
      following: true,
      enteredAt: now,
      lineUserId: await key.seal(lineUserIdPlace(id), utf8(lineUserId)),
      keyWrapped: wrapped.wrapped,
      keyVersion: wrapped.version,
    }
    const created = sql`exists (select 1 from ${person} where ${person.id} = ${id})`
    const start = { person: id, ...initialProgress, mapVersion, version: 0, startedAt: now, updatedAt: now }
    const [, , entered] = await db.batch([
      db
        .insert(person)
        .values(await rows.mark(person, row))
        .onConflictDoNothing({ target: person.lineHash }),
      insertWhere(db, enrolment, await rows.mark(enrolment, start), created),
      found(lineHash),
    ])
    return entered
  }

  return {
    findOrCreate: async (lineUserId, language, now) => {
      const lineHash = await seal.hash('lineUserId', lineUserId)
      const [known] = await found(lineHash)
      const [entered] = known ? [known] : await create(lineUserId, lineHash, language, now)
      // Refused as a fault, because a second person for the same account would hide what happened.
      const genuine = await rows.checked(person, entered)
      if (!genuine) throw new Error('a person who entered was not found, or their row was changed')
      return personOf(genuine)
    },
    byId: async (id) => {
      const [row] = await db.select(personColumns).from(person).where(eq(person.id, id))
      return row
    },
    lineUserId: async (id) => {
      const [row] = await db.select({ sealed: person.lineUserId }).from(person).where(eq(person.id, id))
      // A person who is erased between the two reads has no key either.
      const key = row && (await personKeys(id))
      return key && fromUtf8(await key.open(lineUserIdPlace(id), row.sealed))
    },
    setLanguage: async (id, language) => {
      await db.update(person).set({ language, languageChosen: true }).where(eq(person.id, id))
    },
    setFollowing: async (id, following) => {
      await db.update(person).set({ following }).where(eq(person.id, id))
    },
    draftKey: async (id, draft) => (await keyOf(personKeys, id)).secretFor(draft ? `draft/${draft}` : 'draft'),
  }
}
