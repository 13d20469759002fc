// What the service can say in the chat, independent of wording. `line/say` adds words, colours and buttons.

import type { PartialDate } from '../card/thai-date.ts'
import type { Scope } from '../card/token.ts'
import type { CardFace } from '../contract/responses/view.ts'
import type { AccessEntry } from '../inspection/access-log.ts'
import type { CaseReason } from '../journey/failures.ts'
import type { BubbleStep, Step } from '../journey/map.ts'

/** Messages that consist of text only. Their texts are in `words`, under `chat`. */
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
  'textChanged',
  'unknownButton',
  'alreadyHasCard',
  'languageChanged',
  'restarted',
  'registerDisagrees',
  'registerConfirmed',
  'triedElsewhere',
  'triedOften',
  'enoughForToday',
  'frozen',
  'unfrozen',
  'passEnded',
  'faceRechecked',
  'faceInReview',
  'faceDoubted',
  'faceReviewed',
  'faceSeen',
  'faceSeenOnly',
  'noCardYet',
  'welcomeBack',
  'howToPrepare',
  'copyOffered',
  'newPinConfirmed',
  'newPinSet',
  'newPinNotNeeded',
  'newPinStopped',
  'newPinNothing',
  'counterSigned',
  'faceWithdrawn',
] as const
export type Sentence = (typeof sentences)[number]

export type Said =
  | { say: 'welcome' }
  /** The bubble of a step: the progress, the request, and the buttons. */
  | { say: 'step'; step: BubbleStep; photosWaiting?: number }
  /** `told`: what the officer wrote who refused the person at the counter. */
  | { say: 'help'; code: string; reason: CaseReason; canGoOn?: boolean; told?: string }
  | { say: 'card'; card: CardFace }
  /** What a holder can do about a lost phone, a forgotten PIN, wrong data; and who talks to the holder. */
  | { say: 'holderHelp' }
  | { say: 'confirmRestart'; step: Step }
  /** A viewer opened the card or tried to. */
  | { say: 'looked'; look: AccessEntry }
  /** The access log, newest first. */
  | { say: 'looks'; looks: readonly AccessEntry[] }
  | { say: 'freeze'; status: 'valid' | 'frozen' }
  /** The way to an erasure of all data. */
  | { say: 'erase' }
  /** The way to withdraw the consent to face data. */
  | { say: 'withdraw' }
  /** The way to a new PIN for a holder who forgot it. `byFace`: otherwise only an officer can help. */
  | { say: 'forgotPin'; byFace: boolean }
  /** A new PIN was requested. `until`: the end of the waiting time (ms since the epoch). */
  | { say: 'newPinAsked'; until: number }
  /** The waiting time for a new PIN is over. */
  | { say: 'newPinReady' }
  /** The way to a copy of all data. */
  | { say: 'copy' }
  /**
   * The receipt of an erasure. `at`: ms since the epoch. `cardOver`: the card's retention period ended, without a
   * request.
   */
  | { say: 'erased'; number: string; at: number; cardOver?: boolean }
  /** A QR code as a picture. `until`: ms since the epoch. */
  | { say: 'pass'; url: string; scope: Scope; until: number }
  /** `days`: whole days left; 0 on the last day. */
  | { say: 'runsOut'; days: number; on: PartialDate }
  /** `withCard`: said to a holder, whose next step is the card. */
  | { say: 'sentence'; sentence: Sentence; withCard?: true }
