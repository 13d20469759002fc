// Caps request bodies before they are read, and checks JSON against its schema.
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { validator } from 'hono/validator'
import * as v from 'valibot'
import { problem } from './problem.ts'

/**
 * Refuses larger bodies with 413 before anything reads them. A declared Content-Length is trusted, because HTTP ends the
 * body there. Only a body without one is counted: reading the stream makes Node build a whole Request.
 */
export const atMost = (bytes: number): MiddlewareHandler => {
  const tooLarge = (c: Context) => problem(c, 'too_large')
  const counted = bodyLimit({ maxSize: bytes, onError: tooLarge })
  return async (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next)
    return Number(length) <= bytes ? next() : tooLarge(c)
  }
}

/** The JSON body, checked against `schema`. Members that the schema does not name are dropped. */
export const json = <S extends v.GenericSchema>(schema: S) =>
  validator('json', (value, c) => {
    const parsed = v.safeParse(schema, value)
    if (parsed.success) return parsed.output
    return problem(c, 'malformed')
  })
