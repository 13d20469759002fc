// Fetches the issuer's public files from this page's own origin and remembers them for a place without signal.
// It stores keys and status lists only, never data of a holder.

/**
 * `at`: when it was fetched, in ms by this phone's clock. `serverNow`: ms by the service's clock, which is more
 * reliable.
 */
export type FetchedFile<T> = { file: T; fresh: boolean; at: number; serverNow?: number }

/** Without a signal, a request often hangs instead of failing. */
const TIMEOUT_MS = 4000
const MAX_REMEMBERED = 1_500_000

/** The service's clock in ms. A cached copy has an old `Date`; its `Age` says how old (RFC 9111 s.5.1). */
const dateOf = (headers: Headers) => Date.parse(headers.get('date') ?? '') + 1000 * (Number(headers.get('age')) || 0)

/** The text and the service's clock, ms; undefined without an answer. With a body it is a POST, which no cache answers. */
export const ask = async (path: string, body?: object): Promise<{ text: string; date: number } | undefined> => {
  const timeLimit = new AbortController()
  const timeout = setTimeout(() => timeLimit.abort(), TIMEOUT_MS)
  try {
    const post = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(path, { cache: 'no-cache', signal: timeLimit.signal, ...post })
    return response.ok ? { text: await response.text(), date: dateOf(response.headers) } : undefined
  } catch {
    return undefined // no signal, or a time-out
  } finally {
    clearTimeout(timeout)
  }
}

/** Returns the remembered copy of a file; undefined without one. */
export const cachedFile = (path: string): { text: string; at: number } | undefined => {
  try {
    const { text, at } = JSON.parse(localStorage.getItem(path) ?? '{}')
    return typeof text === 'string' && Number.isFinite(at) ? { text, at } : undefined
  } catch {
    return undefined // the browser refuses storage, or the entry is damaged
  }
}

/** Remembers a file. The caller has checked it, so that a network's login page never replaces a good copy. */
export const cacheFile = (path: string, { file, fresh, at }: FetchedFile<string>): void => {
  try {
    if (fresh && file.length <= MAX_REMEMBERED) localStorage.setItem(path, JSON.stringify({ text: file, at }))
  } catch {
    // The storage is full or refused: the page works without a remembered copy.
  }
}

/** Returns the file from the network, else the remembered copy, else undefined. Never throws. */
export const fetchFile = async (path: string): Promise<FetchedFile<string> | undefined> => {
  const asked = await ask(path)
  if (!asked) {
    const kept = cachedFile(path)
    return kept && { file: kept.text, fresh: false, at: kept.at }
  }
  const { text, date } = asked
  return { file: text, fresh: true, at: Date.now(), ...(Number.isFinite(date) && { serverNow: date }) }
}
