// A proxy for HTTP requests that can cut, delay, hang or answer them itself.
import { Agent, createServer, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

export type GateRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }
export type GateAnswer = { status: number; headers?: IncomingHttpHeaders; body: Buffer }
/** `before`: the other side does not receive the request. `after`: it has done the work, but its answer is lost. */
export type ConnectionFault = {
  /** ms */
  delay?: number
  before?: 'cut' | 'hang' | GateAnswer
  after?: 'cut' | 'hang' | GateAnswer
}
export type Gate = { origin: string; close: () => Promise<void> }

const hop = /^(connection|keep-alive|transfer-encoding|content-length)$/
const withoutHopHeaders = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hop.test(name)))

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

/** Sends the request to the other side; throws if there is no answer. */
export const forward = (origin: string, { method, path, headers, body }: GateRequest): Promise<GateAnswer> =>
  new Promise((resolve, reject) => {
    const to = new URL(path, origin)
    const options = {
      method,
      agent,
      headers: { ...withoutHopHeaders(headers), host: to.host, 'content-length': body.length },
    }
    const asking = request(to, options, (response) => {
      buffer(response).then(
        (bytes) => resolve({ status: response.statusCode ?? 502, headers: response.headers, body: bytes }),
        reject,
      )
    })
    asking.on('error', reject)
    asking.end(body)
  })

const respond = (response: ServerResponse, outcome: 'cut' | 'hang' | GateAnswer): void => {
  if (outcome === 'hang') return
  if (outcome === 'cut') return void response.destroy()
  response.writeHead(outcome.status, {
    ...withoutHopHeaders(outcome.headers ?? {}),
    'content-length': outcome.body.length,
  })
  response.end(outcome.body)
}

/** Opens a gate whose requests are answered by `handle`. If `handle` throws, the connection breaks. */
export const openGate = async (
  handle: (incoming: GateRequest) => Promise<'cut' | 'hang' | GateAnswer>,
): Promise<Gate> => {
  const server = createServer(async (incoming, response) => {
    try {
      const { method = 'GET', url = '/', headers } = incoming
      respond(response, await handle({ method, path: url, headers, body: await buffer(incoming) }))
    } catch {
      response.destroy()
    }
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Forwards a request with this fault. `answered` receives the other side's answer, even if it is not passed on. */
export const pass = async (
  origin: string,
  incoming: GateRequest,
  { delay, before, after }: ConnectionFault,
  answered: (answer: GateAnswer) => void = () => {},
): Promise<'cut' | 'hang' | GateAnswer> => {
  if (delay) await sleep(delay)
  if (before) return before
  const answer = await forward(origin, incoming)
  answered(answer)
  return after ?? answer
}
