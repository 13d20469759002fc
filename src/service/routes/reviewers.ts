// For officials who compare faces: the cases that wait, one of them with its pictures, and holders who come; their word on each.
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { reviewVerdictRequest, visitCodeRequest, visitVerdictRequest } from '../../core/face/recheck.ts'
import { judgeCase, openForReview, type ReviewRefusal } from '../face-review/review.ts'
import { endVisit, openVisit } from '../face-review/visit.ts'
import { drain } from '../jobs/outbox.ts'
import { json } from './body.ts'
import type { ReviewerEnv } from './official-session.ts'
import { problem } from './problem.ts'

const mostCases = 50

const statusOf = { no_such_case: 404, own_case: 403, evidence_gone: 410, judged_already: 409 } as const
const refused = (c: Context<ReviewerEnv>, why: ReviewRefusal | 'judged_already') => problem(c, statusOf[why], why)

export const reviewers = new Hono<ReviewerEnv>()
  .get('/', async (c) => {
    const { subject } = c.get('reviewer')
    return c.json({ cases: await c.env.deps.store.faceReviews.open(subject, mostCases) })
  })
  .post('/:id/open', async (c) => {
    const seen = await openForReview(c.env.deps, c.req.param('id'), c.get('viewer'), c.get('reviewer'))
    return typeof seen === 'string' ? refused(c, seen) : c.json(seen)
  })
  .post('/:id/verdict', json(reviewVerdictRequest), async (c) => {
    const { deps } = c.env
    const why = await judgeCase(deps, c.req.param('id'), c.get('viewer'), c.get('reviewer'), c.req.valid('json'))
    if (why) return refused(c, why)
    deps.waitUntil(() => drain(deps))
    return c.body(null, 204)
  })

/** Holders who come with the code that the chat gave them. */
export const visits = new Hono<ReviewerEnv>()
  .post('/open', json(visitCodeRequest), async (c) => {
    const seen = await openVisit(c.env.deps, c.req.valid('json').code, c.get('viewer'), c.get('reviewer'))
    return typeof seen === 'string' ? refused(c, seen) : c.json(seen)
  })
  .post('/verdict', json(v.object({ ...visitCodeRequest.entries, ...visitVerdictRequest.entries })), async (c) => {
    const { deps } = c.env
    const { code, ...word } = c.req.valid('json')
    const why = await endVisit(deps, code, c.get('viewer'), c.get('reviewer'), word)
    if (why) return refused(c, why)
    deps.waitUntil(() => drain(deps))
    return c.body(null, 204)
  })
