// Erasing on a person's own order: gone before the answer, and the receipt is all that speaks of it.
import type { Deps, Person } from './deps.ts'
import { type OrderRefusal, refusalOf } from './own-order.ts'
import { newUuid } from './store/ids.ts'

/** `number` of the receipt; `at`: ms since the epoch. */
export type Erased = { number: string; at: number }

/** For reading out: 32 letters and digits, no I, O, 0 or 1. Twelve of them are 60 bits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const receiptNumber = ({ random }: Deps): string =>
  [...random(12)].map((byte, i) => `${i === 4 || i === 8 ? '-' : ''}${letters[byte % 32]}`).join('')

/** Said at once and not through the outbox: nobody is left there to write to. The screen has the same receipt. */
const tell = async ({ line, random }: Deps, { language, following }: Person, lineUserId: string, erased: Erased) => {
  await line.linkMenu(lineUserId, 'register', language)
  if (following) await line.push(lineUserId, [{ say: 'erased', ...erased }], language, newUuid(random))
}

/** Forgets this person after the right PIN, or after a yes where there is no card. `gone`: another order was faster. */
export const erase = async (
  deps: Deps,
  person: Person,
  pin?: string,
): Promise<{ erased: Erased } | { refused: OrderRefusal } | 'gone'> => {
  const refused = await refusalOf(deps, person.id, pin)
  if (refused) return { refused }
  const lineUserId = await deps.store.people.lineUserId(person.id)
  const erased = { number: receiptNumber(deps), at: deps.clock() }
  const pictures = await deps.store.erase(person.id, erased.number, erased.at)
  if (!pictures || !lineUserId) return 'gone'
  deps.log('person_erased', { pictures: pictures.length })
  // What a picture store does not take now, the sweep tries again; without the key it does not open meanwhile.
  await deps.vault.erase(pictures).catch(() => deps.log('pictures_left', { pictures: pictures.length }))
  await tell(deps, person, lineUserId, erased)
  return { erased }
}
