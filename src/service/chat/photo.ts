// A photo of a card that came by chat: sealed at once, read on the phone, erased after reading and on unsend.
import type { Step } from '../../core/journey/map.ts'
import { toBase64Url } from '../codec.ts'
import type { Deps, Person, PersonId } from '../deps.ts'
import type { Said, Sentence } from './said.ts'

/** Two sides and a second try of each; whoever sends more is asked to read these first. */
const mostWaiting = 4

const sentence = (name: Sentence): Said => ({ say: 'sentence', sentence: name })
const wanted = (step: Step): step is 'cardFront' | 'cardBack' => step === 'cardFront' || step === 'cardBack'

/** Seals the photo when the step has use for one; else nothing is fetched and nothing kept. */
export const keepPhoto = async (deps: Deps, person: Person, messageId: string, step: Step): Promise<Said[]> => {
  const { store, vault, line, clock, random } = deps
  if (!wanted(step)) return [sentence('photoNotNeeded')]
  const waiting = await store.photos.list(person.id)
  if (waiting.length < mostWaiting && !waiting.some((photo) => photo.messageId === messageId)) {
    const photo = await line.photo(messageId)
    if (!photo.ok) {
      const unusable = photo.reason === 'not_a_picture' || photo.reason === 'too_large'
      return [sentence(unusable ? 'photoUnusable' : 'photoUnreachable'), { say: 'step', step }]
    }
    const sealed = await vault.put(person.id, 'photo', photo.value, clock())
    const id = toBase64Url(random(16))
    await store.photos.add(person.id, { id, vault: sealed, messageId, receivedAt: clock() })
  }
  const { length } = await store.photos.list(person.id)
  return [{ say: 'step', step, photosWaiting: length }]
}

/** Erases whatever waits to be read. */
export const forgetPhotos = async ({ store, vault }: Deps, person: PersonId): Promise<void> => {
  for (const { id } of await store.photos.list(person)) {
    const sealed = await store.photos.remove(person, { id })
    if (sealed) await vault.erase([sealed])
  }
}

/** Erases the stored copy of a message that the person took back. */
export const forgetPhoto = async (deps: Deps, person: Person, messageId: string): Promise<boolean> => {
  const sealed = await deps.store.photos.remove(person.id, { messageId })
  if (sealed) await deps.vault.erase([sealed])
  return sealed !== undefined
}
