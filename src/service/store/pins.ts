// The PIN's hash and its lockout. An attempt is counted before the hash is
// returned, so parallel guessing gains nothing.
import { and, eq, lte, type SQL, sql } from 'drizzle-orm'
import { lockoutWaits, NEVER, triesInAll } from '../../core/pin/lockout.ts'
import { noPinRecovery } from '../../core/pin/recovery.ts'
import { err, ok } from '../../core/result.ts'
import type { PersonKey } from '../keys/seal.ts'
import type { PersonId, PinHash } from '../model.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { keyOf } from './person-keys.ts'
import { newPin, pin } from './schema.ts'

export const secretPlace = (row: PersonId) => ({ table: 'pin', column: 'secret', row })

export const pinRow = async (key: PersonKey, person: PersonId, hash: PinHash, now: number) => ({
  person,
  secret: await key.sealJson(secretPlace(person), hash),
  failures: 0,
  lockedUntil: 0,
  setAt: now,
})
export const replacePin: SQL = sql`on conflict (person) do update set
  secret = excluded.secret, failures = 0, locked_until = 0, set_at = excluded.set_at`

/** `lockedUntil` of core/pin/lockout.ts in SQL, so that counting and locking are one statement. */
const lockAfter = (now: number): SQL => {
  const tries = sql`${pin.failures} + 1`
  // Longest wait first: CASE takes the first branch that matches.
  const steps = [...lockoutWaits].reverse().map((row) => sql`when ${tries} >= ${row.tries} then ${now + row.wait}`)
  const forever = sql`when ${tries} >= ${triesInAll} then ${NEVER}`
  return sql`case ${sql.join([forever, ...steps], sql` `)} else 0 end`
}

export const createPins = ({ db, personKeys }: StoreContext): Store['pins'] => ({
  count: async (person, now) => {
    const key = await keyOf(personKeys, person)
    const [[counted], [row]] = await db.batch([
      db
        .update(pin)
        .set({ failures: sql`${pin.failures} + 1`, lockedUntil: lockAfter(now) })
        .where(and(eq(pin.person, person), lte(pin.lockedUntil, now)))
        .returning(),
      db.select({ lockedUntil: pin.lockedUntil }).from(pin).where(eq(pin.person, person)),
    ])
    if (!row) return err('no_pin')
    if (!counted) return { ...err('locked'), until: row.lockedUntil }
    const hash = await key.openJson<PinHash>(secretPlace(person), counted.secret)
    return ok({ ...hash, failures: counted.failures, lockedUntil: counted.lockedUntil })
  },

  clear: async (person) => {
    const [, ended] = await db.batch([
      db.update(pin).set({ failures: 0, lockedUntil: 0 }).where(eq(pin.person, person)),
      db.delete(newPin).where(eq(newPin.person, person)).returning({ state: newPin.state }),
    ])
    return { ended: ended[0]?.state === 'held' }
  },

  status: async (person) => {
    const key = await keyOf(personKeys, person)
    const { state, until, failures, failedAt } = newPin
    const [row] = await db
      .select({ secret: pin.secret, newPin: { state, until, failures, failedAt } })
      .from(pin)
      .leftJoin(newPin, eq(newPin.person, pin.person))
      .where(eq(pin.person, person))
    if (!row) return { newPin: noPinRecovery }
    const { picture } = await key.openJson<PinHash>(secretPlace(person), row.secret)
    return { picture, newPin: row.newPin ?? noPinRecovery }
  },
})
