// The check of the holder's PIN before each presentation or change of a card.

import type { Deps } from '../deps.ts'
import type { Card, PersonId } from '../model.ts'
import { type PinRefusal, verifyPin } from '../pin/pin.ts'

export type CardRefusal = PinRefusal | { reason: 'frozen' | 'held' | 'revoked' | 'expired' }

/** The card if the PIN is right, or the refusal. A frozen card is returned only with `frozen: true`. */
export const cardAfterPin = async (
  deps: Deps,
  person: PersonId,
  pin: string,
  { frozen = false } = {},
): Promise<{ card: Card } | { refused: CardRefusal }> => {
  const card = await deps.store.cards.of(person)
  if (!card) return { refused: { reason: 'no_pin' } }
  const refused = await verifyPin(deps, person, pin)
  if (refused) return { refused }
  if (card.status === 'revoked') return { refused: { reason: 'revoked' } }
  if (card.status !== 'frozen' || frozen) return { card }
  return { refused: { reason: card.suspended ? 'held' : 'frozen' } }
}
