// Photos of a card sent by chat: sealed at once, read on the phone, erased after reading or when the user unsends them.

import { toBase64Url } from '../../core/base64.ts'
import type { Said, Sentence } from '../../core/chat/said.ts'
import type { Step } from '../../core/journey/map.ts'
import type { Deps } from '../deps.ts'
import type { EventCommit, Job, Person, PersonId } from '../model.ts'

/** Two sides and a second attempt for each. A user who sends more is asked to read these first. */
const maxWaiting = 4

/** The result of a photo: what to say, and what to write with it. */
type PhotoOutcome = { said: Said[]; jobs?: readonly Job[] } & Pick<EventCommit, 'photo' | 'unsent'>

const sentence = (name: Sentence): Said => ({ say: 'sentence', sentence: name })
const needsPhoto = (step: Step): step is 'cardFront' | 'cardBack' => step === 'cardFront' || step === 'cardBack'

/**
 * Whether the photo was taken back before its event came: LINE promises no order and redelivers events. Its sender unsent
 * it, or has left the chat since.
 */
const isTakenBack = async ({ store }: Deps, person: Person, messageId: string, sentAt: number): Promise<boolean> =>
  !person.following || sentAt < (person.leftAt ?? 0) || (await store.photos.wasUnsent(messageId))

type SentPhoto = { messageId: string; sentAt: number }

/** Seals the photo if the step needs one and nobody took it back. Otherwise nothing is fetched or stored. */
export const storePhoto = async (
  deps: Deps,
  person: Person,
  { messageId, sentAt }: SentPhoto,
  step: Step,
): Promise<PhotoOutcome> => {
  const { store, vault, line, clock, random } = deps
  if (await isTakenBack(deps, person, messageId, sentAt)) return { said: [] }
  if (!needsPhoto(step)) return { said: [sentence('photoNotNeeded')] }
  const waiting = await store.photos.list(person.id)
  if (waiting.length >= maxWaiting || waiting.some((photo) => photo.messageId === messageId))
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

/** Erases all photos that wait to be read. */
export const forgetPhotos = async ({ store, vault }: Deps, person: PersonId): Promise<void> => {
  for (const { id } of await store.photos.list(person)) {
    const sealed = await store.photos.remove(person, { id })
    if (sealed) await vault.erase([sealed])
  }
}

/** Erases the stored copy of a message that the user unsent. The message is remembered, for it may still arrive. */
export const forgetPhoto = async ({ store }: Deps, person: Person, messageId: string): Promise<PhotoOutcome> => {
  const photo = (await store.photos.list(person.id)).find((waiting) => waiting.messageId === messageId)
  if (!photo) return { said: [], unsent: { messageId, waiting: false } }
  return {
    said: [sentence('photoUnsent')],
    unsent: { messageId, waiting: true },
    jobs: [{ do: 'unkeep', vault: [photo.vault] }],
  }
}
