// Middleware of the Messaging API: gives each request a row in the inspector and an id, applies the switches, checks
// the token.
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type * as v from 'valibot'
import type { Call } from '../wire.ts'
import { jsonBytes } from './limits.ts'
import { type Refusal, readBody } from './refusal.ts'
import { openCall, type SimState, track, updateCall } from './state.ts'

export type ApiEnv = { Bindings: HttpBindings; Variables: { call: Call; json: unknown } }
export type ApiContext = Context<ApiEnv>

/** Answers a refusal in LINE's form: `{ message, details: [{ message, property }] }`. */
export const refuse = (c: ApiContext, status: ContentfulStatusCode, refusal: Refusal | string) =>
  c.json(typeof refusal === 'string' ? { message: refusal } : refusal, status)

/** Reads the JSON body with a schema. On a fault it returns the response that refuses it. */
export const readJson = <S extends v.GenericSchema>(c: ApiContext, schema: S) => {
  const read = readBody(schema, c.get('json'))
  return read.ok ? read : { ok: false as const, response: refuse(c, 400, read.refusal) }
}

/** The names of paths in the inspector. */
const names: readonly [RegExp, string][] = [
  [/\/message\/(reply|push|multicast|broadcast)$/, '$1'],
  [/\/message\/validate\//, 'validate'],
  [/\/message\/quota/, 'quota'],
  [/\/message\/[^/]+\/content/, 'content'],
  [/\/richmenu/, 'richmenu'],
  [/\/profile\//, 'profile'],
  [/\/chat\/loading\/start$/, 'loading'],
  [/\/chat\/markAsRead$/, 'read'],
  [/\/channel\/webhook\//, 'endpoint'],
  [/^\/liff\/v1/, 'liff'],
]
const nameOf = (path: string): string => {
  for (const [pattern, name] of names) {
    const found = pattern.exec(path)
    if (found) return name.replace('$1', found[1] ?? '')
  }
  return 'api'
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Parses JSON; undefined if it is invalid, or nested too deep to print. */
const parsed = (raw: string): unknown => {
  try {
    const json: unknown = JSON.parse(raw)
    return jsonBytes(json) === Number.POSITIVE_INFINITY ? undefined : json
  } catch {
    return undefined
  }
}

/** Returns a refusal or undefined. Checks the switches first, then the bearer token, then whether the body is JSON. */
const refusalOf = (sim: SimState, c: ApiContext, raw: string) => {
  if (sim.switches.api500) return refuse(c, 500, 'The API server is temporarily unavailable (switch)')
  if (sim.switches.api429) return refuse(c, 429, 'The API rate limit has been exceeded. Try again later.')
  if (c.req.header('authorization') !== `Bearer ${sim.settings.channelAccessToken}`) {
    const message = 'Authentication failed. Confirm that the access token in the authorization header is valid.'
    return refuse(c, 401, message)
  }
  if (raw === '' || !(c.req.header('content-type') ?? '').includes('json')) return undefined
  const json = parsed(raw)
  if (json === undefined) return refuse(c, 400, 'The request body could not be parsed as JSON')
  c.set('json', json)
  return undefined
}

const recordAnswer = async (sim: SimState, c: ApiContext, call: Call, from: number): Promise<void> => {
  const json = (c.res.headers.get('content-type') ?? '').includes('json')
  const response = json ? ((await c.res.clone().json()) as Refusal) : undefined
  const refused = c.res.status >= 400 && response
  updateCall(sim, call, {
    status: c.res.status,
    ms: sim.clock() - from,
    ...(response ? { response } : {}),
    ...(refused ? { faults: response.details ?? [{ message: response.message }] } : {}),
  })
}

/** The middleware for every API path. */
export const inspector = (sim: SimState): MiddlewareHandler<ApiEnv> => {
  return async (c, next) => {
    let done = () => {}
    void track(sim, new Promise<void>((resolve) => (done = resolve)))
    try {
      const from = sim.clock()
      const binary = /^(image|application\/octet)/.test(c.req.header('content-type') ?? '')
      const raw = binary ? '' : await c.req.text()
      const retryKey = c.req.header('x-line-retry-key')
      const call = openCall(sim, {
        kind: 'api',
        name: nameOf(c.req.path),
        summary: `${c.req.method} ${c.req.path}`,
        method: c.req.method,
        path: c.req.path,
        ...(retryKey ? { headers: { 'x-line-retry-key': retryKey } } : {}),
      })
      c.set('call', call)
      if (sim.switches.slowApi > 0) await pause(sim.switches.slowApi)
      const refused = refusalOf(sim, c, raw)
      call.request = c.get('json') ?? (raw === '' ? undefined : raw.slice(0, 2_000))
      if (refused) c.res = refused
      else await next()
      c.res.headers.set('x-line-request-id', `sim-${call.id}`)
      c.res.headers.set('date', new Date(sim.clock()).toUTCString())
      await recordAnswer(sim, c, call, from)
    } finally {
      done()
    }
  }
}

export const newApi = () => new Hono<ApiEnv>()
