// What somebody who checks a card may call without an account: open a shared link, and say that a QR was looked at.
import type { Context } from 'hono'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { lookClaim } from '../../core/journey/showing-claims.ts'
import { drain } from '../outbox.ts'
import { lookedAt } from '../showing/looks.ts'
import type { Viewer } from '../showing/ports.ts'
import { openShare } from '../showing/share.ts'
import { json } from './body.ts'
import { type Env, problem } from './problem.ts'

/** The official's session: not readable by scripts, never sent along by another site. */
export const officialCookie = 'phokbat_official'

/** The registered official who asks; undefined for anybody else. */
export const viewerOf = async (c: Pick<Context<Env>, 'env' | 'req'>): Promise<Viewer | undefined> => {
  const token = getCookie(c as Context, officialCookie)
  const { store, clock } = c.env.deps
  return token ? store.officialSessions.viewer(token, clock()) : undefined
}

export const viewers = new Hono<Env>()
  .post('/shares/:id{[\\w-]{22}}', async (c) => {
    const { deps } = c.env
    const opened = await openShare(deps, c.req.param('id'), await viewerOf(c))
    if (!opened) return problem(c, 404, 'not_found')
    // The message to the holder is in the outbox already: whoever waits here need not wait for LINE.
    deps.after(drain(deps))
    return 'refused' in opened ? problem(c, 410, opened.refused) : c.json(opened)
  })
  .post('/looks', json(lookClaim), async (c) => {
    await lookedAt(c.env.deps, c.req.valid('json').shown, await viewerOf(c))
    // The same answer for a token that nobody showed: nothing to be learnt here.
    return c.body(null, 204)
  })
