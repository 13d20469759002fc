// Which messages are about the safety of a card or of a person's data: they have a budget of their own.
import type { Said, Sentence } from './said.ts'

const notices: readonly Said['say'][] = ['looked', 'newPinAsked', 'newPinReady', 'erased']
const noticeSentences: readonly Sentence[] = [
  'triedElsewhere',
  'triedOften',
  'frozen',
  'unfrozen',
  'copyOffered',
  'newPinSet',
  'newPinNotNeeded',
  'newPinStopped',
  'faceWithdrawn',
]

/** Whether any of these messages is a security notice. A `help` after an official's no is one. */
export const isNotice = (said: readonly Said[]): boolean =>
  said.some(
    (one) =>
      notices.includes(one.say) ||
      (one.say === 'sentence' && noticeSentences.includes(one.sentence)) ||
      (one.say === 'help' && one.reason === 'face_refused'),
  )
