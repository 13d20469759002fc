// What anybody may fetch: the issuer's keys, the status list, pictures behind unguessable links, health and readiness.
import { Hono } from 'hono'
import { STATUS_PATH, STATUS_TYPE } from '../../core/inspection/status-token.ts'
import { signedStatusList, statusList } from '../presentation/status.ts'
import { type Env, problem } from './problem.ts'

/** Seconds that a copy of the status list may be used: a freeze must be seen within five, and a reading serves two. */
const statusSeconds = 3
/** Keys are published two hours before they sign (keys/rotation.ts); one that was withdrawn should be gone soon. */
const keysSeconds = 300

const cors = { 'access-control-allow-origin': '*' }

export const open = new Hono<Env>()
  .get('/.well-known/phokbat/issuer.json', (c) => {
    const { config, keys } = c.env.deps
    const body = {
      issuer: { id: config.issuer.id, name: config.issuer.name, notice: config.issuer.notice },
      keys: keys.published(),
    }
    return c.json(body, 200, { ...cors, 'cache-control': `public, max-age=${keysSeconds}` })
  })
  .get('/.well-known/phokbat/status', async (c) =>
    c.json(await statusList(c.env.deps), 200, { ...cors, 'cache-control': `public, max-age=${statusSeconds}` }),
  )
  .get(STATUS_PATH, async (c) =>
    c.body(await signedStatusList(c.env.deps, statusSeconds), 200, {
      ...cors,
      'content-type': STATUS_TYPE,
      'cache-control': `public, max-age=${statusSeconds}`,
    }),
  )
  .get('/i/:name{[\\w-]{22}\\.(?:jpg|png)}', async (c) => {
    const { store, vault, clock } = c.env.deps
    const [name = '', kind] = c.req.param('name').split('.')
    const link = await store.links.open(name, clock())
    const bytes = link && (await vault.get(link.person, link.vault))
    if (!bytes) return problem(c, 404, 'not_found')
    return c.body(bytes, 200, {
      'content-type': kind === 'png' ? 'image/png' : 'image/jpeg',
      'cache-control': 'private, max-age=3600',
    })
  })
  .get('/health', (c) => c.json({ ok: true }))
  .get('/ready', async (c) => {
    const unready = await c.env.deps.store.unready()
    return unready ? problem(c, 503, unready) : c.json({ ok: true })
  })
