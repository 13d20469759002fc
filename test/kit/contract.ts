// The contract as tests use it: which route a path is, what its answers are, and whether an answer keeps to it.
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

/** The route that answers, with its parameter if it has one. */
export const routeAt = (method: string, path: string): { id: RouteId; param?: string } | undefined => {
  for (const { id, method: own, pattern } of patterns) {
    const found = own === method && pattern.exec(path)
    if (found) return { id, param: found[1] && decodeURIComponent(found[1]) }
  }
  return undefined
}

type Filled<P extends string> = P extends `${infer Before}/:${infer After}`
  ? After extends `${string}/${infer Rest}`
    ? `${Before}/${string}/${Rest}`
    : `${Before}/${string}`
  : P
/** The route at a path, as a type. */
export type IdAt<Method extends string, Path extends string> = {
  [Id in RouteId]: Contract[Id]['method'] extends Method
    ? Path extends Filled<Contract[Id]['path']>
      ? Id
      : never
    : never
}[RouteId]

/** What a call came to. `body` and `view` are there when the status says so: a test that expects them fails without. */
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

/** Without the body that there is none of. */
export const refusalFrom = <Body>({ body: _, view: __, ...rest }: Answer<unknown>): Answer<Body> => ({
  ...rest,
  body: undefined as never,
  view: undefined as never,
})

/** Calls by path instead of id, so that a journey reads as the requests that it makes. Bodies may be wrong on purpose. */
export const requesterOf =
  <Base extends string = ''>(send: Send, base: Base) =>
  async <Method extends 'GET' | 'POST' | 'DELETE', Path extends string>(
    method: Method,
    path: Path,
    body?: unknown,
  ): Promise<Answer<AnswerOf<IdAt<Method, `${Base}${Path}`>>>> => {
    const found = routeAt(method, base + path)
    if (!found) throw new Error(`the contract has no ${method} ${base}${path}`)
    let cause: unknown
    const call = callerOf(
      (...request) =>
        send(...request).catch((error) => {
          cause = error
          throw error
        }),
      readAny,
    )
    const outcome = await call(contract[found.id].at, { param: found.param, body } as never)
    // A lost connection is a value for a page; here it may be what the test is about.
    if (cause) throw cause
    return answerFrom(outcome as Refused | Answered<never>)
  }

const isJson = (type: string) => type.startsWith('application/json')
const isProblem = (type: string) => type.startsWith('application/problem+json')

/** What a body has beyond its shape: members that the check would silently drop. */
const undeclared = (sent: unknown, read: unknown): string[] => {
  if (typeof sent !== 'object' || sent === null || typeof read !== 'object' || read === null) return []
  return Object.entries(sent).flatMap(([name, value]) => {
    const kept = (read as Record<string, unknown>)[name]
    return name in read ? undeclared(value, kept).map((inner) => `${name}.${inner}`) : [name]
  })
}

const wrongRequest = ({ request }: Route, body: string | undefined): string | undefined => {
  if (request === 'raw') return undefined
  if (request === 'none') return body === undefined || body === '{}' ? undefined : 'sent a body that nobody reads'
  const sent: unknown = JSON.parse(body ?? '{}')
  const read = v.safeParse(request, sent)
  const more = read.success ? undeclared(sent, read.output) : []
  return more.length > 0 ? `sent ${more.join(', ')}, which the contract does not name` : undefined
}

const wrongProblem = (
  { principal, problems: own, request }: Route,
  status: number,
  said: unknown,
): string | undefined => {
  const { reason, status: told } = said as { reason?: unknown; status?: unknown }
  const known = [
    ...own,
    ...commonProblems[principal],
    'too_large',
    ...(request === 'none' ? [] : ['malformed']),
  ] as const
  const fits = known.some((id) => {
    const problem = id as keyof typeof problems
    return reasonOf(problem) === reason && problems[problem].status === status
  })
  return fits && told === status ? undefined : `refused with ${status} ${reason}, which the contract does not name`
}

/** What is wrong with an answer by the contract; undefined for one that keeps to it, and for what is no route of ours. */
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

const ours = /^\/(?:api|internal|webhook|\.well-known\/phokbat)(?:\/|$)/

/** `fetch` that fails where a request to the service, or the answer to it, is not what the contract says. */
export const heldToContract =
  (fetcher: typeof fetch): typeof fetch =>
  async (input, init) => {
    const response = await fetcher(input, init)
    const { pathname } = new URL(input instanceof Request ? input.url : String(input))
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET')
    const body = typeof init?.body === 'string' ? init.body : undefined
    const breach = ours.test(pathname) ? await breachIn(method, pathname, body, response) : undefined
    if (breach) throw new Error(`${method} ${pathname} ${breach}`)
    return response
  }
