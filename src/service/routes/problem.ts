// Errors as problem+json (RFC 9457), here and nowhere else: a reason in one word, a request id, nothing from inside.
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Bindings } from '../deps.ts'
import { errorName } from '../platform/log.ts'

/** `title` is for developers; people read the sentence that the words have for `reason`. */
export type Problem = { type: 'about:blank'; title: string; status: number; reason: string; requestId: string }

export type Env = { Bindings: Bindings; Variables: { requestId: string } }

const titles: Partial<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Nothing here',
  413: 'Too large',
  422: 'Not acceptable',
  429: 'Wait before trying again',
  431: 'Headers too large',
  500: 'A defect on our side',
  503: 'Not ready',
}

/** Answers with a problem; `more` may add what the person needs to go on, such as when to try again. */
export const problem = (
  c: Pick<Context, 'json' | 'get'>,
  status: ContentfulStatusCode,
  reason: string,
  more: Record<string, number> = {},
) => {
  const title = titles[status] ?? 'Refused'
  const body: Problem = { type: 'about:blank', title, status, reason, requestId: c.get('requestId'), ...more }
  return c.json(body, status, { 'content-type': 'application/problem+json' })
}

/** Bugs end here: logged by name with the request id, answered without a word about the inside. */
export const onError = (error: Error, c: Context<Env>) => {
  // Hono's own refusals speak in sentences of its version; outside, a reason is one word.
  if (error instanceof HTTPException)
    return problem(c, error.status as ContentfulStatusCode, error.status === 400 ? 'malformed' : 'refused')
  c.env.deps.log('defect', {
    requestId: c.get('requestId'),
    error: errorName(error),
    at: error.stack
      ?.split('\n')
      .find((line) => /^\s+at /.test(line))
      ?.trim(),
  })
  return problem(c, 500, 'defect')
}
