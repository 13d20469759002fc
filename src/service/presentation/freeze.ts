// Freezing and unfreezing a card by its holder. Freezing takes no PIN, so that nobody who locks the PIN can prevent it.
// Unfreezing takes the PIN. A suspended card can only be restored by an official.
// Decision 103: whoever reaches the holder's LINE account can stop the card; that is a nuisance, and not a theft.
import type { Deps } from '../deps.ts'
import type { Job, PersonId } from '../model.ts'
import { type CardRefusal, cardAfterPin } from './card-after-pin.ts'

const confirmation = (sentence: 'frozen' | 'unfrozen'): Job => ({ do: 'say', said: [{ say: 'sentence', sentence }] })

/** Freezes the card and confirms it in the chat. `no_card`: there is none. A frozen or suspended card stays as it is. */
export const freeze = async (deps: Deps, person: PersonId): Promise<'no_card' | undefined> => {
  const card = await deps.store.cards.of(person)
  if (!card || card.status === 'revoked') return 'no_card'
  const changed = await deps.store.cards.change(person, 'valid', 'frozen', [confirmation('frozen')])
  if (changed) deps.log('card_status', { to: 'frozen' })
  return undefined
}

/** Unfreezes the card after the right PIN and confirms it in the chat. Undefined if the card is now valid. */
export const unfreeze = async (deps: Deps, person: PersonId, pin: string): Promise<CardRefusal | undefined> => {
  const result = await cardAfterPin(deps, person, pin, { frozen: true })
  if ('refused' in result) return result.refused
  if (result.card.suspended) return { reason: 'held' }
  const changed = await deps.store.cards.change(person, 'frozen', 'valid', [confirmation('unfrozen')])
  if (changed) deps.log('card_status', { to: 'valid' })
  return undefined
}
