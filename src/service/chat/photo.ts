// A photo of a card that came by chat: sealed at once, read on the phone, erased after reading and on unsend.

import { toBase64Url } from '../../core/base64.ts'
import type { Said, Sentence } from '../../core/chat/said.ts'
import type { Step } from '../../core/journey/map.ts'
import type { Deps } from '../deps.ts'
import type { EventCommit, Job, Person, PersonId } from '../model.ts'

/** Two sides and a second try of each; whoever sends more is asked to read these first. */
const mostWaiting = 4

/** What comes of a photo: what is said, and what is written with it. */
type PhotoOutcome = { said: Said[]; jobs?: readonly Job[] } & Pick<EventCommit, 'photo' | 'unsent'>

const sentence = (name: Sentence): Said => ({ say: 'sentence', sentence: name })
const wanted = (step: Step): step is 'cardFront' | 'cardBack' => step === 'cardFront' || step === 'cardBack'

/** Seals the photo when the step has use for one; else nothing is fetched and nothing kept. */
export const storePhoto = async (deps: Deps, person: Person, messageId: string, step: Step): Promise<PhotoOutcome> => {
  const { store, vault, line, clock, random } = deps
  if (!wanted(step)) return { said: [sentence('photoNotNeeded')] }
  const waiting = await store.photos.list(person.id)
  if (waiting.length >= mostWaiting || waiting.some((photo) => photo.messageId === messageId))
    return { said: [{ say: 'step', step, photosWaiting: waiting.length }] }
  const photo = await line.photo(messageId)
  if (!photo.ok) {
    const unusable = photo.reason === 'not_a_picture' || photo.reason === 'too_large'
    return { said: [sentence(unusable ? 'photoUnusable' : 'photoUnreachable'), { say: 'step', step }] }
  }
  const sealed = await vault.put(person.id, 'photo', photo.value, clock())
  return {
    said: [{ say: 'step', step, photosWaiting: waiting.length + 1 }],
    photo: { id: toBase64Url(random(16)), vault: sealed, messageId, receivedAt: clock() },
  }
}

/** Erases whatever waits to be read. */
export const forgetPhotos = async ({ store, vault }: Deps, person: PersonId): Promise<void> => {
  for (const { id } of await store.photos.list(person)) {
    const sealed = await store.photos.remove(person, { id })
    if (sealed) await vault.erase([sealed])
  }
}

/** Forgets the stored copy of a message that the person took back. */
export const forgetPhoto = async ({ store }: Deps, person: Person, messageId: string): Promise<PhotoOutcome> => {
  const photo = (await store.photos.list(person.id)).find((waiting) => waiting.messageId === messageId)
  if (!photo) return { said: [] }
  return { said: [sentence('photoUnsent')], unsent: { messageId }, jobs: [{ do: 'unkeep', vault: [photo.vault] }] }
}
