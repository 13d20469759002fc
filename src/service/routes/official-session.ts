// Checks the session of a registered official: a cookie that scripts cannot read and other sites cannot use.
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { SignedInOfficial, Viewer } from '../ports/presentation.ts'
import { type Env, problem } from './problem.ts'

/** The `__Host-` prefix keeps sibling subdomains from setting the cookie. Browsers require https for it, which loopback lacks. */
export const cookieNamed = (name: 'official' | 'sign_in', origin: string): string =>
  `${origin.startsWith('https:') ? '__Host-' : ''}phokbat_${name}`

const reads = new Set(['GET', 'HEAD'])

/**
 * `SameSite=Strict` admits sibling subdomains, such as another site of the agency; checking the origin keeps them out.
 * Browsers name the origin in every request that writes, so a request without one is not from our page.
 */
const fromElsewhere = ({ req, env }: Pick<Context<Env>, 'env' | 'req'>): boolean => {
  if (reads.has(req.method)) return false
  return req.header('origin') !== env.deps.config.origin
}

/** Who signed in and is on the list now: whoever was struck off is out at once, and a changed role counts at once. */
const officialOf = async (c: Pick<Context<Env>, 'env' | 'req'>): Promise<SignedInOfficial | undefined> => {
  const token = getCookie(c as Context, cookieNamed('official', c.env.deps.config.origin))
  if (!token || fromElsewhere(c)) return undefined
  const { store, clock, officials } = c.env.deps
  const subject = await store.officialSessions.subject(token, clock())
  return subject === undefined ? undefined : officials?.find(subject)
}
const namesOf = ({ name, agency }: SignedInOfficial): Viewer => ({ name, agency })

/** The registered official who sends the request; undefined for any other caller. */
export const viewerOf = async (c: Pick<Context<Env>, 'env' | 'req'>): Promise<Viewer | undefined> => {
  const official = await officialOf(c)
  return official && namesOf(official)
}

export const onlyOfficials = createMiddleware<Env>(async (c, next) => {
  if (!c.env.deps.officials) return problem(c, 'not_found')
  const official = await officialOf(c)
  if (!official) return problem(c, 'sign_in')
  c.set('viewer', namesOf(official))
  c.set('subject', official.subject)
  c.set('reviewer', official.reviewer)
  await next()
})

export const onlyReviewers = createMiddleware<Env>(async (c, next) => {
  if (!c.env.deps.officials) return problem(c, 'not_found')
  const official = await officialOf(c)
  if (!official) return problem(c, 'sign_in')
  if (!official.reviewer) return problem(c, 'not_a_reviewer')
  c.set('viewer', namesOf(official))
  c.set('subject', official.subject)
  c.set('reviewer', official.reviewer)
  await next()
})
