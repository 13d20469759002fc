// The contract for tests: finds the route of a path, types its answers, and checks requests and answers against it.
import * as v from 'valibot'
import { type Answered, callerOf, type Refused, readAny, type Send } from '../../src/core/contract/call.ts'
import {
  type AnswerOf,
  type Contract,
  contract,
  type Route,
  type RouteId,
  routeIds,
} from '../../src/core/contract/contract.ts'
import { commonProblems, problems, reasonOf } from '../../src/core/contract/problems.ts'
import type { View } from '../../src/core/contract/responses/view.ts'

const patternOf = (path: string) =>
  new RegExp(
    `^${path
      .split('/')
      .map((part) => (part === '*' ? '.*' : part.replace(/^:\w+(?:\{(.*)\})?$/, (_, form) => `(${form ?? '[^/]+'})`)))
      .join('/')}$`,
  )
const patterns = routeIds.map((id) => ({ id, method: contract[id].method, pattern: patternOf(contract[id].path) }))

/** The route of a method and path, with its parameter if it has one. */
export const routeAt = (method: string, path: string): { id: RouteId; param?: string } | undefined => {
  for (const { id, method: routeMethod, pattern } of patterns) {
    const match = routeMethod === method && pattern.exec(path)
    if (match) return { id, param: match[1] && decodeURIComponent(match[1]) }
  }
  return undefined
}

type Filled<P extends string> = P extends `${infer Before}/:${infer After}`
  ? After extends `${string}/${infer Rest}`
    ? `${Before}/${string}/${Rest}`
    : `${Before}/${string}`
  : P
/** The id of the route at a path, as a type. */
export type IdAt<Method extends string, Path extends string> = {
  [Id in RouteId]: Contract[Id]['method'] extends Method
    ? Path extends Filled<Contract[Id]['path']>
      ? Id
      : never
    : never
}[RouteId]

/**
 * The outcome of a call. `body` and `view` exist only if the call succeeded: a test that reads them otherwise fails.
 */
export type Answer<Body = View> = Omit<Refused, 'ok' | 'reason'> & {
  ok: boolean
  reason?: string
  body: Body
  view: Extract<Body, View>
}
export const answerFrom = <Body>(outcome: Answered<Body> | Refused): Answer<Body> => {
  const body = outcome.ok ? outcome.value : (undefined as never)
  return { ...outcome, body, view: body as Extract<Body, View> }
}

/** A refusal as the answer of another route, without a body. */
export const refusalFrom = <Body>({ body: _, view: __, ...rest }: Answer<unknown>): Answer<Body> => ({
  ...rest,
  body: undefined as never,
  view: undefined as never,
})

/**
 * Returns a caller by path instead of route id, so that a journey reads as requests. It sends wrong bodies unchecked.
 */
export const requesterOf =
  <Base extends string = ''>(send: Send, base: Base) =>
  async <Method extends 'GET' | 'POST' | 'DELETE', Path extends string>(
    method: Method,
    path: Path,
    body?: unknown,
  ): Promise<Answer<AnswerOf<IdAt<Method, `${Base}${Path}`>>>> => {
    const route = routeAt(method, base + path)
    if (!route) throw new Error(`the contract has no ${method} ${base}${path}`)
    let cause: unknown
    const call = callerOf(
      (...request) =>
        send(...request).catch((error) => {
          cause = error
          throw error
        }),
      readAny,
    )
    const outcome = await call(contract[route.id].at, { param: route.param, body } as never)
    // The caller turns a lost connection into a value; a test gets the error itself.
    if (cause) throw cause
    return answerFrom(outcome as Refused | Answered<never>)
  }

const isJson = (type: string) => type.startsWith('application/json')
const isProblem = (type: string) => type.startsWith('application/problem+json')

/** The members of a body that the contract does not declare and the schema would drop silently. */
const undeclared = (sent: unknown, read: unknown): string[] => {
  if (typeof sent !== 'object' || sent === null || typeof read !== 'object' || read === null) return []
  return Object.entries(sent).flatMap(([name, value]) => {
    const readValue = (read as Record<string, unknown>)[name]
    return name in read ? undeclared(value, readValue).map((inner) => `${name}.${inner}`) : [name]
  })
}

const wrongRequest = ({ request }: Route, body: string | undefined): string | undefined => {
  if (request === 'raw') return undefined
  if (request === 'none') return body === undefined || body === '{}' ? undefined : 'sent a body to a route without one'
  const sent: unknown = JSON.parse(body ?? '{}')
  const read = v.safeParse(request, sent)
  const more = read.success ? undeclared(sent, read.output) : []
  return more.length > 0 ? `sent ${more.join(', ')}, which the contract does not name` : undefined
}

const wrongProblem = (
  { principal, problems: own, request }: Route,
  status: number,
  body: unknown,
): string | undefined => {
  const { reason, status: bodyStatus } = body as { reason?: unknown; status?: unknown }
  const known = [
    ...own,
    ...commonProblems[principal],
    'too_large',
    'too_slow',
    ...(request === 'none' ? [] : ['malformed']),
  ] as const
  const fits = known.some((id) => {
    const problem = id as keyof typeof problems
    return reasonOf(problem) === reason && problems[problem].status === status
  })
  return fits && bodyStatus === status
    ? undefined
    : `refused with ${status} ${reason}, which the contract does not name`
}

/**
 * How a request or its answer breaks the contract; undefined if both conform, or if the path is no route of the
 * contract.
 */
export const breachIn = async (
  method: string,
  path: string,
  body: string | undefined,
  response: Response,
): Promise<string | undefined> => {
  const id = routeAt(method, path)?.id
  if (!id) return undefined
  const route: Route = contract[id]
  const type = response.headers.get('content-type') ?? ''
  const { status } = response
  if (isProblem(type)) return wrongProblem(route, status, await response.clone().json())
  const { response: shape } = route
  if (!response.ok && status !== 302)
    return shape === 'page' || shape === 'zip' ? undefined : `answered ${status}, no problem`
  if (typeof shape === 'string') {
    const fits = shape === 'empty' ? status === 204 : shape === 'redirect' ? status === 302 : !isJson(type)
    return fits ? wrongRequest(route, body) : `answered ${status} ${type} in place of ${shape}`
  }
  if (status !== 204 && !isJson(type)) return `answered ${type} in place of JSON`
  const read = v.safeParse(shape, status === 204 ? undefined : await response.clone().json())
  if (!read.success)
    return `answered ${read.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`).join('; ')}`
  return wrongRequest(route, body)
}

const servicePaths = /^\/(?:api|internal|webhook|\.well-known\/phokbat)(?:\/|$)/

/** Wraps `fetch`: it throws when a request to the service or the service's answer breaks the contract. */
export const heldToContract =
  (fetcher: typeof fetch): typeof fetch =>
  async (input, init) => {
    const response = await fetcher(input, init)
    const { pathname } = new URL(input instanceof Request ? input.url : String(input))
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET')
    const body = typeof init?.body === 'string' ? init.body : undefined
    const breach = servicePaths.test(pathname) ? await breachIn(method, pathname, body, response) : undefined
    if (breach) throw new Error(`${method} ${pathname} ${breach}`)
    return response
  }
