// What somebody may ask for who forgot the PIN: a face, a stop, a new PIN. Every answer is the view; every refusal a reason.
import { Hono } from 'hono'
import * as claims from '../../core/journey/claims.ts'
import { drain } from '../jobs/outbox.ts'
import { chooseNewPin, failFace, showFace, stopNewPin } from '../pin/recovery.ts'
import { atMost, json } from './body.ts'
import { selfieBytes, view } from './enrolment.ts'
import { problem } from './problem.ts'
import type { Signed } from './session.ts'

/** Another phone or the chat was faster: the view shows where the person is. */
const notHere = (reason: string) =>
  reason === 'raced' || reason === 'not_at_this_step' || reason === 'new_pin_held' || reason === 'new_pin_stopped'

export const newPin = new Hono<Signed>()
  .post('/face', atMost(selfieBytes), json(claims.selfieClaim), async (c) => {
    const { deps } = c.env
    const shown = await showFace(deps, c.get('person').id, c.req.valid('json'))
    await drain(deps, c.get('person').id)
    return shown.ok || notHere(shown.reason) ? view(c) : problem(c, 422, shown.reason)
  })
  .post('/failure', json(claims.failureClaim), async (c) => {
    await failFace(c.env.deps, c.get('person').id)
    return view(c)
  })
  .post('/stop', async (c) => {
    const { deps } = c.env
    const { id } = c.get('person')
    await stopNewPin(deps, id)
    await drain(deps, id)
    return view(c)
  })
  .post('/', json(claims.pinClaim), async (c) => {
    const { deps } = c.env
    const { pin, picture } = c.req.valid('json')
    const chosen = await chooseNewPin(deps, c.get('person').id, pin, picture)
    await drain(deps, c.get('person').id)
    return chosen.ok || notHere(chosen.reason) ? view(c) : problem(c, 422, chosen.reason)
  })
