// Every request of a journey takes a connection of its own: workerd closes idle ones when it likes, and a POST that meets a
// closing connection fails in a way that says nothing about the service.
const pooled = globalThis.fetch

globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
  headers.set('connection', 'close')
  return pooled(input, { ...init, headers })
}
