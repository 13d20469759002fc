// Every request of a journey takes a connection of its own. Servers close idle ones when they like, and on Node a search through
// files keeps a test's own service from anything for seconds: a POST that meets a closing connection says nothing about it.
const kept = globalThis as { pooledFetch?: typeof fetch }
kept.pooledFetch ??= globalThis.fetch
const pooled = kept.pooledFetch

globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
  headers.set('connection', 'close')
  return pooled(input, { ...init, headers })
}
