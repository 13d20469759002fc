// What somebody who checks a card may call without an account: open a shared link, and say that a QR was looked at.
import { Hono } from 'hono'
import { accessReportRequest } from '../../core/journey/showing-claims.ts'
import { recordAccess } from '../access-log/access-log.ts'
import { drain } from '../jobs/outbox.ts'
import { openShare } from '../presentation/share.ts'
import { json } from './body.ts'
import { viewerOf } from './official-session.ts'
import { type Env, problem } from './problem.ts'

export const viewers = new Hono<Env>()
  .post('/shares/:id{[\\w-]{22}}', async (c) => {
    const { deps } = c.env
    const opened = await openShare(deps, c.req.param('id'), await viewerOf(c))
    if (!opened) return problem(c, 404, 'not_found')
    // The message to the holder is in the outbox already: whoever waits here need not wait for LINE.
    deps.waitUntil(() => drain(deps))
    return 'refused' in opened ? problem(c, 410, opened.refused) : c.json(opened)
  })
  .post('/looks', json(accessReportRequest), async (c) => {
    await recordAccess(c.env.deps, c.req.valid('json').shown, await viewerOf(c))
    // The same answer for a token that nobody showed: nothing to be learnt here.
    return c.body(null, 204)
  })
