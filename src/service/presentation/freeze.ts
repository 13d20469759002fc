// Freezing and unfreezing a card by its holder. A suspended card can only be restored by an official.
import type { Deps } from '../deps.ts'
import type { PersonId } from '../model.ts'
import { type CardRefusal, cardAfterPin } from './card-after-pin.ts'

/**
 * Freezes or unfreezes the card after the right PIN and confirms it in the
 * chat. Undefined if the card now has that status.
 */
export const setFrozen = async (
  deps: Deps,
  person: PersonId,
  pin: string,
  frozen: boolean,
): Promise<CardRefusal | undefined> => {
  const result = await cardAfterPin(deps, person, pin, { frozen: true })
  if ('refused' in result) return result.refused
  if (!frozen && result.card.suspended) return { reason: 'held' }
  const [from, to] = frozen ? (['valid', 'frozen'] as const) : (['frozen', 'valid'] as const)
  const said = [{ say: 'sentence' as const, sentence: frozen ? ('frozen' as const) : ('unfrozen' as const) }]
  const changed = await deps.store.cards.change(person, from, to, [{ do: 'say', said }])
  if (changed) deps.log('card_status', { to })
  return undefined
}
