// The whole enrolment on one page: every step, what may happen there and where that leads.
// Decision 002: data and no engine, because people pause for days while new versions are deployed.

/** Raised whenever a step is added, renamed or removed; stored progress carries the number it was written under. */
export const mapVersion = 1

/** Steps that a person sees as one of seven; the others have no number. */
export const progressSteps = 7

type StepPlan = {
  /** Which of the seven progress steps a person sees. */
  readonly progressStep?: number
  /** Event → step that it leads to. Events not named here are refused at this step. */
  readonly on: Readonly<Record<string, StepName>>
  /** Failures are counted here, and the third one leads to help by a person. */
  readonly counts?: true
  /** A new start keeps the failures of this step: else an attacker could try faces without end. */
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
      /** The register was asked about what an officer read off the real card. */
      counterConfirmed: 'setPin',
    },
  },
  selfie: {
    progressStep: 5,
    counts: true,
    remembersFailures: true,
    on: { facePlausible: 'setPin', draftLost: 'cardFront' },
  },
  setPin: { progressStep: 6, on: { pinSet: 'consent' } },
  consent: {
    progressStep: 7,
    on: {
      consentSigned: 'issued',
      pinForgotten: 'setPin',
      registerBarred: 'inPerson',
      /** What the register confirmed is not what would be issued. */
      registerOutdated: 'register',
    },
  },
  issued: { announced: true, on: {} },
  declined: { on: { restarted: 'terms' } },
  inPerson: { announced: true, on: { restarted: 'terms', counterSigned: 'register', counterRefused: 'inPerson' } },
} as const satisfies Record<StepName, StepPlan>

export type Step = keyof typeof map
export const steps = Object.keys(map) as Step[]
/** Steps that the chat shows in the bubble of a step; a card and the way to an officer have bubbles of their own. */
export type BubbleStep = Exclude<Step, 'issued' | 'inPerson'>
/** Steps at which a person has not agreed, or not yet, to the use of the face. */
export const stepsBeforeFaceConsent: readonly Step[] = ['terms', 'faceConsent', 'declined']
export const plan: Readonly<Record<Step, StepPlan>> = map

type MappedEventName = { [S in Step]: keyof (typeof map)[S]['on'] }[Step]
/**
 * Every event: those that the map names, those of any unfinished step, and two that end a card: the withdrawal of the
 * consent to the face, which is possible at every step after that consent, and the return of a number to its owner.
 */
export type EventName =
  | MappedEventName
  | 'failed'
  | 'helpAsked'
  | 'wentOn'
  | 'restarted'
  | 'faceWithdrawn'
  | 'numberReclaimed'

/** Stored names that are no longer on the map → the step at which those people continue. Tested against every released name. */
export const renamedSteps: Readonly<Record<string, Step>> = {}

/** The step for a stored name: people pause for days, and new versions are deployed meanwhile. */
export const stepFromStored = (stored: string): Step =>
  stored in map ? (stored as Step) : (renamedSteps[stored] ?? 'terms')
