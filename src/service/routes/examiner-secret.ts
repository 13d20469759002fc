// The door of the examiners: one secret that the operator shared with them. Whoever lacks it finds nothing.
import { createMiddleware } from 'hono/factory'
import { equalInConstantTime, sha256 } from '../platform/codec.ts'
import { type Env, problem } from './problem.ts'

/** Both sides hashed first: neither length nor beginning of the secret can be measured. */
export const onlyExaminers = createMiddleware<Env>(async (c, next) => {
  const secret = c.env.deps.config.examinerSecret
  const given = c.req.header('authorization')?.match(/^Bearer (\S{32,200})$/)?.[1] ?? ''
  if (!secret || !equalInConstantTime(await sha256(given), await sha256(secret))) return problem(c, 'not_found')
  await next()
})
