// What somebody orders about everything of theirs: with the PIN where there is a card, with a yes where there is none.
import type { Deps } from '../deps.ts'
import type { PersonId } from '../model.ts'
import { type PinRefusal, verifyPin } from '../pin/pin.ts'

/** `pin_needed`: there is a card, and whoever holds an unlocked phone must not order this. */
export type DataRightsRefusal = PinRefusal | { reason: 'pin_needed' }

/** A PIN where there is nothing to protect comes from a second order after an erasure worked. */
export const dataRightsRefusalOf = async (
  deps: Deps,
  person: PersonId,
  pin?: string,
): Promise<DataRightsRefusal | undefined> => {
  const card = await deps.store.cards.of(person)
  if (!card) return pin === undefined ? undefined : { reason: 'no_pin' }
  return pin === undefined ? { reason: 'pin_needed' } : verifyPin(deps, person, pin)
}
