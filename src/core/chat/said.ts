// What the service can say in the chat, as meaning: `line/say` gives it words, colours and buttons.

import type { PartialDate } from '../card/thai-date.ts'
import type { Scope } from '../card/token.ts'
import type { CardFace } from '../contract/responses/view.ts'
import type { AccessEntry } from '../inspection/access-log.ts'
import type { CaseReason } from '../journey/failures.ts'
import type { BubbleStep, Step } from '../journey/map.ts'

/** Sentences that are nothing but words; their texts stand in `words`, under `chat`. */
export const sentences = [
  'pinInChat',
  'idNumberInChat',
  'notUnderstood',
  'tooLong',
  'sticker',
  'voice',
  'location',
  'otherKind',
  'photoNotNeeded',
  'photoUnusable',
  'photoUnreachable',
  'photoUnsent',
  'earlierStep',
  'unknownButton',
  'alreadyHasCard',
  'languageChanged',
  'restarted',
  'registerDisagrees',
  'registerConfirmed',
  'triedElsewhere',
  'frozen',
  'unfrozen',
  'faceRechecked',
  'faceInReview',
  'faceReviewed',
  'faceSeen',
  'noCardYet',
  'howToPrepare',
  'copyOffered',
  'newPinSet',
  'newPinNotNeeded',
  'newPinStopped',
  'newPinNothing',
  'faceWithdrawn',
] as const
export type Sentence = (typeof sentences)[number]

export type Said =
  | { say: 'welcome' }
  /** The bubble of a step: progress, what we ask, the buttons that lead on. */
  | { say: 'step'; step: BubbleStep; photosWaiting?: number }
  | { say: 'help'; code: string; reason: CaseReason; canGoOn?: boolean }
  | { say: 'card'; card: CardFace }
  | { say: 'confirmRestart'; step: Step }
  /** Somebody opened the card, or tried to. */
  | { say: 'looked'; look: AccessEntry }
  /** Who looked so far, the newest first. */
  | { say: 'looks'; looks: readonly AccessEntry[] }
  | { say: 'freeze'; status: 'valid' | 'frozen' }
  /** The way to have everything erased. */
  | { say: 'erase' }
  /** The way to take back the consent to the face. */
  | { say: 'withdraw' }
  /** The way to a new PIN for whoever forgot theirs. */
  | { say: 'forgotPin' }
  /** Somebody asked for a new PIN; `until`: when the hold ends (ms since the epoch). */
  | { say: 'newPinAsked'; until: number }
  /** The hold is over. */
  | { say: 'newPinReady' }
  /** The way to a copy of everything. */
  | { say: 'copy' }
  /** The receipt: its number, and when (ms since the epoch). `cardOver`: nobody ordered it but time. */
  | { say: 'erased'; number: string; at: number; cardOver?: boolean }
  /** A QR as a picture; `until`: ms since the epoch. */
  | { say: 'pass'; url: string; scope: Scope; until: number }
  /** `days`: whole days left; 0 on the last one. */
  | { say: 'runsOut'; days: number; on: PartialDate }
  | { say: 'sentence'; sentence: Sentence }
