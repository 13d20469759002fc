// Tests the access rule of every route against every wrong kind of caller, over real HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, type Route, routeIds } from '../../src/core/contract/contract.ts'
import type { Principal } from '../../src/core/contract/principals.ts'
import { app } from '../../src/service/app.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { browserOf, type Provider, settingsFor, startProvider } from '../kit/provider.ts'
import { issueCard } from '../kit/steps.ts'

const routes = [...new Set(app.routes.flatMap(({ method, path }) => (method === 'ALL' ? [] : [`${method} ${path}`])))]
const access: ReadonlyMap<string, Route> = new Map(
  routeIds.map((id) => [`${contract[id].method} ${contract[id].path}`, contract[id]]),
)
const routesFor = (...principals: Principal[]) =>
  routes.filter((route) => principals.includes(access.get(route)?.principal ?? 'anyone'))

let deployment: Deployment
let provider: Provider
let now = () => 0
beforeAll(async () => {
  provider = await startProvider(() => now())
  deployment = await openDeployment(async () => settingsFor(provider))
  now = deployment.now
})
afterAll(async () => {
  await deployment.close()
  await provider.close()
})

/** Sends a request to a route; its parameters get an id that was never issued. */
const requestTo = (route: string, headers: Record<string, string> = {}, id = 'A'.repeat(22)) => {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern
    .replace(/:name\{.*$/, `${id}.jpg`)
    .replace(/:id(\{[^/]*\})?/, id)
    .replace('/*', '/')
  const body = method === 'POST' ? '{}' : undefined
  return fetch(deployment.service.origin + path, {
    method,
    body,
    redirect: 'manual',
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
  })
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const statuses = async (all: readonly string[], headers?: Record<string, string>) =>
  Object.fromEntries(await Promise.all(all.map(async (route) => [route, (await requestTo(route, headers)).status])))
const allOf = (all: readonly string[], status: number) => Object.fromEntries(all.map((route) => [route, status]))

describe('the table of access', () => {
  it('has a row for each route of the app, and no row for any other', () => {
    expect([...access.keys()].sort()).toEqual([...routes].sort())
    expect(routesFor('user').length).toBeGreaterThan(25)
  })

  it('keeps everybody out of what is a citizen’s: without a session, with a forged, a foreign or an ended one', async () => {
    const phone = await deployment.phone('jaithip')
    await phone.signIn()
    const official = browserOf(deployment.service.origin)
    await official.signIn()
    const cookie = [...official.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const idToken = await deployment.simulator.platform.person('jaithip').idToken()
    const protectedRoutes = routesFor('user')
    const wrong: Record<string, Record<string, string>> = {
      nobody: {},
      'a forged session': bearer('A'.repeat(43)),
      'the ID token itself': bearer(idToken),
      'a session as a cookie': { cookie: `phokbat_official=${phone.token()}; session=${phone.token()}` },
      'a session in another scheme': { authorization: `Basic ${phone.token()}` },
      'an official': { cookie },
      'an official’s cookie as a session': bearer(official.jar.get('phokbat_official') ?? ''),
    }
    for (const [who, headers] of Object.entries(wrong))
      expect(await statuses(protectedRoutes, headers), who).toEqual(allOf(protectedRoutes, 401))
    await deployment.pass(61 * 60_000)
    expect(await statuses(protectedRoutes, bearer(phone.token())), 'an ended session').toEqual(
      allOf(protectedRoutes, 401),
    )
  })

  it('keeps everybody out of what is an official’s: a citizen, a stranger, a sister site, one who signed out', async () => {
    const phone = await deployment.phone('jaithip')
    await phone.signIn()
    const protectedRoutes = routesFor('official', 'reviewer')
    const official = browserOf(deployment.service.origin)
    await official.signIn()
    const session = { cookie: `phokbat_official=${official.jar.get('phokbat_official')}` }
    expect((await requestTo('GET /api/official', session)).status).toBe(200)
    const wrong: Record<string, Record<string, string>> = {
      nobody: {},
      'a citizen': bearer(phone.token()),
      'a citizen’s session as a cookie': { cookie: `phokbat_official=${phone.token()}` },
      'a forged cookie': { cookie: `phokbat_official=${'A'.repeat(43)}` },
    }
    for (const [who, headers] of Object.entries(wrong))
      expect(await statuses(protectedRoutes, headers), who).toEqual(allOf(protectedRoutes, 401))
    const writing = protectedRoutes.filter((route) => !route.startsWith('GET'))
    const sister = { ...session, origin: 'https://forms.agency.example' }
    expect(await statuses(writing, sister), 'a sister site').toEqual(allOf(writing, 401))
    expect(await statuses(writing, { ...session, origin: 'null' }), 'a page without an origin').toEqual(
      allOf(writing, 401),
    )
    expect(await statuses(writing, session), 'no browser at all').toEqual(allOf(writing, 401))
    await official.request('/api/official', { method: 'DELETE' })
    expect(await statuses(protectedRoutes, session), 'signed out').toEqual(allOf(protectedRoutes, 401))
  })

  it('refuses guessed addresses, and a webhook, sign-in or callback without its proof', async () => {
    expect((await requestTo('POST /webhook')).status).toBe(401)
    expect((await requestTo('POST /api/session')).status).toBe(400)
    const forged = (await asPost('/api/session', { idToken: 'e30.e30.e30' })).status
    expect(forged).toBe(401)
    expect((await requestTo('GET /official/callback')).headers.get('location')).toBe('/official?why=again')
    expect((await requestTo('POST /api/shares/:id{[\\w-]{22}}')).status).toBe(404)
    expect((await requestTo('GET /i/:name{[\\w-]{22}\\.(?:jpg|png)}')).status).toBe(404)
    expect((await asPost('/api/looks', { shown: 'A'.repeat(43) })).status).toBe(204)
  })
})

const asPost = (path: string, body: object) =>
  fetch(deployment.service.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('another person’s things', () => {
  it('answer like things that never were', async () => {
    const owner = await issueCard(deployment, jaithip)
    const stranger = await issueCard(deployment, somchai)
    const share = await owner.post('/shares', {
      pin: jaithip.pin,
      scope: 'name',
      minutes: 5,
      once: true,
      unmasked: false,
    })
    const { ticket } = (await owner.show(jaithip.pin)).body
    const ids = { share: String(share.body.id), never: 'A'.repeat(22) }
    for (const id of [ids.share, ids.never]) {
      expect(await stranger.delete(`/shares/${id}`)).toMatchObject({ status: 404, reason: 'not_found' })
      expect(await stranger.get(`/photos/${id}`)).toMatchObject({ status: 404, reason: 'not_found' })
      expect(await stranger.get(`/requests/${id}`)).toMatchObject({ status: 410, reason: 'request_ended' })
    }
    const renewed = await stranger.post('/show/renew', { ticket, scope: 'full' })
    expect(renewed).toMatchObject({ status: 403, reason: 'ticket_ended' })
    expect((await owner.get('/shares')).body.shares).toHaveLength(1)
    expect(JSON.stringify((await stranger.get('/looks')).body)).toBe('{"looks":[]}')
  })
})

describe('other sites', () => {
  it('may read the public lists and nothing else, learn no address from us and frame no answer of ours', async () => {
    const readable = new Set<string>()
    for (const route of routes) {
      const { headers } = await requestTo(route, { origin: 'https://other.example' })
      if (headers.get('access-control-allow-origin')) readable.add(route)
      expect(headers.get('access-control-allow-credentials'), route).toBeNull()
      expect(headers.get('referrer-policy'), route).toBe('no-referrer')
      expect(headers.get('content-security-policy'), route).toContain("default-src 'none'")
      expect(headers.get('content-security-policy'), route).not.toContain('unsafe-inline')
      if (!route.startsWith('GET /app')) expect(headers.get('content-security-policy'), route).not.toContain('line')
    }
    expect(readable.size).toBe(3)
    expect([...readable].every((route) => route.startsWith('GET /.well-known/phokbat/'))).toBe(true)
    const asking = { origin: 'https://other.example', 'access-control-request-method': 'POST' }
    const preflight = await fetch(`${deployment.service.origin}/api/looks`, { method: 'OPTIONS', headers: asking })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })
})
