// The official's requests to the service. The session is an HttpOnly cookie.
import type { Scope } from '../../core/card/token-claims.ts'
import * as at from '../../core/contract/addresses.ts'
import { callerOf, type Refused } from '../../core/contract/call.ts'
import type {
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
export const endVisit = async (code: string, said: 'yes' | 'no', why: string): Promise<'taken' | CaseRefusal> => {
  const answer = await call(at.judgeVisit, { body: { code, said, why } })
  return answer.ok ? 'taken' : endOf(answer)
}
