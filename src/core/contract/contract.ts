// Declares every route of the service once, by id. Handlers, access, limits, clients, tests and docs/api.md use this
// table.
import type * as v from 'valibot'
import type { commonProblems } from './problems.ts'
import type { RouteSpec, Schema } from './route.ts'
import { counterRoutes } from './routes/counter.ts'
import { enrolmentRoutes } from './routes/enrolment.ts'
import { examinerRoutes } from './routes/examiners.ts'
import { holderRoutes } from './routes/holder.ts'
import { checkerRoutes, linkRoutes } from './routes/links.ts'
import { newPinRoutes } from './routes/new-pin.ts'
import { officialRoutes, signInRoutes } from './routes/officials.ts'
import { pageRoutes, publicRoutes, webhookRoutes } from './routes/public.ts'
import { sessionRoutes } from './routes/session.ts'

/** Routes by purpose, as docs/api.md lists them. */
export const areas = {
  LINE: webhookRoutes,
  Session: sessionRoutes,
  Enrolment: enrolmentRoutes,
  'New PIN': newPinRoutes,
  Holder: holderRoutes,
  Checker: checkerRoutes,
  Links: linkRoutes,
  'Sign-in of officials': signInRoutes,
  Officials: officialRoutes,
  Counter: counterRoutes,
  Examiners: examinerRoutes,
  Public: publicRoutes,
  Pages: pageRoutes,
} as const satisfies Readonly<Record<string, Readonly<Record<string, RouteSpec>>>>

/** All routes in the router's order. Pages match whole folders, so they come last. */
export const contract = {
  ...webhookRoutes,
  ...sessionRoutes,
  ...enrolmentRoutes,
  ...newPinRoutes,
  ...holderRoutes,
  ...checkerRoutes,
  ...linkRoutes,
  ...signInRoutes,
  ...officialRoutes,
  ...counterRoutes,
  ...examinerRoutes,
  ...publicRoutes,
  ...pageRoutes,
}

export type Contract = typeof contract
export type RouteId = keyof Contract
export type Route = RouteSpec & { readonly method: string; readonly path: string }
export const routeIds = Object.keys(contract) as RouteId[]

/** The body as a caller writes it; undefined if the route reads none. */
export type BodyOf<Id extends RouteId> = Contract[Id]['request'] extends infer R extends Schema
  ? v.InferInput<R>
  : undefined
/** The body as the handler reads it: checked, with defaults filled in. */
export type CheckedBody<Id extends RouteId> = Contract[Id]['request'] extends infer R extends Schema
  ? v.InferOutput<R>
  : undefined
/** The JSON answer; undefined for `empty`, and possible for an optional schema. */
export type AnswerOf<Id extends RouteId> = Contract[Id]['response'] extends infer R
  ? R extends Schema
    ? v.InferOutput<R>
    : R extends 'empty'
      ? undefined
      : ArrayBuffer
  : never
export type ProblemOf<Id extends RouteId> = Contract[Id]['problems'][number]
export type CommonProblemOf<Id extends RouteId> = (typeof commonProblems)[Contract[Id]['principal']][number]

/** The path's one parameter; `never` if it has none. */
export type ParamOf<Id extends RouteId> = Contract[Id]['path'] extends `${string}/:${string}` ? string : never

/** The route's id by address. */
type ByAddress = { readonly [Id in RouteId as Contract[Id]['at']]: Id }
export type RouteAddress = keyof ByAddress
export type IdOf<A extends RouteAddress> = ByAddress[A]
