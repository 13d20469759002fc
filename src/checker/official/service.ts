// What this page asks of the service. The session is a cookie that no script can read.
import type { Scope } from '../../core/card/token-claims.ts'
import type { ReviewReason, ReviewVerdict } from '../../core/face/recheck.ts'
import type { RiskFlag } from '../../core/face/risk.ts'
import type { Viewer } from '../../core/inspection/access-log.ts'
import type { Ask } from '../../core/journey/claims.ts'

/** `reviews`: is also asked to compare faces. */
export type SignedInOfficial = Viewer & { reviews: boolean }
/** `url`: what the QR says. `expiresAt`: ms since the epoch. */
export type RequestLink = { id: string; url: string; expiresAt: number }
export type RequestAnswer = { state: 'waiting' | 'approved' | 'declined' | 'delivered' | 'ended'; url?: string }

const call = async (path: string, init: RequestInit = {}): Promise<Response | undefined> => {
  const headers = { 'content-type': 'application/json' }
  return fetch(`/api/official${path}`, { ...init, headers }).catch(() => undefined)
}
const bodyOf = async <T>(response: Response | undefined): Promise<T | undefined> =>
  response?.ok ? ((await response.json()) as T) : undefined

/** Who is signed in; `nobody`, or `none` where the operator registers no officials. */
export const currentOfficial = async (): Promise<SignedInOfficial | 'nobody' | 'none' | 'unreachable'> => {
  const response = await call('')
  if (!response) return 'unreachable'
  if (response.status === 404) return 'none'
  return (await bodyOf<SignedInOfficial>(response)) ?? 'nobody'
}
export const signOut = () => call('', { method: 'DELETE' })
export const createRequest = async (scope: Scope, why: string) =>
  bodyOf<RequestLink>(await call('/requests', { method: 'POST', body: JSON.stringify({ scope, why }) }))
export const requestAnswer = async (id: string) => bodyOf<RequestAnswer>(await call(`/requests/${id}`))

export type OpenCase = { id: string; reason: ReviewReason; openedAt: number }
/** JPEG in base64; angles in degrees. */
export type ReviewCase = OpenCase & {
  card: string
  selfie: string
  angles: { ask: 'centre' | Ask; yaw: number; pitch: number }[]
  report?: { samePerson?: number; portrait?: number; card?: number; centred?: { score: number } }
  flags: RiskFlag[]
}
/** Of a holder who came: `held`, frozen by the office until somebody says yes. Pictures are JPEG in base64. */
export type Visit = { name: string; idMasked: string; held: boolean; selfie: string; card?: string }
export type CaseRefusal = 'own_case' | 'judged_already' | 'no_such_case' | 'evidence_gone' | 'unreachable'
const ends: readonly string[] = ['own_case', 'judged_already', 'no_such_case', 'evidence_gone'] satisfies CaseRefusal[]

const endOf = async (response: Response | undefined): Promise<CaseRefusal> => {
  const { reason } = ((await response?.json().catch(() => ({}))) ?? {}) as { reason?: string }
  return reason !== undefined && ends.includes(reason) ? (reason as CaseRefusal) : 'unreachable'
}
export const openCases = async () => (await bodyOf<{ cases: OpenCase[] }>(await call('/cases')))?.cases
export const openCase = async (id: string): Promise<ReviewCase | CaseRefusal> => {
  const response = await call(`/cases/${id}/open`, { method: 'POST', body: '{}' })
  return (await bodyOf<ReviewCase>(response)) ?? endOf(response)
}
export const submitVerdict = async (id: string, said: ReviewVerdict, why: string): Promise<'taken' | CaseRefusal> => {
  const response = await call(`/cases/${id}/verdict`, { method: 'POST', body: JSON.stringify({ said, why }) })
  return response?.ok ? 'taken' : endOf(response)
}
export const openVisit = async (code: string): Promise<Visit | CaseRefusal> => {
  const response = await call('/visits/open', { method: 'POST', body: JSON.stringify({ code }) })
  return (await bodyOf<Visit>(response)) ?? endOf(response)
}
export const endVisit = async (code: string, said: 'yes' | 'no', why: string): Promise<'taken' | CaseRefusal> => {
  const response = await call('/visits/verdict', { method: 'POST', body: JSON.stringify({ code, said, why }) })
  return response?.ok ? 'taken' : endOf(response)
}
