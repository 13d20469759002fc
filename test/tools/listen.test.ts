// Tests that a stop answers the requests under way, and waits for no connection on which nothing was asked.
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { type Listening, listen } from '../../src/listen.ts'

/** A stop that waited for silent connections would take `stalled`, far longer than a test may. */
const connections = { head: 100, request: 600_000, stalled: 600_000, check: 50 }
const open = (fetch: (request: Request) => Response | Promise<Response>) =>
  listen(fetch, { port: 0, host: '127.0.0.1', connections })

/** A connection that the service has accepted: a request on another one, opened later, was answered. */
const connected = async ({ port }: Listening, text = '') => {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  if (text) socket.write(text)
  await (await fetch(`http://127.0.0.1:${port}/`)).text()
  return socket
}

it.each([
  ['on which nothing was sent', ''],
  ['with half a request', 'GET / HTTP/1.1\r\nhost: l'],
])('a connection %s is ended at a stop', async (_, text) => {
  const server = await open(() => new Response('yes'))
  const socket = await connected(server, text)
  const ended = once(socket, 'close')
  socket.resume().on('error', () => {})
  await server.close()
  await ended
})

it('a request under way is answered before a stop ends', async () => {
  let server!: Promise<Listening>
  let answer = (_: Response) => {}
  const asked = new Promise<void>((resolve) => {
    server = open(
      () =>
        new Promise<Response>((later) => {
          answer = later
          resolve()
        }),
    )
  })
  const { port, close } = await server
  const response = fetch(`http://127.0.0.1:${port}/`)
  await asked
  let closed = false
  const stopped = close().then(() => {
    closed = true
  })
  expect(closed).toBe(false)
  answer(new Response('yes'))
  expect(await (await response).text()).toBe('yes')
  await stopped
})

it('a port that is taken is refused', async () => {
  const server = await open(() => new Response('yes'))
  await expect(listen(() => new Response(''), { port: server.port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE')
  await server.close()
})
