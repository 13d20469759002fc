// What this page asks of the service. The session is a cookie that no script can read.
import type { Scope } from '../../core/card/token-claims.ts'
import type { Viewer } from '../../core/inspection/looks.ts'

/** `url`: what the QR says. `expiresAt`: ms since the epoch. */
export type Asked = { id: string; url: string; expiresAt: number }
export type Answer = { state: 'waiting' | 'approved' | 'declined' | 'delivered' | 'ended'; url?: string }

const call = async (path: string, init: RequestInit = {}): Promise<Response | undefined> => {
  const headers = { 'content-type': 'application/json' }
  return fetch(`/api/official${path}`, { ...init, headers }).catch(() => undefined)
}
const bodyOf = async <T>(response: Response | undefined): Promise<T | undefined> =>
  response?.ok ? ((await response.json()) as T) : undefined

/** Who is signed in; `nobody`, or `none` where the operator registers no officials. */
export const whoAmI = async (): Promise<Viewer | 'nobody' | 'none' | 'unreachable'> => {
  const response = await call('')
  if (!response) return 'unreachable'
  if (response.status === 404) return 'none'
  return (await bodyOf<Viewer>(response)) ?? 'nobody'
}
export const signOut = () => call('', { method: 'DELETE' })
export const ask = async (scope: Scope, why: string) =>
  bodyOf<Asked>(await call('/requests', { method: 'POST', body: JSON.stringify({ scope, why }) }))
export const answerTo = async (id: string) => bodyOf<Answer>(await call(`/requests/${id}`))
