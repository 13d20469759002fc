// How often anybody may knock: what each request costs, by person and by network, and how large its headers may be. One table.
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Person } from '../model.ts'
import { access, type Principal, routeOf } from './access.ts'
import { type Env, problem } from './problem.ts'
import type { SignedInEnv } from './session.ts'

/** Much more than a browser sends with our one cookie. Node refuses twice as much by itself before it parses. */
const headerBytes = 8_000

/** By network: thousands of phones share one at Thai mobile operators. LINE proves itself, and comes from few. */
const doorCosts: Readonly<Record<Principal, number>> = {
  anybody: 1,
  line: 0,
  idToken: 10,
  address: 5,
  provider: 10,
  citizen: 1,
  official: 1,
  reviewer: 1,
  examiner: 1,
}

/** By person: a PIN is 16 MiB and 32 ms of ours, a selfie 2 MB, a copy everything that there is. All else costs 1. */
const routeCosts: Readonly<Record<string, number>> = {
  'POST /api/show': 3,
  'POST /api/shares': 3,
  'POST /api/pass': 10,
  'POST /api/freeze': 3,
  'POST /api/unfreeze': 3,
  'POST /api/erase': 3,
  'POST /api/withdraw-face': 3,
  'POST /api/consent': 3,
  'POST /api/pin': 3,
  'POST /api/requests/:id/approve': 3,
  'POST /api/new-pin': 3,
  'POST /api/selfie': 10,
  'POST /api/new-pin/face': 10,
  'POST /api/copy': 50,
}
/** Asked for by machines, often. */
const free = new Set(['GET /health', 'GET /ready'])

const slowDown = (c: Parameters<typeof problem>[0] & { header: (name: string, value: string) => void }, ms: number) => {
  c.header('retry-after', String(Math.ceil(ms / 1000)))
  return problem(c, 429, 'slow_down')
}

const nameOf = (c: Parameters<typeof routeOf>[0]): string => {
  const route = routeOf(c)
  return route ? `${route.method} ${route.path}` : ''
}

export const smallHeaders = createMiddleware<Env>(async (c, next) => {
  let bytes = 0
  for (const [name, value] of c.req.raw.headers) bytes += name.length + value.length
  return bytes > headerBytes ? problem(c, 431, 'too_large') : next()
})

/** Before a session is even looked up. Where nobody can say who calls, as on one's own machine, nothing is counted. */
export const byNetwork = createMiddleware<Env>(async (c, next) => {
  const { network, deps } = c.env
  const route = nameOf(c)
  const cost = free.has(route) ? 0 : doorCosts[access[route] ?? 'anybody']
  if (!network || cost === 0) return next()
  const wait = await deps.limits.take(`network ${network}`, cost, deps.config.perMinute.network, deps.clock())
  return wait > 0 ? slowDown(c, wait) : next()
})

/** After it is known who asks. */
export const byPerson = createMiddleware<Env>(async (c, next) => {
  const { deps } = c.env
  const person = (c as unknown as Context<SignedInEnv>).get('person') as Person | undefined
  if (!person) return next()
  const cost = routeCosts[nameOf(c)] ?? 1
  const wait = await deps.limits.take(`person ${person.id}`, cost, deps.config.perMinute.person, deps.clock())
  return wait > 0 ? slowDown(c, wait) : next()
})
