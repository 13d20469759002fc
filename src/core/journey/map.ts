// The whole enrolment on one page: every step, what may happen there and where that leads.
// Decision 002: data and no engine, because people pause for days while new versions are deployed.

/** Raised whenever a step is added, renamed or removed; stored progress carries the number it was written under. */
export const mapVersion = 1

/** Steps that a person sees as one of seven; the others have no number. */
export const progressSteps = 7

type StepPlan = {
  /** Which of the seven stitches is being sewn. */
  readonly progressStep?: number
  /** Event → step that it leads to. Events not named here are refused at this step. */
  readonly on: Readonly<Record<string, StepName>>
  /** Failures are counted here, and the third one leads to help by a person. */
  readonly counts?: true
  /** Starting over does not forget the failures of this step: else a stranger's face could be tried for ever. */
  readonly remembersFailures?: true
  /** The chat is told on arrival even when the person is in the mini-app. */
  readonly announced?: true
}

type StepName =
  | 'terms'
  | 'faceConsent'
  | 'cardFront'
  | 'cardBack'
  | 'checkData'
  | 'register'
  | 'selfie'
  | 'setPin'
  | 'consent'
  | 'issued'
  | 'declined'
  | 'inPerson'

export const map = {
  terms: { progressStep: 1, on: { termsAccepted: 'faceConsent', termsDeclined: 'declined' } },
  faceConsent: { progressStep: 1, on: { faceAgreed: 'cardFront', faceRefused: 'inPerson' } },
  cardFront: { progressStep: 2, counts: true, on: { cardFrontRead: 'cardBack' } },
  cardBack: { progressStep: 3, counts: true, on: { cardBackRead: 'checkData', draftLost: 'cardFront' } },
  checkData: { progressStep: 4, counts: true, on: { dataConfirmed: 'register', draftLost: 'cardFront' } },
  register: {
    progressStep: 4,
    on: {
      registerConfirmed: 'selfie',
      registerSkipped: 'selfie',
      registerDisagreed: 'checkData',
      registerBarred: 'inPerson',
    },
  },
  selfie: {
    progressStep: 5,
    counts: true,
    remembersFailures: true,
    on: { facePlausible: 'setPin', draftLost: 'cardFront' },
  },
  setPin: { progressStep: 6, on: { pinSet: 'consent' } },
  consent: { progressStep: 7, on: { consentSigned: 'issued', pinForgotten: 'setPin', registerBarred: 'inPerson' } },
  issued: { announced: true, on: {} },
  declined: { on: { restarted: 'terms' } },
  inPerson: { announced: true, on: { restarted: 'terms' } },
} as const satisfies Record<StepName, StepPlan>

export type Step = keyof typeof map
export const steps = Object.keys(map) as Step[]
/** Steps that the chat shows in the bubble of a step; a card and the way to an officer have bubbles of their own. */
export type BubbleStep = Exclude<Step, 'issued' | 'inPerson'>
/** Here nobody has agreed to the use of their face, or not yet. */
export const stepsBeforeFaceConsent: readonly Step[] = ['terms', 'faceConsent', 'declined']
export const plan: Readonly<Record<Step, StepPlan>> = map

type MappedEventName = { [S in Step]: keyof (typeof map)[S]['on'] }[Step]
/**
 * Everything that can happen: what the map names, what can happen at any unfinished step, and at any behind the consent to
 * the face, a card's too, that it is taken back.
 */
export type EventName = MappedEventName | 'failed' | 'helpAsked' | 'wentOn' | 'restarted' | 'faceWithdrawn'

/** Steps whose stored name is no longer on the map, and where their people go on. Tested against every name ever released. */
export const renamedSteps: Readonly<Record<string, Step>> = {}

/** The step under which a stored name goes on today; people pause for days and we deploy daily. */
export const stepFromStored = (stored: string): Step =>
  stored in map ? (stored as Step) : (renamedSteps[stored] ?? 'terms')
