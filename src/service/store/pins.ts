// The PIN's hash and its lockout. An attempt is counted before the hash is
// returned, so parallel guessing gains nothing.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { lockedUntil, NEVER } from '../../core/pin/lockout.ts'
import { noPinRecovery } from '../../core/pin/recovery.ts'
import { usualPinCost } from '../../core/pin/stretch.ts'
import { err, ok } from '../../core/result.ts'
import type { PersonKey } from '../keys/seal.ts'
import type { PersonId, PinHash } from '../model.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { keyOf } from './person-keys.ts'
import { endRecoveryCase } from './recovery-cases.ts'
import { newPin, pin } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

export const secretPlace = (row: PersonId) => ({ table: 'pin', column: 'secret', row })

type PinRow = typeof pin.$inferSelect

export const pinRow = async ({ rows }: StoreContext, key: PersonKey, person: PersonId, hash: PinHash, now: number) =>
  rows.mark(pin, {
    person,
    secret: await key.sealJson(secretPlace(person), hash),
    failures: 0,
    lockedUntil: 0,
    setAt: now,
    serial: 0,
  })
export const replacePin: SQL = sql`on conflict (person) do update set secret = excluded.secret, failures = excluded.failures,
  locked_until = excluded.locked_until, set_at = excluded.set_at, serial = excluded.serial, mac = excluded.mac`

/** Rounds of an attempt among parallel ones: each lost round means that another was counted, and five of them lock. */
const ROUNDS = 50
/** Counted attempts that are remembered until the PIN is compared, so that clearing them needs no read. */
const MOST_COUNTED = 1_000

export const createPins = ({ db, personKeys, rows }: StoreContext): Store['pins'] => {
  const counted = new Map<PersonId, PinRow>()
  const read = async (person: PersonId) => {
    const seen = rows.seen(pin, person)
    const [row] = await db.select().from(pin).where(eq(pin.person, person))
    return { there: row !== undefined, row: await rows.checked(pin, row, seen) }
  }
  const isStill = (person: PersonId, row: PinRow) => and(eq(pin.person, person), rows.unchanged(pin, row))

  return {
    count: async (person, now) => {
      const key = await keyOf(personKeys, person)
      for (let round = 0; round < ROUNDS; round++) {
        const { there, row } = await read(person)
        if (!there) return err('no_pin')
        // Whoever changed the row must gain nothing, and the holder can make a new PIN: as after too many attempts.
        if (!row) return { ...err('locked'), until: NEVER }
        if (row.lockedUntil > now) return { ...err('locked'), until: row.lockedUntil }
        const failures = row.failures + 1
        const set = await rows.change(pin, row, { failures, lockedUntil: lockedUntil(failures, now) })
        const written = await db.update(pin).set(set).where(isStill(person, row)).returning({ person: pin.person })
        if (written.length === 0) continue
        const after = { ...row, ...set }
        rows.wrote(pin, after)
        if (counted.size >= MOST_COUNTED) counted.clear()
        counted.set(person, after)
        const hash = await key.openJson<PinHash>(secretPlace(person), row.secret)
        return ok({ ...hash, failures, lockedUntil: set.lockedUntil })
      }
      throw new Error('an attempt at a PIN was not counted')
    },

    clear: async (person) => {
      for (let round = 0; round < ROUNDS; round++) {
        const row = counted.get(person) ?? (await read(person)).row
        counted.delete(person)
        if (!row) return { ended: false }
        const set = await rows.change(pin, row, { failures: 0, lockedUntil: 0 })
        const won = sql`exists (select 1 from ${pin} where ${pin.person} = ${person} and ${pin.mac} = ${set.mac})`
        const [written, , ended] = await db.batch([
          db.update(pin).set(set).where(isStill(person, row)).returning({ person: pin.person }),
          endRecoveryCase({ db }, person, won),
          db
            .delete(newPin)
            .where(and(eq(newPin.person, person), won))
            .returning({ state: newPin.state, changeId: newPin.changeId }),
        ])
        if (written.length === 0) continue
        rows.wrote(pin, { ...row, ...set })
        rows.replaced(newPin, ended[0]?.changeId)
        return { ended: ended[0]?.state === 'held' }
      }
      throw new Error('the attempts at a PIN were not cleared')
    },

    status: async (person) => {
      const key = await keyOf(personKeys, person)
      const visit = and(
        eq(faceCase.person, person),
        eq(faceCase.evidence, newPin.evidence),
        eq(faceCase.state, 'visit'),
      )
      const [row] = await db
        .select({ secret: pin.secret, newPin, code: faceCase.code })
        .from(pin)
        .leftJoin(newPin, eq(newPin.person, pin.person))
        .leftJoin(faceCase, visit)
        .where(eq(pin.person, person))
      if (!row) return { newPin: noPinRecovery }
      const { picture, salt, n = usualPinCost } = await key.openJson<PinHash>(secretPlace(person), row.secret)
      const officer = row.code !== null && { code: row.code }
      const recovery = (await rows.checked(newPin, row.newPin ?? undefined)) ?? noPinRecovery
      const { state, until, confirmedAt, failures, failedAt } = recovery
      return { picture, salt: { salt, n }, newPin: { state, until, confirmedAt, failures, failedAt }, ...officer }
    },
  }
}
