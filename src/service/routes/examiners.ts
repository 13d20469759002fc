// For examiners alone: a case, its evidence, what was found. Whoever lacks the shared secret finds nothing here.
import { Hono } from 'hono'
import * as v from 'valibot'
import { recheckReport } from '../../core/face/recheck.ts'
import { acceptReport, leaseCase, leasedEvidence } from '../face-review/recheck.ts'
import { drain } from '../jobs/outbox.ts'
import { atMost, json } from './body.ts'
import { type Env, problem } from './problem.ts'

const lease = v.pipe(v.string(), v.maxLength(64))

export const examiners = new Hono<Env>()
  .use(atMost(16_000))
  .post('/cases', async (c) => {
    const leased = await leaseCase(c.env.deps)
    return leased ? c.json(leased) : c.body(null, 204)
  })
  .post('/cases/:id/evidence', json(v.object({ lease })), async (c) => {
    const seen = await leasedEvidence(c.env.deps, c.req.param('id'), c.req.valid('json').lease)
    if (seen === 'lease_lost') return problem(c, 409, seen)
    return seen === 'evidence_gone' ? problem(c, 410, seen) : c.json(seen)
  })
  .post('/cases/:id/result', json(v.object({ lease, report: recheckReport })), async (c) => {
    const { deps } = c.env
    const { lease, report } = c.req.valid('json')
    if (!(await acceptReport(deps, c.req.param('id'), lease, report))) return problem(c, 409, 'lease_lost')
    deps.waitUntil(() => drain(deps))
    return c.body(null, 204)
  })
