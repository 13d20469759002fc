// The one Hono app: webhook, mini-app, officials and pages; the same on the edge and on Node.
import { Hono } from 'hono'
import { routePath } from 'hono/route'
import { toBase64Url } from '../core/base64.ts'
import { bind } from './routes/bind.ts'
import { counter } from './routes/counter.ts'
import { enrolment } from './routes/enrolment.ts'
import { routedPath } from './routes/escaped-card.ts'
import { examiners } from './routes/examiners.ts'
import { guard } from './routes/guard.ts'
import { holder } from './routes/holder.ts'
import { byNetwork, byPerson, smallHeaders } from './routes/limits.ts'
import { links } from './routes/links.ts'
import { newPin } from './routes/new-pin.ts'
import { officials, signIn } from './routes/officials.ts'
import { pages } from './routes/pages.ts'
import { type Env, onError, problem } from './routes/problem.ts'
import { open } from './routes/public.ts'
import { session } from './routes/session.ts'
import { webhook } from './routes/webhook.ts'

export const app = new Hono<Env>({ getPath: routedPath })
  .use(async (c, next) => {
    const { random, clock, log } = c.env.deps
    const requestId = toBase64Url(random(9))
    const startedAt = clock()
    c.set('requestId', requestId)
    await next()
    // Set on the response itself: `c.header` would build a new response for each header.
    const { headers } = c.res
    headers.set('x-request-id', requestId)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'no-referrer')
    // On loopback there is no TLS, and browsers ignore the header there.
    if (c.env.deps.config.origin.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000')
    // Pages set a policy of their own. Any other response loads nothing and stands in no frame.
    if (!headers.has('content-security-policy'))
      headers.set('content-security-policy', `default-src 'none'; frame-ancestors 'none'`)
    // The route's pattern, not the path: the paths of portraits, shares and passes are secrets.
    const route = routePath(c)
    log('request', { requestId, method: c.req.method, route, status: c.res.status, ms: clock() - startedAt })
  })
  .use(smallHeaders)
  .use(byNetwork)
  .use('/api/*', (c, next) => {
    c.header('cache-control', 'no-store')
    return next()
  })
  .use(guard)
  .use(byPerson)
  .notFound((c) => problem(c, 'not_found'))
  .onError(onError)

bind(app, {
  ...webhook,
  ...session,
  ...enrolment,
  ...newPin,
  ...holder,
  ...links,
  ...signIn,
  ...officials,
  ...counter,
  ...examiners,
  ...open,
  ...pages,
})
