// Erasing, on a person's own order or because the card is long over: gone before it is said, and the receipt is all that speaks of it.
import type { Said } from '../../core/chat/said.ts'
import type { ErasureReceipt } from '../../core/contract/responses/holder.ts'
import type { Deps } from '../deps.ts'
import type { Person } from '../model.ts'
import { newUuid } from '../platform/ids.ts'
import { type DataRightsRefusal, dataRightsRefusalOf } from './request.ts'

/** For reading out: 32 letters and digits, no I, O, 0 or 1. Twelve of them are 60 bits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const receiptNumber = ({ random }: Deps): string =>
  [...random(12)].map((byte, i) => `${i === 4 || i === 8 ? '-' : ''}${letters[byte % 32]}`).join('')

/** Said at once and not through the outbox: nobody is left there to write to. */
const tell = async (
  { line, random }: Deps,
  { language, following }: Person,
  lineUserId: string,
  said: Extract<Said, { say: 'erased' }>,
) => {
  await line.linkMenu(lineUserId, 'register', language)
  if (following) await line.push(lineUserId, [said], language, newUuid(random))
}

/** Undefined: another order was faster. */
const forget = async (deps: Deps, person: Person, cardOver = false): Promise<ErasureReceipt | undefined> => {
  const lineUserId = await deps.store.people.lineUserId(person.id)
  const erased = { number: receiptNumber(deps), at: deps.clock() }
  const pictures = await deps.store.erase(person.id, erased.number, erased.at)
  if (!pictures || !lineUserId) return undefined
  deps.log('person_erased', { pictures: pictures.length, cardOver })
  // What a picture store does not take now, the sweep tries again; without the key it does not open meanwhile.
  await deps.vault.erase(pictures).catch(() => deps.log('pictures_left', { pictures: pictures.length }))
  await tell(deps, person, lineUserId, { say: 'erased', ...erased, cardOver })
  return erased
}

/** After the right PIN, or after a yes where there is no card. `gone`: another order was faster. The screen has the same receipt. */
export const erase = async (
  deps: Deps,
  person: Person,
  pin?: string,
): Promise<{ erased: ErasureReceipt } | { refused: DataRightsRefusal } | 'gone'> => {
  const refused = await dataRightsRefusalOf(deps, person.id, pin)
  if (refused) return { refused }
  const erased = await forget(deps, person)
  return erased ? { erased } : 'gone'
}

/** Whose card has been over for longer than it is kept: a handful. */
export const eraseExpiredCards = async (deps: Deps): Promise<void> => {
  for (const id of await deps.store.cards.longExpired(deps.clock())) {
    const person = await deps.store.people.byId(id)
    if (person) await forget(deps, person, true)
  }
}
