// Opens and checks a user's session: one phone exchanges a LINE ID token for a session of one hour.

import { createMiddleware } from 'hono/factory'
import { toBase64Url } from '../../core/base64.ts'
import type { sessionRoutes } from '../../core/contract/routes/session.ts'
import { defaultLanguage } from '../../core/languages.ts'
import { lifetimes } from '../../core/lifetimes.ts'
import type { Deps } from '../deps.ts'
import { viewOf } from '../enrolment/view.ts'
import type { Person } from '../model.ts'
import { type Handlers, refuse } from './bind.ts'
import { type Env, problem } from './problem.ts'

/** Opens a session for a person; the token is 256 random bits, and the database keeps only its hash. */
const openSession = async (deps: Deps, person: Person): Promise<string> => {
  const token = toBase64Url(deps.random(32))
  await deps.store.sessions.open(token, person.id, deps.clock() + lifetimes.sessionHours * 3_600_000)
  return token
}

/** Admits signed-in users only, and sets `person`. A bearer token instead of a cookie rules out cross-site request forgery. */
export const requireSession = createMiddleware<Env>(async (c, next) => {
  const { store, clock } = c.env.deps
  const token = c.req.header('authorization')?.match(/^Bearer ([\w-]{43})$/)?.[1]
  const person = token && (await store.sessions.person(token, clock()))
  if (!person) return problem(c, 'sign_in')
  c.set('person', person)
  await next()
})

export const session: Handlers<keyof typeof sessionRoutes> = {
  getConfig: ({ deps: { config } }) => ({
    liffId: config.line.liffId,
    liffSdkUrl: config.liffSdkUrl,
    issuer: { name: config.issuer.name, notice: config.issuer.notice },
  }),
  openSession: async ({ deps, body: { idToken, phone } }) => {
    const known = await deps.signIn(idToken, deps.clock())
    if (!known.ok) return refuse(known.reason)
    const { lineUserId, name, expiresAt } = known.value
    if (!(await deps.store.idTokens.claim(name, phone, expiresAt))) return refuse('id_token_used')
    const person = await deps.store.people.findOrCreate(lineUserId, defaultLanguage, deps.clock())
    const token = await openSession(deps, person)
    return { token, view: await viewOf(deps, person), now: deps.clock() }
  },
}
