// Authorises requests about all data of a person: by the PIN if the person has a card, by a confirmation otherwise.
import type { Deps } from '../deps.ts'
import type { PersonId } from '../model.ts'
import { type PinRefusal, verifyPin } from '../pin/pin.ts'

/** `pin_needed`: the person has a card, and a thief with the unlocked phone must not be able to do this. */
export type DataRightsRefusal = PinRefusal | { reason: 'pin_needed' }

/** The refusal, or undefined. A PIN without a card (`no_pin`) is sent by a second request after an erasure. */
export const dataRightsRefusalOf = async (
  deps: Deps,
  person: PersonId,
  pin?: string,
): Promise<DataRightsRefusal | undefined> => {
  const card = await deps.store.cards.of(person)
  if (!card) return pin === undefined ? undefined : { reason: 'no_pin' }
  return pin === undefined ? { reason: 'pin_needed' } : verifyPin(deps, person, pin)
}
