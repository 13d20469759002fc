// Answers every error as problem+json (RFC 9457): a reason in one word and a request id, without internal details.
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type ProblemId, problems, reasonOf } from '../../core/contract/problems.ts'
import type { Bindings } from '../deps.ts'
import type { Person, Reviewer } from '../model.ts'
import { errorName } from '../platform/log.ts'
import type { Viewer } from '../ports/presentation.ts'

/** `title` is for developers. Users read the sentence that core/words has for `reason`. */
export type Problem = { type: 'about:blank'; title: string; status: number; reason: string; requestId: string }

/** `person`, `viewer`, `subject` and `reviewer`: the caller, set by the guard. */
export type Env = {
  Bindings: Bindings
  Variables: { requestId: string; person?: Person; viewer?: Viewer; subject?: string; reviewer?: Reviewer }
}

const titles: Partial<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Nothing here',
  408: 'Too slow',
  413: 'Too large',
  422: 'Not acceptable',
  429: 'Wait before trying again',
  431: 'Headers too large',
  500: 'A defect on our side',
  503: 'Not ready',
}

const answer = (
  c: Pick<Context, 'json' | 'get'>,
  status: ContentfulStatusCode,
  reason: string,
  more: Readonly<Record<string, number>> = {},
): Response => {
  const title = titles[status] ?? 'Refused'
  const body: Problem = { type: 'about:blank', title, status, reason, requestId: c.get('requestId'), ...more }
  return c.json(body, status, { 'content-type': 'application/problem+json' })
}

/** Answers with a problem of the contract; `more` may add what the user needs to go on, such as when to try again. */
export const problem = (c: Pick<Context, 'json' | 'get'>, id: ProblemId, more: Readonly<Record<string, number>> = {}) =>
  answer(c, problems[id].status, reasonOf(id), more)

/** Handles bugs: logs the error's name with the request id, and answers without internal details. */
export const onError = (error: Error, c: Context<Env>) => {
  // Hono's refusals carry sentences that change with its version; the API answers with a reason in one word.
  if (error instanceof HTTPException)
    return error.status === 400 ? problem(c, 'malformed') : answer(c, error.status as ContentfulStatusCode, 'refused')
  c.env.deps.log('defect', {
    requestId: c.get('requestId'),
    error: errorName(error),
    at: error.stack
      ?.split('\n')
      .find((line) => /^\s+at /.test(line))
      ?.trim(),
  })
  return problem(c, 'defect')
}
