// Freezing: a card that may be in the wrong hands says so at once; the holder wakes it again, unless the office froze it.
import type { Deps } from '../deps.ts'
import type { PersonId } from '../model.ts'
import { type CardRefusal, cardAfterPin } from './card-after-pin.ts'

/** Frozen or awake after the right PIN; the chat says so. Undefined when it is so now, by this call or an earlier one. */
export const setFrozen = async (
  deps: Deps,
  person: PersonId,
  pin: string,
  frozen: boolean,
): Promise<CardRefusal | undefined> => {
  const opened = await cardAfterPin(deps, person, pin, { frozen: true })
  if ('refused' in opened) return opened.refused
  if (!frozen && opened.card.suspended) return { reason: 'held' }
  const [from, to] = frozen ? (['valid', 'frozen'] as const) : (['frozen', 'valid'] as const)
  const said = [{ say: 'sentence' as const, sentence: frozen ? ('frozen' as const) : ('unfrozen' as const) }]
  const changed = await deps.store.cards.change(person, from, to, [{ do: 'say', said }])
  if (changed) deps.log('card_status', { to })
  return undefined
}
