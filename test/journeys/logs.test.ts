// Tests the log: one line for each request, without personal values, tokens or keys.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip } from '../kit/people/people.ts'
import { issueCard } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const line = () => deployment.simulator.platform.person('jaithip')
type Line = { event: string; requestId?: string; method?: string; route?: string; status?: number; ms?: number }
const requests = () =>
  deployment.logged.map((each) => JSON.parse(each) as Line).filter(({ event }) => event === 'request')

it('a whole journey leaves a line for each request, and no personal value, token or key in any of them', async () => {
  await line().follows()
  await line().says(`เลขบัตร ${jaithip.card.idNumber} PIN ${jaithip.pin}`)
  const phone = await issueCard(deployment, jaithip)
  await phone.pin('11111111')
  const shown = await phone.show(jaithip.pin)
  const share = await phone.post('/shares', {
    pin: jaithip.pin,
    scope: 'name',
    minutes: 5,
    once: true,
    unmasked: false,
  })
  const link = /[\w-]{22}/.exec(String(share.body.url))?.[0] ?? ''
  expect((await phone.post(`/shares/${link}`)).status).toBe(200)
  await fetch(`${phone.origin}/i/${'x'.repeat(22)}.jpg?name=${encodeURIComponent(jaithip.card.firstNameThai)}`)
  await fetch(`${phone.origin}/nowhere/${jaithip.card.idNumber}`)
  await fetch(`${phone.origin}/webhook`, { method: 'POST', body: jaithip.card.firstNameThai })
  await fetch(`${phone.origin}/api/data`, { method: 'POST', body: JSON.stringify(jaithip.card) })
  await deployment.settled()

  const { birthDate: _, issueDate: __, expiry: ___, ...texts } = jaithip.card
  const { LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN } = deployment.settings
  const log = deployment.logged.join('\n')
  const personal = [...Object.values(texts), jaithip.pin, '11111111', '1958', '2501', phone.token()]
  const secret = [LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN, 'x'.repeat(22), link, String(shown.body.ticket)]
  for (const value of [...personal, ...secret].filter((each) => each.length > 4)) {
    expect(log).not.toContain(value)
    expect(log).not.toContain(encodeURIComponent(value))
  }
  expect(log).not.toMatch(/U[0-9a-f]{32}/)
  expect([shown.status, share.status]).toEqual([200, 200])
  expect(shown.body.ticket).toBeTypeOf('string')

  // The operator's log names the grade that was seen, as the holder's log does.
  const looks = deployment.logged.map((each) => JSON.parse(each)).filter(({ event }) => event === 'looked')
  // On the edge a line has its time as well.
  expect(looks.map((look) => ({ ...look, at: '' }))).toEqual([
    { event: 'looked', via: 'link', result: 'masked', grade: 'declared', at: '' },
  ])

  for (const request of requests())
    expect({ at: '', ...request }).toEqual({
      at: expect.any(String),
      event: 'request',
      requestId: expect.stringMatching(/^[\w-]{12}$/),
      method: expect.stringMatching(/^[A-Z]+$/),
      route: expect.stringMatching(/^\//),
      status: expect.any(Number),
      ms: expect.any(Number),
    })
  const routes = new Set(requests().map(({ method, route, status }) => `${method} ${route} ${status}`))
  for (const expected of [
    'POST /webhook 200',
    'POST /webhook 401',
    'POST /api/consent 200',
    'GET /i/:name{[\\w-]{22}\\.(?:jpg|png)} 404',
  ])
    expect([...routes]).toContain(expected)
})

it('the request id of the answer is the one in the log', async () => {
  const answer = await fetch(`${deployment.service.origin}/health`)
  await expect
    .poll(() => requests().find(({ route }) => route === '/health')?.requestId)
    .toBe(answer.headers.get('x-request-id'))
})
