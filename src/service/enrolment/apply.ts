// One event takes effect: load, advance, write once under the condition that nobody was faster.
import { advance, type Effect, type Event, type Refusal } from '../../core/journey/advance.ts'
import { helpCode } from '../../core/journey/help-code.ts'
import type { Progress } from '../../core/journey/progress.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, Facts, Job, PersonId, Transition, VaultId } from '../model.ts'

/** What is written with the event. */
export type EventExtras = {
  /** The caller tells the person itself, where a reply is free and a push is not: nothing is announced. */
  answered?: true
  facts?: (facts: Facts) => Facts
  jobs?: readonly Job[]
} & Pick<Transition, 'consents' | 'pin' | 'card'>

export type ApplyRefusal = Refusal | 'raced' | 'id_has_card' | 'index_taken'

const faceVaultIds = (facts: Facts): VaultId[] => (facts.selfie ? [facts.selfie.portrait, facts.selfie.evidence] : [])

/** Orders of the journey as writes and as intents for the outbox. */
const carryOut = (deps: Deps, effects: readonly Effect[], facts: Facts) => {
  const jobs: Job[] = []
  let opened: Transition['case']
  let faceless: Transition['faceless']
  let after = facts
  for (const effect of effects) {
    if (effect.do === 'askRegister') jobs.push({ do: 'askRegister' })
    if (effect.do === 'showMenu') jobs.push({ do: 'menu', menu: effect.menu })
    if (effect.do === 'eraseDraft') {
      jobs.push({ do: 'unkeep', vault: faceVaultIds(after) }, { do: 'forgetPhotos' })
      after = {}
    }
    if (effect.do === 'eraseFace') {
      // What a picture store holds goes by this order, all else in the move itself.
      jobs.push({ do: 'unkeep', vault: faceVaultIds(after) })
      after = { ...after, selfie: undefined, pinPicture: undefined }
      faceless = true
    }
    if (effect.do === 'openCase') {
      // Whoever asks again is the same case: one code to say at the counter.
      if (after.helpCode && after.helpReason === effect.reason) continue
      opened = { code: helpCode(deps.random(6)), reason: effect.reason }
      after = { ...after, helpCode: opened.code, helpReason: opened.reason }
    }
    if (effect.do === 'announce') jobs.push({ do: 'announce' })
  }
  return { jobs, opened, faceless, facts: after }
}

const lastFailure = (event: Event): string | undefined =>
  event.type === 'failed' ? event.reason : event.type === 'registerDisagreed' ? 'register_disagrees' : undefined

export type PlannedTransition = { transition: Transition; enrolment: Enrolment }

/** What `event` would write from where the person is now, or why the journey has no such way. Nothing is written. */
export const planTransition = (
  deps: Deps,
  enrolment: Enrolment,
  event: Event,
  extra: EventExtras = {},
): Result<PlannedTransition, Refusal> => {
  const now = deps.clock()
  const { person } = enrolment
  const advanced = advance(enrolment.progress, event, now)
  if (!advanced.ok) return advanced

  const { next, effects } = advanced.value
  const noted = { ...enrolment.facts, lastFailure: lastFailure(event) }
  const outcome = carryOut(deps, effects, extra.facts ? extra.facts(noted) : noted)
  const transition: Transition = {
    person,
    from: { step: enrolment.progress.step, version: enrolment.version },
    to: next,
    facts: outcome.facts,
    at: now,
    jobs: [...outcome.jobs.filter(({ do: what }) => !extra.answered || what !== 'announce'), ...(extra.jobs ?? [])],
    consents: extra.consents,
    pin: extra.pin,
    card: extra.card,
    case: outcome.opened,
    faceless: outcome.faceless,
  }
  return ok({ transition, enrolment: enrolmentAfter(enrolment, next, outcome.facts) })
}

export const logTransition = (deps: Deps, event: Event, { from, to, facts }: Transition): void =>
  deps.log('moved', { event: event.type, from: from.step, to: to.step, reason: facts.lastFailure })

/**
 * Applies `event` to the person's enrolment. Refused with a reason when the journey has no such way from here
 * or when somebody was faster (a double tap, another phone): then nothing was written.
 */
export const apply = async (
  deps: Deps,
  person: PersonId,
  event: Event,
  extra: EventExtras = {},
): Promise<Result<Enrolment, ApplyRefusal>> => {
  const plan = planTransition(deps, await deps.store.enrolments.load(person, deps.clock()), event, extra)
  if (!plan.ok) return plan
  const written = await deps.store.transition(plan.value.transition)
  if (written === 'id_has_card' || written === 'index_taken') return err(written)
  if (!written) return err('raced')
  logTransition(deps, event, plan.value.transition)
  return ok(plan.value.enrolment)
}

const enrolmentAfter = (before: Enrolment, progress: Progress, facts: Facts): Enrolment => ({
  ...before,
  progress,
  facts,
  version: before.version + 1,
})
