// Starts the simulated LINE on the loopback: the Messaging API, the page and LIFF. It keeps all data in memory and
// sends none elsewhere.
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { botApi } from './line/bot-api.ts'
import { type Login, openLogin } from './line/id-token.ts'
import { createSimState, openCall, type SimState } from './line/state.ts'
import { webLogin } from './line/web-login.ts'
import { createPlatform, type Platform, type ServiceControls } from './platform.ts'
import { simApi } from './sim-api.ts'
import { files } from './static.ts'
import type { LiffContext } from './wire.ts'

export type SimulatorOptions = ServiceControls & {
  /** 0 chooses any free port. */
  port: number
  webhookUrl: string
  channelSecret: string
  channelAccessToken: string
  channelId: string
  loginChannelId: string
  liffId: string
  /** The mini-app's address on the service, to which `https://liff.line.me/{liffId}` leads. */
  liffEndpoint: string
  /** ms since the epoch. */
  clock?: () => number
  random?: (bytes: number) => Uint8Array
  /** The built page (dist/simulator). Without it the API works, and `/` answers which command builds the page. */
  pageDir?: string
}
export type Simulator = { origin: string; platform: Platform; close(): Promise<void> }

const randomBytes = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

/** Routes under /oauth2/v2.1 and /liff, which identify the person in the mini-app. */
const loginRoutes = (sim: SimState, login: Login) =>
  new Hono()
    .get('/oauth2/v2.1/certs', (c) => c.json(login.jwks))
    .post('/oauth2/v2.1/verify', async (c) => {
      const form = await c.req.parseBody()
      const claims = await login.verify(String(form.id_token), String(form.client_id))
      if (claims) return c.json(claims)
      return c.json({ error: 'invalid_request', error_description: 'Invalid IdToken.' }, 400)
    })
    // The answer only re-exports the script, so that the script's relative imports resolve from its own folder.
    .get('/liff/sdk.js', (c) =>
      c.body("export * from '/liff.js'\n", 200, {
        'content-type': 'text/javascript; charset=utf-8',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'no-store',
      }),
    )
    .get('/liff/context', async (c) => {
      // In a browser, only the mini-app's own origin may read a person's ID token.
      c.header('access-control-allow-origin', new URL(sim.settings.liffEndpoint).origin)
      c.header('cache-control', 'no-store')
      const person = sim.people.get(c.req.query('person') ?? '')
      const liffId = c.req.query('liffId') ?? sim.settings.liffId
      if (!person) return c.json({ message: 'Nobody has this id' }, 404)
      if (!sim.liffApps.has(liffId)) return c.json({ message: 'No such LIFF app' }, 400)
      openCall(sim, { kind: 'liff', name: 'liff', summary: 'liff.init', person: person.id, status: 200 })
      const { camera, liffOffline } = sim.switches
      const { id, language, os } = person
      const idToken = await login.idToken(person)
      const { emptied, moved } = sim
      const more = { camera, offline: liffOffline, ahead: moved.ahead, ...(emptied && { emptied }) }
      return c.json({ person: id, liffId, idToken, language, os, ...more } satisfies LiffContext)
    })

/**
 * True for a foreign page that reaches the loopback by DNS rebinding, or that calls the routes of the simulator's page.
 */
const isStranger = (host: string, origin: string | undefined, path: string): boolean => {
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host)) return true
  return path.startsWith('/sim/') && origin !== undefined && origin !== `http://${host}`
}

export const startSimulator = async (options: SimulatorOptions): Promise<Simulator> => {
  const { clock = Date.now, random = randomBytes, port, pageDir, ...rest } = options
  const { serviceIdle, emptyService, moveClock, ...channel } = rest
  const sim = createSimState({ ...channel, origin: '' }, clock, random)
  const login = await openLogin(sim)
  sim.moved.moves = moveClock !== undefined
  const platform = createPlatform(sim, login, { serviceIdle, emptyService, moveClock })
  const app = new Hono()
    .use(async (c, next) => {
      if (isStranger(c.req.header('host') ?? '', c.req.header('origin'), c.req.path))
        return c.json({ message: 'Forbidden' }, 403)
      await next()
    })
    // The page has one origin only, because the mini-app accepts messages from no other.
    .get('/', async (c, next) =>
      c.req.header('host')?.startsWith('localhost') ? next() : c.redirect(`${sim.settings.origin}/`),
    )
    .route('/', loginRoutes(sim, login))
    .route('/', webLogin(sim, login))
    .route('/sim', simApi(sim, platform))
    .route('/', botApi(sim))
  if (pageDir) app.get('*', files(pageDir))
  app.notFound((c) => c.json({ message: 'Not found' }, 404))

  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  sim.settings.origin = `http://localhost:${typeof address === 'object' && address ? address.port : port}`
  return {
    origin: sim.settings.origin,
    platform,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
