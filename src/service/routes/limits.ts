// Limits how often a user and a network may call, in the costs of the contract, and how large request headers may be.
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { networkCosts } from '../../core/contract/principals.ts'
import { routeOf } from './guard.ts'
import { type Env, problem } from './problem.ts'

/** Bytes. A browser sends far fewer with our one cookie. Node itself refuses headers of twice this size before it parses them. */
const headerBytes = 8_000

const slowDown = (c: Parameters<typeof problem>[0] & { header: (name: string, value: string) => void }, ms: number) => {
  c.header('retry-after', String(Math.ceil(ms / 1000)))
  return problem(c, 'slow_down')
}

export const smallHeaders = createMiddleware<Env>(async (c, next) => {
  let bytes = 0
  for (const [name, value] of c.req.raw.headers) bytes += name.length + value.length
  return bytes > headerBytes ? problem(c, 'headers_too_large') : next()
})

/** Runs before the session is looked up. Requests without a known network, such as those on loopback, are not counted. */
export const byNetwork = createMiddleware<Env>(async (c, next) => {
  const { network, deps } = c.env
  // An unknown address costs as well: otherwise an attacker could guess addresses at no cost.
  const cost = networkCosts[routeOf(c)?.principal ?? 'anyone']
  if (!network || cost === 0) return next()
  const wait = await deps.limits.take(`network ${network}`, cost, deps.config.perMinute.network, deps.clock())
  return wait > 0 ? slowDown(c, wait) : next()
})

/** Gives the network back what this request took: the caller has proven who it is. */
export const networkIsProven = async (c: Context<Env>): Promise<void> => {
  const { network, deps } = c.env
  const cost = networkCosts[routeOf(c)?.principal ?? 'anyone']
  if (network) await deps.limits.giveBack(`network ${network}`, cost, deps.config.perMinute.network, deps.clock())
}

/** Runs after the guard has identified the user. */
export const byPerson = createMiddleware<Env>(async (c, next) => {
  const { deps } = c.env
  const person = c.get('person')
  if (!person) return next()
  const cost = routeOf(c)?.cost ?? 0
  const wait = await deps.limits.take(`person ${person.id}`, cost, deps.config.perMinute.person, deps.clock())
  return wait > 0 ? slowDown(c, wait) : next()
})
