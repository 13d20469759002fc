// Listens for HTTP on Node with a limit for everything that a connection may take, and stops without waiting for silent ones.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

/**
 * ms that a connection may take. `head`: until the request's head is there. `request`: until its body is there as well,
 * longer than the app waits for any body (routes/body.ts). `stalled`: without one byte in either direction, which also
 * ends a reader that does not read. `check`: between two looks at all of them.
 */
export type ConnectionLimits = { head: number; request: number; stalled: number; check: number }
const usualLimits: ConnectionLimits = { head: 10_000, request: 40_000, stalled: 60_000, check: 2_000 }

export type Listening = {
  port: number
  /** Resolves when the requests under way are answered. No request is accepted after the call. */
  close: () => Promise<void>
}

type Options = { port: number; host: string; connections?: ConnectionLimits | undefined }

/**
 * The connections on which no request has started. Node closes idle connections at a stop, but waits for those on which
 * nothing was ever sent, and stops looking at their limits: browsers and proxies open such connections in advance.
 */
const silentConnections = (server: Server) => {
  const silent = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  /** Ends them. One whose head is arriving has as long as a head may take. */
  return (headMs: number) => {
    for (const socket of silent)
      if (socket.bytesRead === 0) socket.destroy()
      else socket.setTimeout(headMs, () => silent.has(socket) && socket.destroy())
  }
}

/** Rejects if the port is taken or not permitted. Port 0 takes a free one. */
export const listen = (
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host, connections = usualLimits }: Options,
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const serverOptions = {
      // Longer than a proxy keeps a connection, usually a minute. Node accepts one connection per turn of its loop:
      // while it is busy, clients that open a new connection wait longest.
      keepAliveTimeout: 65_000,
      headersTimeout: connections.head,
      requestTimeout: connections.request,
      connectionsCheckingInterval: connections.check,
    }
    const server = createAdaptorServer({ fetch, serverOptions }) as Server
    server.setTimeout(connections.stalled)
    const endSilent = silentConnections(server)
    server.once('error', reject)
    // Node's default backlog of 511 turns phones away in a rush.
    server.listen({ port, host, backlog: 4096 }, () => {
      const address = server.address()
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            endSilent(connections.head)
          }),
      })
    })
  })
