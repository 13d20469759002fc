// Admits examiners by the secret that the operator shared with them. Other callers get 404.
import { createMiddleware } from 'hono/factory'
import { equalInConstantTime, sha256 } from '../platform/codec.ts'
import { type Env, problem } from './problem.ts'

/** Compares hashes: the time taken reveals neither the length nor a prefix of the secret. */
export const onlyExaminers = createMiddleware<Env>(async (c, next) => {
  const secret = c.env.deps.config.examinerSecret
  const given = c.req.header('authorization')?.match(/^Bearer (\S{32,200})$/)?.[1] ?? ''
  if (!secret || !equalInConstantTime(await sha256(given), await sha256(secret))) return problem(c, 'not_found')
  await next()
})
