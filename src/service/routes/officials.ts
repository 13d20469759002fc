// Registered officials: sign-in with the provider that the operator configured, and requests shown as a QR to a holder.
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { toBase64Url } from '../../core/base64.ts'
import { presentationRequest } from '../../core/journey/showing-claims.ts'
import { createRequest, requestAnswer } from '../presentation/requests.ts'
import { json } from './body.ts'
import { cookieNamed, type OfficialEnv } from './official-session.ts'
import { type Env, problem } from './problem.ts'
import { reviewers, visits } from './reviewers.ts'

/** A working day. */
const sessionHours = 10
const flowSeconds = 600

const requests = new Hono<OfficialEnv>()
  .get('/', (c) => c.json({ ...c.get('viewer'), reviews: c.get('reviewer') !== undefined }))
  .delete('/', async (c) => {
    await c.env.deps.store.officialSessions.close(getCookie(c, cookieNamed('official', c.env.deps.config.origin)) ?? '')
    const { origin } = c.env.deps.config
    deleteCookie(c, cookieNamed('official', origin), { path: '/', secure: origin.startsWith('https:') })
    return c.body(null, 204)
  })
  .post('/requests', json(presentationRequest), async (c) => {
    const { scope, why } = c.req.valid('json')
    return c.json(await createRequest(c.env.deps, c.get('viewer'), scope, why))
  })
  .get('/requests/:id', async (c) => {
    const answer = await requestAnswer(c.env.deps, c.get('viewer'), c.req.param('id'))
    return answer ? c.json(answer) : problem(c, 404, 'not_found')
  })

export const officials = new Hono<Env>()
  .get('/official/sign-in', async (c) => {
    const { officials, config } = c.env.deps
    if (!officials) return problem(c, 404, 'not_found')
    const begun = await officials.begin(`${config.origin}/official/callback`)
    if (!begun.ok) return problem(c, 503, begun.reason)
    // Lax: the provider sends the browser back here from its own site.
    const secure = config.origin.startsWith('https:')
    const options = { path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge: flowSeconds } as const
    setCookie(c, cookieNamed('sign_in', config.origin), begun.value.flow, options)
    return c.redirect(begun.value.url)
  })
  .get('/official/callback', async (c) => {
    const { officials, config, random, clock, store, log } = c.env.deps
    const named = cookieNamed('sign_in', config.origin)
    const flow = getCookie(c, named)
    deleteCookie(c, named, { path: '/', secure: config.origin.startsWith('https:') })
    if (!officials || !flow) return c.redirect('/official?why=again')
    const callback = { code: c.req.query('code') ?? '', state: c.req.query('state') ?? '', flow }
    const known = await officials.finish(callback, `${config.origin}/official/callback`, clock())
    if (!known.ok) {
      log('official_refused', { reason: known.reason })
      return c.redirect(`/official?why=${known.reason === 'not_registered' ? 'unregistered' : 'again'}`)
    }
    const token = toBase64Url(random(32))
    await store.officialSessions.open(token, known.value, clock() + sessionHours * 3_600_000)
    const secure = config.origin.startsWith('https:')
    setCookie(c, cookieNamed('official', config.origin), token, {
      ...{ path: '/', httpOnly: true, secure, sameSite: 'Strict', maxAge: sessionHours * 3600 },
    })
    return c.redirect('/official')
  })
  .route('/api/official', requests)
  .route('/api/official/cases', reviewers)
  .route('/api/official/visits', visits)
