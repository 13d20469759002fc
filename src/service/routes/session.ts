// Who is asking: a LINE ID token is exchanged by one phone for a short session of our own.
import { createMiddleware } from 'hono/factory'
import { toBase64Url } from '../../core/base64.ts'
import type { Deps } from '../deps.ts'
import type { Person } from '../model.ts'
import { type Env, problem } from './problem.ts'

const sessionHours = 1

export type SignedInEnv = Env & { Variables: Env['Variables'] & { person: Person } }

/** Opens a session for a person; the token is 256 random bits and is kept only as a hash. */
export const openSession = async (deps: Deps, person: Person): Promise<string> => {
  const token = toBase64Url(deps.random(32))
  await deps.store.sessions.open(token, person.id, deps.clock() + sessionHours * 3_600_000)
  return token
}

/** Lets only signed-in people pass and says who they are. A bearer token, no cookie: nothing for another site to ride on. */
export const requireSession = createMiddleware<SignedInEnv>(async (c, next) => {
  const { store, clock } = c.env.deps
  const token = c.req.header('authorization')?.match(/^Bearer ([\w-]{43})$/)?.[1]
  const person = token && (await store.sessions.person(token, clock()))
  if (!person) return problem(c, 401, 'sign_in')
  c.set('person', person)
  await next()
})
