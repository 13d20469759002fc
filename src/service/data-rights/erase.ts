// Erasure of a person, on request or because the card expired long ago. The data is gone before the receipt is sent.
import type { Said } from '../../core/chat/said.ts'
import type { ErasureReceipt } from '../../core/contract/responses/holder.ts'
import type { Deps } from '../deps.ts'
import type { Person } from '../model.ts'
import { newUuid } from '../platform/ids.ts'
import { type DataRightsRefusal, dataRightsRefusalOf } from './request.ts'

/** Characters of a receipt number, for reading aloud: no I, O, 0 or 1. Twelve of 32 characters are 60 bits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const receiptNumber = ({ random }: Deps): string =>
  [...random(12)].map((byte, i) => `${i === 4 || i === 8 ? '-' : ''}${letters[byte % 32]}`).join('')

/** Sent directly and not through the outbox, because the outbox rows are erased with the person. */
const tell = async (
  { line, random }: Deps,
  { language, following }: Person,
  lineUserId: string,
  said: Extract<Said, { say: 'erased' }>,
) => {
  await line.linkMenu(lineUserId, 'register', language)
  if (following) await line.push(lineUserId, [said], language, newUuid(random))
}

/** Erases the person and sends the receipt. Undefined if another request came first. */
const eraseAndTell = async (deps: Deps, person: Person, cardOver = false): Promise<ErasureReceipt | undefined> => {
  const lineUserId = await deps.store.people.lineUserId(person.id)
  const erased = { number: receiptNumber(deps), at: deps.clock() }
  const pictures = await deps.store.erase(person.id, erased.number, erased.at)
  if (!pictures || !lineUserId) return undefined
  deps.log('person_erased', { pictures: pictures.length, cardOver })
  // The sweep retries pictures that the blob store could not delete; without the key they cannot be opened meanwhile.
  await deps.vault.erase(pictures).catch(() => deps.log('pictures_left', { pictures: pictures.length }))
  await tell(deps, person, lineUserId, { say: 'erased', ...erased, cardOver })
  return erased
}

/** Erases after the right PIN, or without a card after a confirmation. `gone`: another request came first. */
export const erase = async (
  deps: Deps,
  person: Person,
  pin?: string,
): Promise<{ erased: ErasureReceipt } | { refused: DataRightsRefusal } | 'gone'> => {
  const refused = await dataRightsRefusalOf(deps, person.id, pin)
  if (refused) return { refused }
  const erased = await eraseAndTell(deps, person)
  return erased ? { erased } : 'gone'
}

/** Erases a few people whose card expired longer ago than its retention. */
export const eraseExpiredCards = async (deps: Deps): Promise<void> => {
  for (const id of await deps.store.cards.longExpired(deps.clock())) {
    const person = await deps.store.people.byId(id)
    if (person) await eraseAndTell(deps, person, true)
  }
}
