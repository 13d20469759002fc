// The card's PIN: its rules when it is set, and its check. An attempt is counted before the PIN is compared.

import type { CardData } from '../../core/card/card.ts'
import { NEVER, triesBeforeWait } from '../../core/pin/lockout.ts'
import type { PinPicture } from '../../core/pin/pictures.ts'
import { checkPin as checkNewPin, type PinFault } from '../../core/pin/rules.ts'
import type { PinSalt } from '../../core/pin/stretch.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { PersonId, PinHash } from '../model.ts'
import { equalInConstantTime } from '../platform/codec.ts'

/** A new PIN as the phone sends it. `pin`: the digits. `stretched`: what the phone sends in their place from then on. */
export type NewPin = {
  pin: string
  stretched: PinSalt & { key: string }
  picture: PinPicture
}

/**
 * The hash of a new PIN, or the reason why it is too easy for the holder of this card. Only the digits can be compared
 * with the card, and only the stretched PIN is kept. That both belong together is not checked: it would cost what the
 * phone spares us, and a phone that lies about it spoils its own PIN.
 */
export const newPinHash = async (
  { keys }: Deps,
  { pin, stretched: { salt, n, key }, picture }: NewPin,
  data: CardData,
): Promise<Result<PinHash, PinFault>> => {
  const checked = checkNewPin(pin, data)
  return checked.ok ? ok({ salt, n, hash: await keys.hashPin(key), picture }) : checked
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

/** Undefined if this is the person's PIN, as the phone stretched it. An attempt is counted first, so parallel guesses gain nothing. */
export const verifyPin = async (deps: Deps, person: PersonId, pin: string): Promise<PinRefusal | undefined> => {
  const counted = await deps.store.pins.count(person, deps.clock())
  if (!counted.ok) return 'until' in counted ? lockedRefusal(counted.until) : { reason: counted.reason }
  const hash = await deps.keys.hashPin(pin)
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
