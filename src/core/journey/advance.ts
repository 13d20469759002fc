// One event moves one person's progress: pure, so that every path can be tried without a service.
import { err, ok, type Result } from '../result.ts'
import { triesAllowed } from '../tries.ts'
import type { CaseReason, Failure } from './failures.ts'
import { type EventName, plan, type Step, stepsBeforeFaceConsent } from './map.ts'
import { failuresAt, type Progress } from './progress.ts'

export type Event =
  | { readonly type: 'failed'; readonly reason: Failure }
  | { readonly type: 'registerBarred'; readonly reason: CaseReason }
  | { readonly type: Exclude<EventName, 'failed' | 'registerBarred'> }

/** What the service does once the progress is written. */
export type Effect =
  | { readonly do: 'announce' }
  | { readonly do: 'askRegister' }
  | { readonly do: 'openCase'; readonly reason: CaseReason }
  | { readonly do: 'eraseDraft' }
  /** Erase the pictures, and the card, which cannot exist without them. */
  | { readonly do: 'eraseFace' }
  | { readonly do: 'showMenu'; readonly menu: 'register' | 'card' }

export type AdvanceResult = { readonly next: Progress; readonly effects: readonly Effect[] }
export type Refusal = 'not_at_this_step' | 'finished'

const reasonFor = (event: Event, from: Step): CaseReason => {
  if (event.type === 'registerBarred') return event.reason
  if (event.type === 'faceRefused' || event.type === 'faceWithdrawn') return 'no_face_consent'
  if (event.type === 'numberReclaimed') return 'number_reclaimed'
  if (event.type === 'counterRefused') return 'counter_refused'
  return event.type === 'helpAsked' || from === 'inPerson' ? 'asked_for_help' : 'three_failures'
}

/** Events that end a card: its face, or its number, is taken back. */
const endsCard = (event: Event): boolean => event.type === 'faceWithdrawn' || event.type === 'numberReclaimed'

const targetOf = (progress: Progress, event: Event): Step | undefined => {
  const { on, counts } = plan[progress.step]
  if (event.type === 'failed') return counts ? progress.step : undefined
  if (event.type === 'restarted') return 'terms'
  if (event.type === 'helpAsked') return 'inPerson'
  if (event.type === 'wentOn') return progress.resume
  // A person who came to an officer before agreeing has nothing to take back.
  if (event.type === 'faceWithdrawn')
    return stepsBeforeFaceConsent.includes(progress.resume ?? progress.step) ? undefined : 'inPerson'
  if (event.type === 'numberReclaimed') return progress.step === 'issued' ? 'inPerson' : undefined
  return on[event.type]
}

/** When the register disagrees, the step that the person returns to counts a failure. */
const failedStep = (progress: Progress, event: Event): Step | undefined =>
  event.type === 'failed' ? progress.step : event.type === 'registerDisagreed' ? 'checkData' : undefined

/** Decision 017: help, or refusing or withdrawing the consent to the face, keeps a step to come back to. */
const resumeAt = (progress: Progress, event: Event, to: Step): Step | undefined => {
  if (to !== 'inPerson') return undefined
  // Nothing that an officer signed before may be finished after an officer's no.
  if (event.type === 'counterRefused') return undefined
  const withdrawn = event.type === 'faceWithdrawn'
  if (progress.step === 'inPerson') return withdrawn && progress.resume ? 'faceConsent' : progress.resume
  if (withdrawn) return 'faceConsent'
  return event.type === 'helpAsked' || event.type === 'faceRefused' ? progress.step : undefined
}

const forgetful = (failures: Progress['failures']): Progress['failures'] =>
  Object.fromEntries(Object.entries(failures).filter(([step]) => plan[step as Step].remembersFailures))

/**
 * The progress after `event`, and the effects.
 * @param now ms since the epoch, for counting failures.
 * Refused: `finished` once a card was issued, `not_at_this_step` when the map has no such transition.
 */
export const advance = (progress: Progress, event: Event, now: number): Result<AdvanceResult, Refusal> => {
  const from = progress.step
  if (from === 'issued' && !endsCard(event)) return err('finished')

  const failing = failedStep(progress, event)
  const failed = failing ? failuresAt(progress, failing, now) + 1 : 0
  const aimed = targetOf(progress, event)
  if (!aimed) return err('not_at_this_step')

  const counted = failing ? { ...progress.failures, [failing]: { count: failed, at: now } } : progress.failures
  const failures = event.type === 'restarted' ? forgetful(counted) : counted
  const usedUp = plan[aimed].counts && failuresAt({ step: aimed, failures }, aimed, now) >= triesAllowed
  const to = usedUp ? 'inPerson' : aimed
  const resume = resumeAt(progress, event, to)
  return ok({ next: { step: to, failures, ...(resume && { resume }) }, effects: effectsOf(event, from, to) })
}

const effectsOf = (event: Event, from: Step, to: Step): Effect[] => {
  const effects: Effect[] = []
  if (event.type === 'restarted') effects.push({ do: 'eraseDraft' })
  if (to === 'register') effects.push({ do: 'askRegister' })
  if (endsCard(event)) effects.push({ do: 'eraseFace' })
  const again = event.type === 'faceWithdrawn' || event.type === 'counterRefused'
  if (to === 'inPerson' && (from !== 'inPerson' || again))
    effects.push({ do: 'openCase', reason: reasonFor(event, from) })
  if (plan[to].announced && to !== from) effects.push({ do: 'announce' })
  if (to === 'issued') effects.push({ do: 'showMenu', menu: 'card' })
  if (from === 'issued') effects.push({ do: 'showMenu', menu: 'register' })
  return effects
}
