// The card's password: set once, then counted before it is compared.

import { toBase64Url } from '../../core/base64.ts'
import type { CardData } from '../../core/card/card.ts'
import { NEVER, triesBeforeWait } from '../../core/pin/lockout.ts'
import type { PinPicture } from '../../core/pin/pictures.ts'
import { checkPin as checkNewPin, type PinFault } from '../../core/pin/rules.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { PersonId, PinHash } from '../model.ts'
import { equalInConstantTime } from '../platform/codec.ts'

/** A new PIN as it is kept, or why it is too easy for the holder of this card. */
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
  if (!equalInConstantTime(hash, tried.value.hash)) {
    if (tried.value.lockedUntil >= NEVER) return { reason: 'pin_closed' }
    return { reason: 'wrong_pin', triesLeft: Math.max(0, triesBeforeWait - tried.value.failures) }
  }
  const { ended } = await deps.store.pins.clear(person)
  if (ended) {
    const said = [{ say: 'sentence' as const, sentence: 'newPinNotNeeded' as const }]
    await deps.store.outbox.add(person, [{ do: 'say', said }])
  }
  return undefined
}
