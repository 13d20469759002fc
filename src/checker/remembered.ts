// A public file of the issuer: fetched from this page's own origin, and remembered for a place without signal.
// Keys and lists only; nothing of anybody who was checked ever comes here.

/** `at`: ms by this phone's clock when it was fetched. `serverNow`: ms by the service's, truer than that of many phones. */
export type FetchedFile<T> = { file: T; fresh: boolean; at: number; serverNow?: number }

/** No signal often looks like a connection that never answers. */
const TIMEOUT_MS = 4000
const MAX_REMEMBERED = 1_500_000

/** The service's clock; a copy from a cache has an old `Date` and says in `Age` how old it is (RFC 9111 s.5.1). */
const dateOf = (headers: Headers) => Date.parse(headers.get('date') ?? '') + 1000 * (Number(headers.get('age')) || 0)

const ask = async (path: string) => {
  const patience = new AbortController()
  const timeout = setTimeout(() => patience.abort(), TIMEOUT_MS)
  try {
    const response = await fetch(path, { cache: 'no-cache', signal: patience.signal })
    return response.ok ? { text: await response.text(), date: dateOf(response.headers) } : undefined
  } catch {
    return undefined // no signal, or too slow to tell
  } finally {
    clearTimeout(timeout)
  }
}

/** The remembered copy of a file that was fetched before; undefined without one. */
export const cachedFile = (path: string): { text: string; at: number } | undefined => {
  try {
    const { text, at } = JSON.parse(localStorage.getItem(path) ?? '{}')
    return typeof text === 'string' && Number.isFinite(at) ? { text, at } : undefined
  } catch {
    return undefined // storage refused, or half-written
  }
}

/** Keeps a file that was found good, so that nonsense from a network's login page never replaces it. */
export const cacheFile = (path: string, { file, fresh, at }: FetchedFile<string>): void => {
  try {
    if (fresh && file.length <= MAX_REMEMBERED) localStorage.setItem(path, JSON.stringify({ text: file, at }))
  } catch {
    // full or refused: then there is nothing to remember
  }
}

/** From the network, else the remembered copy, else undefined; never throws. */
export const fetchFile = async (path: string): Promise<FetchedFile<string> | undefined> => {
  const asked = await ask(path)
  if (!asked) {
    const kept = cachedFile(path)
    return kept && { file: kept.text, fresh: false, at: kept.at }
  }
  const { text, date } = asked
  return { file: text, fresh: true, at: Date.now(), ...(Number.isFinite(date) && { serverNow: date }) }
}
