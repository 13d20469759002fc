// Applies one journey event: loads the enrolment, advances it, and writes once, unless another write came first.
import { toBase64Url } from '../../core/base64.ts'
import { advance, type Effect, type Event, type Refusal } from '../../core/journey/advance.ts'
import type { Step } from '../../core/journey/map.ts'
import type { Progress } from '../../core/journey/progress.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, Facts, Job, PersonId, Transition, VaultId } from '../model.ts'
import { freeHelpCode } from '../platform/free-code.ts'

/** What is written together with the event. */
export type EventExtras = {
  /** The caller answers the person itself, in a free reply instead of a paid push, so no `announce` job is queued. */
  answered?: true
  facts?: (facts: Facts) => Facts
  jobs?: readonly Job[]
} & Pick<Transition, 'consents' | 'pin' | 'card' | 'heldWith' | 'office'>

export type ApplyRefusal = Refusal | 'raced' | 'id_has_card' | 'index_taken'

/** Times that a code is drawn anew because somebody took it between the drawing and the write. */
const codeDraws = 3

const faceVaultIds = ({ selfie, counter }: Facts): VaultId[] => [
  ...(selfie ? [selfie.portrait, selfie.evidence] : []),
  ...(counter ? [counter.portrait] : []),
]

/** Turns the journey's effects into changes of the facts, parts of the transition and outbox jobs. */
const performEffects = async (deps: Deps, effects: readonly Effect[], facts: Facts) => {
  const jobs: Job[] = []
  let newCase: Transition['case']
  let faceless: Transition['faceless']
  let newFacts = facts
  for (const effect of effects) {
    if (effect.do === 'askRegister') jobs.push({ do: 'askRegister' })
    if (effect.do === 'showMenu') jobs.push({ do: 'menu', menu: effect.menu })
    if (effect.do === 'eraseDraft') {
      jobs.push({ do: 'unkeep', vault: faceVaultIds(newFacts) }, { do: 'forgetPhotos' })
      newFacts = { draft: toBase64Url(deps.random(9)) }
    }
    if (effect.do === 'eraseFace') {
      // The `unkeep` job erases the pictures in the vault; the transition itself erases everything else.
      jobs.push({ do: 'unkeep', vault: faceVaultIds(newFacts) })
      newFacts = { ...newFacts, selfie: undefined, counter: undefined, pinPicture: undefined }
      faceless = true
    }
    if (effect.do === 'openCase') {
      // A repeated request for help for the same reason keeps its case and code. One person has one code.
      if (newFacts.helpCode && newFacts.helpReason === effect.reason) continue
      newCase = { code: newFacts.helpCode ?? (await freeHelpCode(deps)), reason: effect.reason }
      newFacts = { ...newFacts, helpCode: newCase.code, helpReason: newCase.reason }
    }
    if (effect.do === 'announce') jobs.push({ do: 'announce' })
  }
  return { jobs, newCase, faceless, facts: newFacts }
}

/** Whoever leaves the way to the counter gives the code back. */
const factsAtNewStep = ({ progress, facts }: Enrolment, to: Step): Facts =>
  progress.step === 'inPerson' && to !== 'inPerson'
    ? { ...facts, helpCode: undefined, helpReason: undefined, refusal: undefined }
    : facts

const lastFailure = (event: Event): string | undefined =>
  event.type === 'failed' ? event.reason : event.type === 'registerDisagreed' ? 'register_disagrees' : undefined

export type PlannedTransition = { transition: Transition; enrolment: Enrolment }

/**
 * What `event` would write from the person's current step, or the reason why it is not possible there. Writes nothing.
 */
export const planTransition = async (
  deps: Deps,
  enrolment: Enrolment,
  event: Event,
  extra: EventExtras = {},
): Promise<Result<PlannedTransition, Refusal>> => {
  const now = deps.clock()
  const { person } = enrolment
  const advanced = advance(enrolment.progress, event, now)
  if (!advanced.ok) return advanced

  const { next, effects } = advanced.value
  const factsWithFailure = { ...factsAtNewStep(enrolment, next.step), lastFailure: lastFailure(event) }
  const outcome = await performEffects(deps, effects, extra.facts ? extra.facts(factsWithFailure) : factsWithFailure)
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
    heldWith: extra.heldWith,
    office: extra.office,
    case: outcome.newCase,
    faceless: outcome.faceless,
  }
  return ok({ transition, enrolment: enrolmentAfter(enrolment, next, outcome.facts) })
}

export const logTransition = (deps: Deps, event: Event, { from, to, facts }: Transition): void =>
  deps.log('moved', { event: event.type, from: from.step, to: to.step, reason: facts.lastFailure })

/**
 * Applies `event` to an enrolment that was read before. Use this where something else was asked or computed since: the
 * answer then belongs to these facts, and is refused as `raced` if the person has other facts by now. Refused too if the
 * journey does not allow the event. If refused, nothing was written.
 */
export const applyTo = async (
  deps: Deps,
  enrolment: Enrolment,
  event: Event,
  extra: EventExtras = {},
): Promise<Result<Enrolment, ApplyRefusal>> => {
  for (let draw = 0; draw < codeDraws; draw++) {
    const plan = await planTransition(deps, enrolment, event, extra)
    if (!plan.ok) return plan
    const written = await deps.store.transition(plan.value.transition)
    if (written === 'code_taken') continue
    if (written === 'id_has_card' || written === 'index_taken') return err(written)
    if (!written) return err('raced')
    logTransition(deps, event, plan.value.transition)
    return ok(plan.value.enrolment)
  }
  return err('raced')
}

/** Applies `event` to whatever the person's enrolment is now: for an event that depends on nothing read before. */
export const apply = async (
  deps: Deps,
  person: PersonId,
  event: Event,
  extra: EventExtras = {},
): Promise<Result<Enrolment, ApplyRefusal>> =>
  applyTo(deps, await deps.store.enrolments.load(person, deps.clock()), event, extra)

const enrolmentAfter = (before: Enrolment, progress: Progress, facts: Facts): Enrolment => ({
  ...before,
  progress,
  facts,
  version: before.version + 1,
})
