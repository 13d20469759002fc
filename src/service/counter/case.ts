// Opens the case of somebody who comes to the counter before having a card, and compares the real card with what they confirmed.
// Decision 120: one officer has a case at a time, and the person's sealed facts, not the row, name its code.
import { agreesWith, mostMismatches, type RealCard } from '../../core/card/real-card.ts'
import type { ComparedCounter, CounterVisit } from '../../core/contract/responses/counter.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, Reviewer } from '../model.ts'
import type { AtCounter, CounterCase } from '../ports/counter.ts'

/** How long an officer has a case after the last act on it: a person at the desk takes minutes. */
const takenMs = 30 * 60_000

/** `terms_first`: the person has not agreed to the terms, so nothing may be stored. `case_taken`: another officer has it. */
export type CounterRefusal = 'no_such_case' | 'own_case' | 'case_taken' | 'terms_first'

export type OpenCounter = { of: CounterCase; enrolment: Enrolment }

/** The case with this code, for this officer. Nobody acts on their own case. */
const findCase = async (deps: Deps, code: string, { line }: Reviewer): Promise<OpenCounter | CounterRefusal> => {
  const of = await deps.store.counterCases.find(code)
  if (!of) return 'no_such_case'
  const [enrolment, lineUserId] = await Promise.all([
    deps.store.enrolments.load(of.person, deps.clock()),
    deps.store.people.lineUserId(of.person),
  ])
  if (enrolment.progress.step !== 'inPerson' || enrolment.facts.helpCode !== code) return 'no_such_case'
  return lineUserId === line ? 'own_case' : { of, enrolment }
}

/** The case that this officer has opened. `case_taken` also for an officer who has not opened it, or too long ago. */
export const caseAtHand = async (
  deps: Deps,
  code: string,
  reviewer: Reviewer,
): Promise<OpenCounter | CounterRefusal> => {
  const found = await findCase(deps, code, reviewer)
  if (typeof found === 'string') return found
  return (await deps.store.counterCases.has(found.of, reviewer.subject, deps.clock())) ? found : 'case_taken'
}

const agreedToTerms = ({ progress: { resume } }: Enrolment) => resume !== 'terms' && resume !== 'declined'

/** Opens a case. The office log and the person's access log say so before the officer reads anything. */
export const openCounter = async (
  deps: Deps,
  code: string,
  at: AtCounter,
  reviewer: Reviewer,
): Promise<CounterVisit | CounterRefusal> => {
  const found = await findCase(deps, code, reviewer)
  if (typeof found === 'string') return found
  const { of, enrolment } = found
  if (!agreedToTerms(enrolment)) return 'terms_first'
  const now = deps.clock()
  const known = await deps.store.counterCases.has(of, at.subject, now)
  if (!(await deps.store.counterCases.take(of, at, now, now + takenMs))) return 'case_taken'
  const entry = { at: now, via: 'review', by: at.by, scope: 'name', result: 'seen' } as const
  if (!known) await deps.store.accessLog.add(of.person, { entry, jobs: [] })
  const { data } = enrolment.facts
  return {
    reason: of.reason,
    openedAt: of.openedAt,
    known: data !== undefined,
    triesLeft: mostMismatches - of.mismatches,
  }
}

/**
 * What the person had confirmed, once number and birth date of the real card agree. Without such data there is nothing to
 * compare: the officer reads everything off the card. `earlier`: what was found about this number before.
 */
export const compareCounter = async (
  deps: Deps,
  code: string,
  at: AtCounter,
  reviewer: Reviewer,
  real: RealCard,
): Promise<ComparedCounter | CounterRefusal | { differs: true; triesLeft: number }> => {
  const found = await caseAtHand(deps, code, reviewer)
  if (typeof found === 'string') return found
  const { of, enrolment } = found
  const { data } = enrolment.facts
  const left = mostMismatches - of.mismatches
  const agrees = data !== undefined && left > 0 && agreesWith(real, data)
  if (data) await deps.store.counterCases.compared(of, at, agrees, deps.clock())
  if (data && !agrees) return { differs: true, triesLeft: Math.max(0, left - 1) }
  const [earlier, holder] = await Promise.all([
    deps.store.outcomes.of(real.idNumber.replace(/\D/g, '')),
    deps.store.holderOf(real.idNumber.replace(/\D/g, '')),
  ])
  const elsewhere = holder !== undefined && holder !== of.person
  return { ...(data && { data }), elsewhere, earlier }
}
