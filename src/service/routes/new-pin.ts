// What somebody may ask for who forgot the PIN: a face, a stop, a new PIN. Every answer is the view; every refusal a reason.
import { Hono } from 'hono'
import * as claims from '../../core/journey/claims.ts'
import { drain } from '../jobs/outbox.ts'
import { acceptFace, chooseNewPin, countFaceFailure, stopRecovery } from '../pin/recovery.ts'
import { atMost, json } from './body.ts'
import { selfieBytes, view } from './enrolment.ts'
import { problem } from './problem.ts'
import type { SignedInEnv } from './session.ts'

/** Another phone or the chat was faster: the view shows where the person is. */
const notHere = (reason: string) =>
  reason === 'raced' || reason === 'not_at_this_step' || reason === 'new_pin_held' || reason === 'new_pin_stopped'

export const newPin = new Hono<SignedInEnv>()
  .post('/face', atMost(selfieBytes), json(claims.selfieRequest), async (c) => {
    const { deps } = c.env
    const shown = await acceptFace(deps, c.get('person').id, c.req.valid('json'))
    await drain(deps, c.get('person').id)
    return shown.ok || notHere(shown.reason) ? view(c) : problem(c, 422, shown.reason)
  })
  .post('/failure', json(claims.failureRequest), async (c) => {
    await countFaceFailure(c.env.deps, c.get('person').id)
    return view(c)
  })
  .post('/stop', async (c) => {
    const { deps } = c.env
    const { id } = c.get('person')
    await stopRecovery(deps, id)
    await drain(deps, id)
    return view(c)
  })
  .post('/', json(claims.pinRequest), async (c) => {
    const { deps } = c.env
    const { pin, picture } = c.req.valid('json')
    const chosen = await chooseNewPin(deps, c.get('person').id, pin, picture)
    await drain(deps, c.get('person').id)
    return chosen.ok || notHere(chosen.reason) ? view(c) : problem(c, 422, chosen.reason)
  })
