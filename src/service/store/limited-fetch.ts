// The fetch of a database client over HTTP: a server that never answers is given up.

/** ms for one call of the database, with its whole answer. Our longest statement, the hourly sweep, takes a fraction of it. */
export const databaseCallMs = 15_000

/**
 * A `fetch` whose request ends after `limit()` ms, asked for at each request. What was under way then may have been
 * done or not, so the caller acknowledges nothing.
 */
export const limitedFetch = (limit: () => number): typeof fetch => {
  const limited: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(limit()) })
  return limited
}
