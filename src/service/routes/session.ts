// Who is asking: a LINE ID token is exchanged by one phone for a short session of our own.

import { createMiddleware } from 'hono/factory'
import { toBase64Url } from '../../core/base64.ts'
import type { sessionRoutes } from '../../core/contract/routes/session.ts'
import { lifetimes } from '../../core/lifetimes.ts'
import type { Deps } from '../deps.ts'
import { viewOf } from '../enrolment/view.ts'
import type { Person } from '../model.ts'
import { type Handlers, refuse } from './bind.ts'
import { type Env, problem } from './problem.ts'

/** Opens a session for a person; the token is 256 random bits and is kept only as a hash. */
const openSession = async (deps: Deps, person: Person): Promise<string> => {
  const token = toBase64Url(deps.random(32))
  await deps.store.sessions.open(token, person.id, deps.clock() + lifetimes.sessionHours * 3_600_000)
  return token
}

/** Lets only signed-in people pass and says who they are. A bearer token, no cookie: nothing for another site to ride on. */
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
    const person = await deps.store.people.findOrCreate(lineUserId, 'th', deps.clock())
    const token = await openSession(deps, person)
    return { token, view: await viewOf(deps, person), now: deps.clock() }
  },
}
