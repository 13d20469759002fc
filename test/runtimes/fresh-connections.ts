// Every request of a journey opens its own connection. Servers close idle connections at any time, and on Node a search
// through files can block a test's own service for seconds: a failed POST on a closing connection proves nothing.
const kept = globalThis as { pooledFetch?: typeof fetch }
kept.pooledFetch ??= globalThis.fetch
const pooled = kept.pooledFetch

globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
  headers.set('connection', 'close')
  return pooled(input, { ...init, headers })
}
