// The official's requests to the service. The session is an HttpOnly cookie.

import type { RealCard } from '../../core/card/real-card.ts'
import type { Scope } from '../../core/card/token-claims.ts'
import * as at from '../../core/contract/addresses.ts'
import { callerOf, type Refused } from '../../core/contract/call.ts'
import type { CounterSignature } from '../../core/contract/requests-counter.ts'
import type { ComparedCounter, CounterVisit } from '../../core/contract/responses/counter.ts'
import type {
  ComparedVisit,
  OpenCase,
  RequestAnswer,
  RequestLink,
  ReviewCase,
  SignedInOfficial,
  Visit,
} from '../../core/contract/responses/officials.ts'
import type { ReviewVerdict } from '../../core/face/recheck.ts'

const call = callerOf(fetch)

/** The signed-in official. `nobody`: no official is signed in. `none`: the operator registers no officials. */
export const currentOfficial = async (): Promise<SignedInOfficial | 'nobody' | 'none' | 'unreachable'> => {
  const answer = await call(at.getOfficial)
  if (answer.ok) return answer.value
  if (answer.status === 0) return 'unreachable'
  return answer.status === 404 ? 'none' : 'nobody'
}
export const signOut = () => call(at.signOutOfficial)

const valueIn = <T>(answer: { ok: true; value: T } | Refused): T | undefined => (answer.ok ? answer.value : undefined)
export const createRequest = async (scope: Scope, why: string): Promise<RequestLink | undefined> =>
  valueIn(await call(at.createRequest, { body: { scope, why } }))
export const requestAnswer = async (id: string): Promise<RequestAnswer | undefined> =>
  valueIn(await call(at.getRequestAnswer, { param: id }))

const counterEnds = ['own_case', 'no_such_case', 'case_taken', 'terms_first', 'judged_already'] as const
export type CounterRefusal = (typeof counterEnds)[number] | 'unreachable'
const counterEndOf = ({ reason }: Refused): CounterRefusal => counterEnds.find((end) => end === reason) ?? 'unreachable'

export const openCounter = async (code: string): Promise<CounterVisit | CounterRefusal> => {
  const answer = await call(at.openCounter, { body: { code } })
  return answer.ok ? answer.value : counterEndOf(answer)
}
/** What the person confirmed; the comparisons left (0: only a refusal) if the real card differs; or the refusal. */
export const compareCounter = async (
  code: string,
  card: RealCard,
): Promise<ComparedCounter | number | CounterRefusal> => {
  const answer = await call(at.compareCounter, { body: { code, card } })
  if (answer.ok) return answer.value
  return answer.reason === 'card_differs' ? (answer.triesLeft ?? 0) : counterEndOf(answer)
}
/** `fault`: what the service finds wrong with the card's data or the picture. */
export const signCounter = async (
  code: string,
  signature: Omit<CounterSignature, 'code'>,
): Promise<'signed' | CounterRefusal | { fault: string }> => {
  const answer = await call(at.signCounter, { body: { code, ...signature } })
  if (answer.ok) return 'signed'
  return answer.status === 422 ? { fault: answer.reason } : counterEndOf(answer)
}
export const refuseCounter = async (code: string, why: string): Promise<'refused' | CounterRefusal> => {
  const answer = await call(at.refuseCounter, { body: { code, why } })
  return answer.ok ? 'refused' : counterEndOf(answer)
}

const ends = ['own_case', 'judged_already', 'no_such_case', 'evidence_gone'] as const
export type CaseRefusal = (typeof ends)[number] | 'unreachable'
const endOf = ({ reason }: Refused): CaseRefusal => ends.find((end) => end === reason) ?? 'unreachable'

export const openCases = async (): Promise<readonly OpenCase[] | undefined> => valueIn(await call(at.listCases))?.cases
export const openCase = async (id: string): Promise<ReviewCase | CaseRefusal> => {
  const answer = await call(at.openCase, { param: id })
  return answer.ok ? answer.value : endOf(answer)
}
export const submitVerdict = async (id: string, said: ReviewVerdict, why: string): Promise<'taken' | CaseRefusal> => {
  const answer = await call(at.judgeCase, { param: id, body: { said, why } })
  return answer.ok ? 'taken' : endOf(answer)
}
export const openVisit = async (code: string): Promise<Visit | CaseRefusal> => {
  const answer = await call(at.openVisit, { body: { code } })
  return answer.ok ? answer.value : endOf(answer)
}
/** What the holder entered; the comparisons left (0: only a no ends the visit) if the real card differs; or the refusal. */
export const compareVisit = async (code: string, card: RealCard): Promise<ComparedVisit | number | CaseRefusal> => {
  const answer = await call(at.compareVisit, { body: { code, card } })
  if (answer.ok) return answer.value
  if (answer.reason === 'card_differs') return answer.triesLeft ?? 0
  return answer.reason === 'compared_too_often' ? 0 : endOf(answer)
}
/** `card`: what the official typed off the real card; without it the answer is no. */
export const endVisit = async (code: string, why: string, card?: RealCard): Promise<'taken' | CaseRefusal> => {
  const verdict = card ? ({ said: 'yes', card } as const) : ({ said: 'no' } as const)
  const answer = await call(at.judgeVisit, { body: { code, why, ...verdict } })
  return answer.ok ? 'taken' : endOf(answer)
}
