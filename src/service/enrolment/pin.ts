// The card's password: set once, then counted before it is compared.
import { checkPin as checkNewPin, NEVER, type PinFault } from '../../core/card/pin.ts'
import type { PinPicture } from '../../core/journey/claims.ts'
import { err, type Result } from '../../core/result.ts'
import { sameText, toBase64Url } from '../codec.ts'
import type { Deps, Enrolment, PersonId } from '../deps.ts'
import { apply, type NotApplied } from './apply.ts'

export const setPin = async (
  deps: Deps,
  person: PersonId,
  pin: string,
  picture: PinPicture,
): Promise<Result<Enrolment, NotApplied | PinFault>> => {
  const { facts } = await deps.store.enrolments.load(person, deps.clock())
  if (!facts.data) return err('not_at_this_step')
  const checked = checkNewPin(pin, facts.data)
  if (!checked.ok) return checked
  const salt = toBase64Url(deps.random(16))
  const hash = await deps.keys.hashPin(pin, salt)
  return apply(deps, person, { type: 'pinSet' }, { pin: { salt, hash, picture } })
}

/** Wrong tries before the first wait; the waits themselves are kept by the store. */
const triesBeforeWait = 5

export type PinRefusal =
  /** `triesLeft`: before the next wait. */
  | { reason: 'wrong_pin'; triesLeft: number }
  | { reason: 'no_pin' }
  /** Guessed at too often: no waiting opens it. */
  | { reason: 'pin_closed' }
  /** `until`: ms since the epoch. */
  | { reason: 'locked'; until: number }

const waiting = (until: number): PinRefusal => (until >= NEVER ? { reason: 'pin_closed' } : { reason: 'locked', until })

/** Whether this is the person's PIN. A try is counted first, so that parallel guesses cannot win one. */
export const verifyPin = async (deps: Deps, person: PersonId, pin: string): Promise<PinRefusal | undefined> => {
  const tried = await deps.store.pins.count(person, deps.clock())
  if (!tried.ok) return 'until' in tried ? waiting(tried.until) : { reason: tried.reason }
  const hash = await deps.keys.hashPin(pin, tried.value.salt)
  if (!sameText(hash, tried.value.hash)) {
    if (tried.value.lockedUntil >= NEVER) return { reason: 'pin_closed' }
    return { reason: 'wrong_pin', triesLeft: Math.max(0, triesBeforeWait - tried.value.failures) }
  }
  await deps.store.pins.clear(person)
  return undefined
}
