// Tests the rate limits by person and by network, and the limit on the size of headers, over real HTTP.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, routeIds } from '../../src/core/contract/contract.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { issueCard } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment(async () => ({ PERSON_PER_MINUTE: '120', NETWORK_PER_MINUTE: '100' }))
})
afterAll(() => deployment.close())

/**
 * Headers that give the client's address: a proxy sets the first before Node, Cloudflare the second before the Worker.
 */
const from = (address: string) => ({ 'x-forwarded-for': `198.51.100.77, ${address}`, 'cf-connecting-ip': address })
const get = (path: string, headers: Record<string, string>) => fetch(deployment.service.origin + path, { headers })
const statuses = async (count: number, act: () => Promise<Response>) => {
  const answers = await Promise.all(Array.from({ length: count }, act))
  return { answers, refused: answers.filter(({ status }) => status === 429) }
}

describe('one person', () => {
  it('has a limit a minute; then waits as long as the answer says, and other people do not wait', async () => {
    const phone = await issueCard(deployment, jaithip)
    const other = await issueCard(deployment, somchai)
    await deployment.pass(60_000)
    const answers = await Promise.all(Array.from({ length: 121 }, () => phone.get('/consents')))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(120)
    expect(answers.find(({ status }) => status === 429)).toMatchObject({ reason: 'slow_down' })
    expect((await other.get('/me')).status).toBe(200)
    await deployment.pass(1000)
    expect((await phone.get('/consents')).status).toBe(200)
  })

  it('uses up the limit faster with costly requests, and a PIN in a refused request is not checked', async () => {
    const phone = await issueCard(deployment, jaithip)
    await deployment.pass(60_000)
    const answers = await Promise.all([1, 2, 3].map(() => phone.post('/copy', { confirmed: true, pin: '00000001' })))
    expect(answers.map(({ reason }) => reason).sort()).toEqual(['slow_down', 'wrong_pin', 'wrong_pin'])
    expect((await phone.show(jaithip.pin)).status).toBe(200)
  })

  it('has one limit across all networks and sessions', async () => {
    const phone = await issueCard(deployment, somchai)
    const second = await deployment.phone('somchai')
    await second.signIn()
    await deployment.pass(60_000)
    await Promise.all(Array.from({ length: 120 }, (_, i) => (i % 2 ? phone : second).get('/consents')))
    expect((await second.get('/consents')).status).toBe(429)
  })
})

describe('one network', () => {
  it('is refused as problem+json with the time to wait, before anything is looked up, and another is served', async () => {
    const { answers, refused } = await statuses(101, () => get('/.well-known/phokbat/status', from('203.0.113.1')))
    expect(refused).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100)
    const { headers } = refused[0]!
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(Number(headers.get('retry-after'))).toBe(1)
    expect(await refused[0]!.json()).toMatchObject({ reason: 'slow_down', status: 429, requestId: expect.any(String) })
    expect((await get('/.well-known/phokbat/status', from('203.0.113.2'))).status).toBe(200)
    expect((await get('/api/me', from('203.0.113.1'))).status).toBe(429)
  })

  it('with IPv6 is the subscriber’s prefix, not each address', async () => {
    const addresses = Array.from({ length: 101 }, (_, i) => `2001:db8:7:7::${(i + 1).toString(16)}`)
    const answers = await Promise.all(addresses.map((address) => get('/api/config', from(address))))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
  })

  it('can guess only few addresses and tokens, because those cost more; a path that does not exist costs too', async () => {
    const guess = () => get(`/copy/${'A'.repeat(22)}`, from('203.0.113.3'))
    expect((await statuses(25, guess)).refused).toHaveLength(5)
    const forged = () =>
      fetch(`${deployment.service.origin}/api/session`, {
        method: 'POST',
        headers: { ...from('203.0.113.4'), 'content-type': 'application/json' },
        body: '{"idToken":"e30.e30.e30"}',
      })
    expect((await statuses(12, forged)).refused).toHaveLength(2)
    expect((await statuses(102, () => get('/nothing', from('203.0.113.5')))).refused).toHaveLength(2)
  })

  const hook = (address: string, body: string, signature: string) =>
    fetch(`${deployment.service.origin}/webhook`, {
      method: 'POST',
      headers: { ...from(address), 'x-line-signature': signature },
      body,
    })
  it('is never refused for a webhook that LINE signed, or for a health check', async () => {
    const body = '{"events":[]}'
    const signed = createHmac('sha256', deployment.settings.LINE_CHANNEL_SECRET).update(body).digest('base64')
    for (let round = 0; round < 11; round++)
      expect((await statuses(10, () => hook('203.0.113.6', body, signed))).refused).toHaveLength(0)
    expect((await statuses(110, () => get('/health', from('203.0.113.6')))).refused).toHaveLength(0)
  })

  it('can send few webhooks that LINE did not sign, and LINE’s own come through from its network meanwhile', async () => {
    const forged = await statuses(30, () => hook('203.0.113.7', '{"events":[]}', 'forged'))
    expect(forged.answers.filter(({ status }) => status === 401)).toHaveLength(20)
    expect(forged.refused).toHaveLength(10)
    expect((await hook('203.0.113.6', '{}', 'forged')).status).toBe(401)
  })

  it('is not written to the log', () => {
    expect(deployment.logged.join('\n')).not.toMatch(/203\.0\.113|2001:db8/)
  })
})

it('a head of more than 8 KB is refused by every route before anything reads it', async () => {
  const wide = { 'x-wide': 'w'.repeat(9000) }
  for (const route of routeIds) {
    const { method, path: pattern } = contract[route]
    const path = pattern.replace(/[:*].*$/, '')
    const answer = await fetch(deployment.service.origin + path, { method, headers: wide })
    expect(answer.status, route).toBe(431)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  }
})
