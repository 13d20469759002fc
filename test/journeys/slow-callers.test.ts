// Callers that send half a request, and a LINE or a register that takes seconds: everybody else is served meanwhile.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { startImpatient } from '../kit/impatient-service.ts'
import { openAccount } from '../kit/people/crowd.ts'
import { idNumberFrom, jaithip, laser } from '../kit/people/people.ts'
import { walkThrough } from '../kit/steps.ts'

/** ms in which everybody else has to be served. The slow ones take several seconds. */
const soon = 3_000
/** ms that LINE takes for an answer here. */
const slowMs = 4_000

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const socketsTo = async (origin: string, count: number, text: string): Promise<Socket[]> => {
  const { port } = new URL(origin)
  const sockets = Array.from({ length: count }, () => connect(Number(port), '127.0.0.1'))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  for (const socket of sockets) {
    socket.on('error', () => {})
    socket.write(text)
  }
  return sockets
}
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve))
const head = (method: string, path: string, ...more: string[]) =>
  [`${method} ${path} HTTP/1.1`, 'host: localhost', 'content-type: application/json', ...more].join('\r\n')
const halfBody = (path: string) => `${head('POST', path, 'content-length: 900')}\r\n\r\n{"idToken":"`
const halfChunk = (path: string) => `${head('POST', path, 'transfer-encoding: chunked')}\r\n\r\nc\r\n{"idToken":"\r\n`

/** What a checker, a monitor and a citizen ask. Resolves with the ms that the slowest answer took. */
const everybodyElse = async (): Promise<number> => {
  const { origin } = deployment.service
  const began = performance.now()
  const ask = async (path: string) => {
    const answer = await fetch(origin + path, { signal: AbortSignal.timeout(2 * slowMs) })
    expect(answer.status, path).toBe(200)
    await answer.arrayBuffer()
  }
  const lists = ['/.well-known/phokbat/status', '/.well-known/phokbat/status.jwt', '/.well-known/phokbat/issuer.json']
  await Promise.all(['/health', '/ready', ...lists, '/api/config', '/v'].map(ask))
  const phone = await deployment.phone('jaithip')
  expect((await phone.signIn()).status).toBe(200)
  return performance.now() - began
}

describe('while many callers send half a request', () => {
  it.each<[string, number, string]>([
    ['16 bodies', 16, halfBody('/api/session')],
    ['100 bodies', 100, halfBody('/api/session')],
    // In workerd a request has its own memory; what a thousand sockets would measure there is the local runtime.
    ...(inject('runtime') === 'node'
      ? [['1,000 bodies', 1000, halfBody('/api/session')] as [string, number, string]]
      : []),
    ['100 chunks of a body', 100, halfChunk('/api/session')],
    ['100 bodies to a route that reads none', 100, halfBody('/api/restart')],
    ['100 bodies to the webhook', 100, halfBody('/webhook')],
    ['100 heads', 100, `${head('POST', '/api/session')}\r\nx-more: `],
  ])('%s: everybody else is served', async (_, count, text) => {
    const sockets = await socketsTo(deployment.service.origin, count, text)
    try {
      expect(await everybodyElse()).toBeLessThan(soon)
    } finally {
      for (const socket of sockets) socket.destroy()
    }
  })
})

const crowd = async (count: number, laserCode: string, from: number) => {
  const people = Array.from({ length: count }, (_, i) => ({
    ...jaithip,
    line: `slow${from + i}`,
    card: { ...jaithip.card, laserCode, idNumber: idNumberFrom(String(310_060_010_000 + from + i)) },
  }))
  for (const { line } of people) {
    await openAccount(deployment.simulator.origin, line)
    await deployment.simulator.platform.person(line).follows()
  }
  await deployment.settled()
  return people
}

describe('while LINE takes seconds', () => {
  it('24 people who ask for help are answered, and so is everybody else', async () => {
    const phones = []
    for (const person of await crowd(24, laser.slow, 100)) {
      const phone = await deployment.phone(person.line)
      await phone.signIn()
      phones.push(phone)
    }
    await deployment.settled()
    deployment.simulator.platform.set({ slowApi: slowMs })
    const began = performance.now()
    const asked = Promise.all(phones.map((phone) => phone.post('/help')))
    expect(await everybodyElse()).toBeLessThan(soon)
    for (const { view } of await asked) expect(view.step).toBe('inPerson')
    expect(performance.now() - began).toBeLessThan(soon)
    deployment.simulator.platform.set({ slowApi: 0 })
    await deployment.settled()
  })
})

describe('while the register takes seconds', () => {
  it('16 people who confirm their data are answered, and so is everybody else', async () => {
    const people = await crowd(16, laser.slow, 200)
    const phones = []
    for (const person of people) phones.push(await walkThrough(deployment, person, 'checkData'))
    const began = performance.now()
    const asked = Promise.all(
      phones.map((phone, i) => phone.post('/data', { data: people[i]!.card, corrected: [], onScreen: false })),
    )
    expect(await everybodyElse()).toBeLessThan(soon)
    for (const { view } of await asked) expect(view.step).toBe('register')
    expect(performance.now() - began).toBeLessThan(soon)
    await deployment.settled()
  })
})

describe.runIf(inject('runtime') === 'node')('a connection on which nothing comes', () => {
  let service: Awaited<ReturnType<typeof startImpatient>>
  beforeAll(async () => {
    service = await startImpatient(deployment.settings, `file:${deployment.folder}/second.db`)
  })
  afterAll(() => service.close())

  it.each<[string, string, string]>([
    ['without a request', '', ''],
    ['with half a head', `${head('POST', '/api/session')}\r\nx-more: `, '408'],
    ['with half a body', halfBody('/api/session'), '"reason":"too_slow"'],
    ['with half a body in chunks', halfChunk('/api/session'), '"reason":"too_slow"'],
    ['with half a body to a route that reads none', halfBody('/api/me'), '404'],
    ['with half a webhook', halfBody('/webhook'), '"reason":"too_slow"'],
  ])('%s is closed', async (_, text, answer) => {
    const [socket] = await socketsTo(service.address, 1, text)
    let heard = ''
    socket!.on('data', (bytes) => {
      heard += bytes
    })
    await closed(socket!)
    expect(heard).toContain(answer)
  })

  it('is closed although its body comes byte by byte', async () => {
    const [socket] = await socketsTo(service.address, 1, halfBody('/api/session'))
    const drip = setInterval(() => socket!.write('x'), 20)
    await closed(socket!)
    clearInterval(drip)
  })
})
