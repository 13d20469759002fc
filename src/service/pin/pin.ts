// The card's PIN: its rules when it is set, and its check. An attempt is counted before the PIN is compared.

import { toBase64Url } from '../../core/base64.ts'
import type { CardData } from '../../core/card/card.ts'
import { NEVER, triesBeforeWait } from '../../core/pin/lockout.ts'
import type { PinPicture } from '../../core/pin/pictures.ts'
import { checkPin as checkNewPin, type PinFault } from '../../core/pin/rules.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { PersonId, PinHash } from '../model.ts'
import { equalInConstantTime } from '../platform/codec.ts'

/** The hash of a new PIN, or the reason why it is too easy for the holder of this card. */
export const newPinHash = async (
  { random, keys }: Deps,
  pin: string,
  picture: PinPicture,
  data: CardData,
): Promise<Result<PinHash, PinFault>> => {
  const checked = checkNewPin(pin, data)
  if (!checked.ok) return checked
  const salt = toBase64Url(random(16))
  return ok({ salt, hash: await keys.hashPin(pin, salt), picture })
}

export type PinRefusal =
  /** `triesLeft`: attempts before the next wait. */
  | { reason: 'wrong_pin'; triesLeft: number }
  | { reason: 'no_pin' }
  /** Too many wrong attempts: waiting does not help, only a new PIN. */
  | { reason: 'pin_closed' }
  /** `until`: ms since the epoch. */
  | { reason: 'locked'; until: number }

const lockedRefusal = (until: number): PinRefusal =>
  until >= NEVER ? { reason: 'pin_closed' } : { reason: 'locked', until }

/** Undefined if this is the person's PIN. An attempt is counted first, so parallel guesses gain nothing. */
export const verifyPin = async (deps: Deps, person: PersonId, pin: string): Promise<PinRefusal | undefined> => {
  const counted = await deps.store.pins.count(person, deps.clock())
  if (!counted.ok) return 'until' in counted ? lockedRefusal(counted.until) : { reason: counted.reason }
  const hash = await deps.keys.hashPin(pin, counted.value.salt)
  if (!equalInConstantTime(hash, counted.value.hash)) {
    if (counted.value.lockedUntil >= NEVER) return { reason: 'pin_closed' }
    return { reason: 'wrong_pin', triesLeft: Math.max(0, triesBeforeWait - counted.value.failures) }
  }
  const { ended } = await deps.store.pins.clear(person)
  if (ended) {
    const said = [{ say: 'sentence' as const, sentence: 'newPinNotNeeded' as const }]
    await deps.store.outbox.add(person, [{ do: 'say', said }])
  }
  return undefined
}
