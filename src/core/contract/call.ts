// The one typed caller of the service: takes an address and returns the contract's answer or problem. Pages bundle no
// other part of the contract's code.
import type { AnswerOf, BodyOf, CommonProblemOf, IdOf, ParamOf, ProblemOf, RouteAddress, RouteId } from './contract.ts'
import type { ReasonOf } from './problems.ts'

/** The part of a `Response` that this caller reads. */
export type Reply = {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get: (name: string) => string | null }
  json: () => Promise<unknown>
  arrayBuffer: () => Promise<ArrayBuffer>
}
export type Outgoing = { method?: string; headers: Record<string, string>; body?: string }
/** Sends a request: `fetch`, or a function that adds an origin, a session or a time-out. It throws if no answer comes. */
export type Send = (path: string, request: Outgoing) => Promise<Reply>

type Body<T> = [T] extends [undefined] ? { body?: undefined } : { body: T }
type Param<T> = [T] extends [never] ? { param?: undefined } : { param: T }
/** `param`: the path's parameter. */
export type Input<Id extends RouteId> = Body<BodyOf<Id>> & Param<ParamOf<Id>>
/** The arguments after the address; none if the route takes neither a body nor a parameter. */
export type Arguments<Id extends RouteId> =
  Record<never, never> extends Input<Id> ? [input?: Input<Id>] : [input: Input<Id>]

/** `offline`: no answer came, or it is unreadable. `refused`: a refusal without a reason. */
type TransportReason = 'offline' | 'refused'
type ReasonAt<Id extends RouteId> =
  | ReasonOf<ProblemOf<Id> | CommonProblemOf<Id> | 'malformed' | 'too_large' | 'too_slow'>
  | TransportReason
/**
 * A refused call. A newer service may send reasons that this page does not know.
 * `triesLeft`: PIN tries before the next wait. `until`: when a locked PIN may be tried again, in ms since the epoch.
 */
export type ServiceRefusal<R extends string = string> = {
  readonly reason: R
  readonly triesLeft?: number
  readonly until?: number
}
export type Refused<R extends string = string> = { readonly ok: false; readonly status: number } & ServiceRefusal<R>
export type Answered<T> = { readonly ok: true; readonly status: number; readonly value: T }
/** The result of a call. `status`: the HTTP status; 0 if no answer came. */
export type Outcome<Id extends RouteId> = Answered<AnswerOf<Id>> | Refused<ReasonAt<Id>>

/** Returns the path of an address with its parameter filled in. */
export const pathOf = (address: string, param = ''): string =>
  address.replace(/.+? /, '').replace(/:[^/]+/, encodeURIComponent(param))

const json = { 'content-type': 'application/json' }

/** Reads the body of a successful answer. */
export type Read = (reply: Reply) => Promise<unknown>
const readJson: Read = (reply) => reply.json()
/** Reads JSON, or bytes if the route answers another medium. */
export const readAny: Read = (reply) =>
  reply.headers.get('content-type')?.includes('json') ? reply.json() : reply.arrayBuffer()

/** Returns a caller that never throws. `read`: `readAny` for a caller that also fetches answers other than JSON. */
export const callerOf =
  (send: Send, read = readJson) =>
  async <A extends RouteAddress>(address: A, ...[input]: Arguments<IdOf<A>>): Promise<Outcome<IdOf<A>>> => {
    const { param, body }: { param?: string; body?: unknown } = { ...input }
    try {
      const [method] = address.split(' ')
      const reply = await send(pathOf(address, param), { method, headers: json, body: JSON.stringify(body) })
      const { ok, status } = reply
      // The one unchecked cast of an answer: the same contract types the handlers, and the journey tests check each
      // answer.
      if (ok) return { ok, status, value: status === 204 ? undefined : await read(reply) } as Outcome<IdOf<A>>
      const problem: unknown = await reply.json().catch(() => undefined)
      return { reason: 'refused', ...(problem as object), ok, status } as Outcome<IdOf<A>>
    } catch {
      return { ok: false, status: 0, reason: 'offline' }
    }
  }
export type Caller = ReturnType<typeof callerOf>
