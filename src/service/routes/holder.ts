// What somebody with a card may ask for: show, share, pass, freeze, erase, a copy, what was agreed to and its withdrawal, who looked, answer an official. Each with the PIN where it matters.
import { type Context, Hono } from 'hono'
import * as claims from '../../core/journey/showing-claims.ts'
import { exportAccessLog } from '../access-log/access-log.ts'
import { offerCopy } from '../data-rights/copy.ts'
import { erase } from '../data-rights/erase.ts'
import { withdrawFace } from '../data-rights/withdraw.ts'
import { viewOf } from '../enrolment/view.ts'
import { drain } from '../jobs/outbox.ts'
import { shareMessages } from '../line/bubbles/share.ts'
import { speechIn } from '../line/speech.ts'
import { setFrozen } from '../presentation/freeze.ts'
import { sendPass } from '../presentation/pass.ts'
import { approve, decline, pendingRequest } from '../presentation/requests.ts'
import { createShare } from '../presentation/share.ts'
import { renewLiveCode, showCard } from '../presentation/show.ts'
import { json } from './body.ts'
import { pinRefused } from './pin-refused.ts'
import { type Env, problem } from './problem.ts'
import type { SignedInEnv } from './session.ts'

/** What the list shows; the whole log is in the export. */
const mostLooks = 100

const id = (c: Context<SignedInEnv>) => c.get('person').id

/** Messages go out before the answer, so that chat and screen agree. */
const view = async (c: Context<SignedInEnv>) => {
  await drain(c.env.deps, id(c))
  return c.json(await viewOf(c.env.deps, c.get('person')))
}

const freezing = (frozen: boolean) =>
  new Hono<SignedInEnv>().post('/', json(claims.pinOnlyRequest), async (c) => {
    const refused = await setFrozen(c.env.deps, id(c), c.req.valid('json').pin, frozen)
    return refused ? pinRefused(c, refused) : view(c)
  })

const signed = new Hono<SignedInEnv>()
  .post('/show', json(claims.showRequest), async (c) => {
    const shown = await showCard(c.env.deps, id(c), c.req.valid('json'))
    return 'refused' in shown ? pinRefused(c, shown.refused) : c.json(shown)
  })
  .post('/show/renew', json(claims.renewRequest), async (c) => {
    const shown = await renewLiveCode(c.env.deps, id(c), c.req.valid('json'))
    return shown ? c.json(shown) : problem(c, 403, 'ticket_ended')
  })
  .get('/shares', async (c) => c.json({ shares: await c.env.deps.store.shares.open(id(c), c.env.deps.clock()) }))
  .post('/shares', json(claims.shareRequest), async (c) => {
    const { deps } = c.env
    const { pin, ...wish } = c.req.valid('json')
    const made = await createShare(deps, id(c), pin, wish)
    if ('refused' in made) return pinRefused(c, made.refused)
    const link = { ...made.share, url: made.url }
    return c.json({ ...link, messages: shareMessages(speechIn(c.get('person').language, deps.config), link) })
  })
  .delete('/shares/:id', async (c) => {
    const { store, clock } = c.env.deps
    const revoked = await store.shares.revoke(id(c), c.req.param('id'), clock())
    return revoked ? c.json({ shares: await store.shares.open(id(c), clock()) }) : problem(c, 404, 'not_found')
  })
  .post('/pass', json(claims.passRequest), async (c) => {
    const sent = await sendPass(c.env.deps, id(c), c.req.valid('json'))
    if ('refused' in sent) return pinRefused(c, sent.refused)
    await drain(c.env.deps, id(c))
    return c.json(sent)
  })
  .get('/consents', async (c) => c.json({ consents: await c.env.deps.store.consents.of(id(c)) }))
  .post('/erase', json(claims.dataRightsRequest), async (c) => {
    const done = await erase(c.env.deps, c.get('person'), c.req.valid('json').pin)
    if (done === 'gone') return problem(c, 401, 'sign_in')
    return 'refused' in done ? pinRefused(c, done.refused) : c.json(done.erased)
  })
  .post('/withdraw-face', json(claims.dataRightsRequest), async (c) => {
    const refused = await withdrawFace(c.env.deps, c.get('person'), c.req.valid('json').pin)
    return refused ? pinRefused(c, refused) : view(c)
  })
  .post('/copy', json(claims.dataRightsRequest), async (c) => {
    const offered = await offerCopy(c.env.deps, id(c), c.req.valid('json').pin)
    if ('refused' in offered) return pinRefused(c, offered.refused)
    await drain(c.env.deps, id(c))
    return c.json(offered)
  })
  .route('/freeze', freezing(true))
  .route('/unfreeze', freezing(false))
  .get('/looks', async (c) => c.json({ looks: await c.env.deps.store.accessLog.newest(id(c), mostLooks) }))
  .get('/looks/export', async (c) => c.json(await exportAccessLog(c.env.deps, id(c))))
  .get('/requests/:id', async (c) => {
    const request = await pendingRequest(c.env.deps, c.req.param('id'))
    return request ? c.json(request) : problem(c, 410, 'request_ended')
  })
  .post('/requests/:id/approve', json(claims.pinOnlyRequest), async (c) => {
    const refused = await approve(c.env.deps, id(c), c.req.param('id'), c.req.valid('json').pin)
    if (refused?.reason === 'request_ended') return problem(c, 410, 'request_ended')
    return refused ? pinRefused(c, refused) : view(c)
  })
  .post('/requests/:id/decline', async (c) => {
    await decline(c.env.deps, id(c), c.req.param('id'))
    return view(c)
  })

export const holder = new Hono<Env>().route('/', signed)
