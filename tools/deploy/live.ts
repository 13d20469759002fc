// HTTP requests to the running service, as anybody can send them.

import * as at from '../../src/core/contract/addresses.ts'
import { pathOf } from '../../src/core/contract/call.ts'

/** The response, without following redirects; undefined when there is none within 10 s. */
export type Live = (path: string, init?: RequestInit) => Promise<Response | undefined>

/** ms. */
const patience = 10_000

export const liveAt =
  (origin: string): Live =>
  (path, init) =>
    fetch(`${origin}${path}`, { redirect: 'manual', signal: AbortSignal.timeout(patience), ...init }).catch(
      () => undefined,
    )

/** The body as JSON; undefined when it is not JSON. */
export const jsonOf = async (response: Response | undefined): Promise<unknown> => {
  try {
    return await response?.json()
  } catch {
    return undefined
  }
}

/** The key ids that the service publishes; undefined when nothing answers there, or another program does. */
export const publishedKeys = async (live: Live): Promise<string[] | undefined> => {
  const response = await live(pathOf(at.getIssuer))
  const body = response?.status === 200 ? await jsonOf(response) : undefined
  const keys = typeof body === 'object' && body !== null && 'keys' in body ? body.keys : undefined
  return Array.isArray(keys) ? keys.flatMap((key) => (typeof key?.kid === 'string' ? [key.kid] : [])) : undefined
}
