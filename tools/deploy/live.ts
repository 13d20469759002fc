// The running service as anybody sees it from outside.

/** The answer, not following redirects; undefined when there is none within the time. */
export type Live = (path: string, init?: RequestInit) => Promise<Response | undefined>

const patience = 10_000

export const liveAt =
  (origin: string): Live =>
  (path, init) =>
    fetch(`${origin}${path}`, { redirect: 'manual', signal: AbortSignal.timeout(patience), ...init }).catch(
      () => undefined,
    )

/** The body as JSON; undefined when it is none. */
export const jsonOf = async (response: Response | undefined): Promise<unknown> => {
  try {
    return await response?.json()
  } catch {
    return undefined
  }
}

/** Key ids that the service publishes; undefined when it is no Phokbat, or nothing is there. */
export const publishedKeys = async (live: Live): Promise<string[] | undefined> => {
  const response = await live('/.well-known/phokbat/issuer.json')
  const body = response?.status === 200 ? await jsonOf(response) : undefined
  const keys = typeof body === 'object' && body !== null && 'keys' in body ? body.keys : undefined
  return Array.isArray(keys) ? keys.flatMap((key) => (typeof key?.kid === 'string' ? [key.kid] : [])) : undefined
}
