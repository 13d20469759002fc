// Binds one handler to each route of the contract. A route without a handler, or a handler without a route, does not compile.
import type { Context, Hono, MiddlewareHandler } from 'hono'
import {
  type AnswerOf,
  type CheckedBody,
  type CommonProblemOf,
  type Contract,
  contract,
  type ParamOf,
  type ProblemOf,
  type Route,
  type RouteId,
  routeIds,
} from '../../core/contract/contract.ts'
import type { ProblemId } from '../../core/contract/problems.ts'
import type { Deps } from '../deps.ts'
import type { Person, Reviewer } from '../model.ts'
import type { Viewer } from '../ports/presentation.ts'
import { bodyWithin, json } from './body.ts'
import { type Env, problem } from './problem.ts'

/** What the guard knows of the caller, by the principal that the route admits. */
type Known = {
  user: { person: Person }
  official: { viewer: Viewer; subject: string; reviewer?: Reviewer }
  reviewer: { viewer: Viewer; reviewer: Reviewer }
}
type KnownOf<Id extends RouteId> = Contract[Id]['principal'] extends keyof Known
  ? Known[Contract[Id]['principal']]
  : unknown

export type Incoming<Id extends RouteId> = {
  deps: Deps
  /** For what the contract does not describe: headers, cookies, the answer’s own headers. */
  c: Context<Env>
  body: CheckedBody<Id>
  /** The path's parameter. */
  param: ParamOf<Id>
} & KnownOf<Id>

/** A refusal on its way out of a handler. */
export class Refusal<P extends ProblemId> {
  readonly id: P
  readonly more: Readonly<Record<string, number>>
  constructor(id: P, more: Readonly<Record<string, number>>) {
    this.id = id
    this.more = more
  }
}
/** Refuses with a problem that the route’s contract names; `more`: what the user needs to go on, such as when to try again. */
export const refuse = <P extends ProblemId>(id: P, more: Readonly<Record<string, number>> = {}) => new Refusal(id, more)

/** JSON is returned as a value and bytes as a `Response`; nothing is 204. */
type Answer<Id extends RouteId> = AnswerOf<Id> extends ArrayBuffer ? Response : AnswerOf<Id>
type Returned<Id extends RouteId> = Answer<Id> | Refusal<ProblemOf<Id> | CommonProblemOf<Id>>
export type Handler<Id extends RouteId> = (incoming: Incoming<Id>) => Returned<Id> | Promise<Returned<Id>>
export type Handlers<Ids extends RouteId> = { readonly [Id in Ids]: Handler<Id> }

/** A handler of any route: `bind` walks over all of them, so the route is no longer known. */
type AnyHandler = (incoming: { deps: Deps; c: Context<Env>; body: unknown; param?: string }) => Promise<unknown>

const answerWith =
  (handle: AnyHandler): MiddlewareHandler<Env> =>
  async (c) => {
    const { person, viewer, subject, reviewer } = c.var
    const known = { person, viewer, subject, reviewer }
    const [param] = Object.values<string>(c.req.param())
    const body = (c.req as { valid: (target: 'json') => unknown }).valid('json')
    const returned = await handle({ deps: c.env.deps, c, body, param, ...known })
    if (returned instanceof Refusal) return problem(c, returned.id, returned.more)
    if (returned instanceof Response) return returned
    return returned === undefined ? c.body(null, 204) : c.json(returned as object)
  }

/** Registers every route of the contract, each behind the cap of its body and the check of its shape. */
export const bind = (app: Hono<Env>, handlers: Handlers<RouteId>): Hono<Env> => {
  for (const id of routeIds) {
    const { method, path, maxBody, request }: Route = contract[id]
    const shape = typeof request === 'string' ? [] : [json(request)]
    app.on(method, [path], bodyWithin(maxBody), ...shape, answerWith(handlers[id] as AnyHandler))
  }
  return app
}
