// Caps request bodies before they are read, waits for them a short time only, and checks JSON against its schema.
import type { Context, MiddlewareHandler } from 'hono'
import { validator } from 'hono/validator'
import * as v from 'valibot'
import { type Env, problem } from './problem.ts'

/** Bodies of more bytes than this are pictures. */
const smallBytes = 64_000

/** Reads a body whose length is not declared, and stops as soon as it is larger than `bytes`. */
const counted = async (c: Context, bytes: number): Promise<'read' | 'too_large'> => {
  const reader = c.req.raw.body?.getReader()
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  for (;;) {
    const part = await reader?.read()
    if (!part?.value) break
    size += part.value.length
    if (size > bytes) {
      reader?.cancel().catch(() => undefined)
      return 'too_large'
    }
    text += decoder.decode(part.value, { stream: true })
  }
  // Hono keeps a promise there, though its type says a text.
  c.req.bodyCache.text = Promise.resolve(text + decoder.decode()) as unknown as string
  return 'read'
}

/**
 * Reads the body before the handler does any work. A larger one is refused with 413: by its declared length, because
 * HTTP ends the body there, else while it is read. One that is not there in time is refused with 408: half a request
 * must hold neither memory nor a connection for long. Handlers and `json` read the body from Hono's cache.
 */
export const bodyWithin =
  (bytes: number): MiddlewareHandler<Env> =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const length = c.req.header('content-length')
    const declared = length !== undefined && c.req.header('transfer-encoding') === undefined
    if (declared && Number(length) > bytes) return problem(c, 'too_large')
    const { small, large } = c.env.deps.bodyMs
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<'too_slow'>((resolve) => {
      timer = setTimeout(() => resolve('too_slow'), bytes > smallBytes ? large : small)
    })
    const reading = declared ? c.req.text().then(() => 'read' as const) : counted(c, bytes)
    // Rejected when the caller hung up.
    const end = await Promise.race([reading.catch(() => 'malformed' as const), late])
    clearTimeout(timer)
    return end === 'read' ? next() : problem(c, end)
  }

/** The JSON body, checked against `schema`. Members that the schema does not name are dropped. */
export const json = <S extends v.GenericSchema>(schema: S) =>
  validator('json', (value, c) => {
    const parsed = v.safeParse(schema, value)
    if (parsed.success) return parsed.output
    return problem(c, 'malformed')
  })
