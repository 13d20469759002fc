// Admits to each route only the callers whom its contract names. A route that the contract does not name is not reachable.
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { contract, type Route, routeIds } from '../../core/contract/contract.ts'
import type { Principal } from '../../core/contract/principals.ts'
import { onlyExaminers } from './examiner-secret.ts'
import { onlyOfficials, onlyReviewers } from './official-session.ts'
import type { Env } from './problem.ts'
import { requireSession } from './session.ts'

/** The principals that are proven here; for the others, the handler itself checks what it is given. */
const guards: Partial<Record<Principal, MiddlewareHandler<Env>>> = {
  user: requireSession,
  official: onlyOfficials,
  reviewer: onlyReviewers,
  examiner: onlyExaminers,
}

const byAddress: ReadonlyMap<string, Route> = new Map(
  routeIds.map((id) => [`${contract[id].method} ${contract[id].path}`, contract[id]]),
)

/** The contract of the route that will answer; undefined where no route matches. Hono lists middleware under `ALL`. */
export const routeOf = (c: Context<Env>): Route | undefined => {
  const matched = matchedRoutes(c).find(({ method }) => method !== 'ALL')
  if (!matched) return undefined
  const route = byAddress.get(`${matched.method} ${matched.path}`)
  if (!route) throw new Error(`the contract does not name the route ${matched.method} ${matched.path}`)
  return route
}

/** Runs before every route. */
export const guard: MiddlewareHandler<Env> = (c, next) => {
  const route = routeOf(c)
  const admit = route && guards[route.principal]
  return admit ? admit(c, next) : next()
}
