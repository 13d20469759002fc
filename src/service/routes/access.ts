// Who may knock where: every route in one table. A route that has no row is not reachable, for anybody.
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { onlyExaminers } from './examiner-secret.ts'
import { onlyOfficials, onlyReviewers } from './official-session.ts'
import type { Env } from './problem.ts'
import { requireSession } from './session.ts'

/**
 * `anybody`: the same answer for everybody. `line`: LINE's signature over the body. `idToken`: an ID token of LINE's.
 * `address`: whoever knows an address of 128 random bits, which is looked up by its keyed hash. `provider`: whoever comes
 * back from the officials' sign-in with the flow that began here. `citizen`: the bearer of a session, who reaches what is
 * that person's own. `official`: a registered official's cookie. `reviewer`: such a
 * cookie of one who is listed to compare faces. `examiner`: the secret that the operator shared with the examiners.
 */
export type Principal =
  | 'anybody'
  | 'line'
  | 'idToken'
  | 'address'
  | 'provider'
  | 'citizen'
  | 'official'
  | 'reviewer'
  | 'examiner'

export const access: Readonly<Record<string, Principal>> = {
  'POST /webhook': 'line',

  'GET /api/config': 'anybody',
  'POST /api/session': 'idToken',

  'GET /api/me': 'citizen',
  'POST /api/terms': 'citizen',
  'POST /api/face-consent': 'citizen',
  'POST /api/card/front': 'citizen',
  'POST /api/card/back': 'citizen',
  'POST /api/card/lost': 'citizen',
  'POST /api/failure': 'citizen',
  'POST /api/data': 'citizen',
  'POST /api/selfie/challenge': 'citizen',
  'POST /api/selfie/step': 'citizen',
  'POST /api/selfie': 'citizen',
  'POST /api/pin': 'citizen',
  'POST /api/pin/forgotten': 'citizen',
  'POST /api/consent': 'citizen',
  'POST /api/restart': 'citizen',
  'POST /api/go-on': 'citizen',
  'POST /api/help': 'citizen',
  'POST /api/language': 'citizen',
  'POST /api/new-pin': 'citizen',
  'POST /api/new-pin/face': 'citizen',
  'POST /api/new-pin/failure': 'citizen',
  'POST /api/new-pin/stop': 'citizen',
  'GET /api/photos/:id': 'citizen',
  'DELETE /api/photos/:id': 'citizen',

  'POST /api/show': 'citizen',
  'POST /api/show/renew': 'citizen',
  'GET /api/shares': 'citizen',
  'POST /api/shares': 'citizen',
  'DELETE /api/shares/:id': 'citizen',
  'POST /api/pass': 'citizen',
  'POST /api/freeze': 'citizen',
  'POST /api/unfreeze': 'citizen',
  'GET /api/consents': 'citizen',
  'POST /api/erase': 'citizen',
  'POST /api/withdraw-face': 'citizen',
  'POST /api/copy': 'citizen',
  'GET /api/looks': 'citizen',
  'GET /api/looks/export': 'citizen',
  // An official's request is for whoever scans it: its id is the address that the official shows.
  'GET /api/requests/:id': 'citizen',
  'POST /api/requests/:id/approve': 'citizen',
  'POST /api/requests/:id/decline': 'citizen',

  'POST /api/shares/:id{[\\w-]{22}}': 'address',
  'POST /api/looks': 'address',
  'GET /copy/:id{[\\w-]{22}}': 'address',
  'POST /copy/:id{[\\w-]{22}}': 'address',
  'GET /i/:name{[\\w-]{22}\\.(?:jpg|png)}': 'address',

  'GET /official/sign-in': 'anybody',
  'GET /official/callback': 'provider',
  'GET /api/official': 'official',
  'DELETE /api/official': 'official',
  'POST /api/official/requests': 'official',
  'GET /api/official/requests/:id': 'official',

  'GET /api/official/cases': 'reviewer',
  'POST /api/official/cases/:id/open': 'reviewer',
  'POST /api/official/cases/:id/verdict': 'reviewer',
  'POST /api/official/visits/open': 'reviewer',
  'POST /api/official/visits/verdict': 'reviewer',

  'POST /internal/cases': 'examiner',
  'POST /internal/cases/:id/evidence': 'examiner',
  'POST /internal/cases/:id/result': 'examiner',

  'GET /.well-known/phokbat/issuer.json': 'anybody',
  'GET /.well-known/phokbat/status': 'anybody',
  'GET /.well-known/phokbat/status.jwt': 'anybody',
  'GET /health': 'anybody',
  'GET /ready': 'anybody',
  'GET /': 'anybody',
  'GET /app/*': 'anybody',
  'GET /v/offline.js': 'anybody',
  'GET /V/*': 'anybody',
  'GET /v/*': 'anybody',
  'GET /s/*': 'anybody',
  'GET /official/*': 'anybody',
}

/** The doors that are opened here; behind the others, the route itself proves what it is given. */
const guards: Partial<Record<Principal, MiddlewareHandler>> = {
  citizen: requireSession,
  official: onlyOfficials,
  reviewer: onlyReviewers,
  examiner: onlyExaminers,
}

/** Middleware stands under `ALL`; the first of the others answers. */
export const routeOf = (c: Context<Env>) => matchedRoutes(c).find(({ method }) => method !== 'ALL')

/** Stands in front of every route. */
export const guard: MiddlewareHandler<Env> = (c, next) => {
  const route = routeOf(c)
  if (!route) return next()
  const principal = access[`${route.method} ${route.path}`]
  if (!principal) throw new Error(`the route ${route.method} ${route.path} has no row in the table of access`)
  const opens = guards[principal]
  return opens ? opens(c as Context, next) : next()
}
