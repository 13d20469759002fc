// The one typed caller of the service: an address in, the contract's answer or problem out. Pages carry no more of the contract than this.
import type { AnswerOf, BodyOf, CommonProblemOf, IdOf, ParamOf, ProblemOf, RouteAddress, RouteId } from './contract.ts'
import type { ReasonOf } from './problems.ts'

/** As much of a `Response` as is read here. */
export type Reply = {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get: (name: string) => string | null }
  json: () => Promise<unknown>
  arrayBuffer: () => Promise<ArrayBuffer>
}
export type Outgoing = { method?: string; headers: Record<string, string>; body?: string }
/** How requests travel: `fetch`, or a function that adds an origin, a session or a time-out. It throws when nothing came back. */
export type Send = (path: string, request: Outgoing) => Promise<Reply>

type Body<T> = [T] extends [undefined] ? { body?: undefined } : { body: T }
type Param<T> = [T] extends [never] ? { param?: undefined } : { param: T }
/** `param`: the path's parameter. */
export type Input<Id extends RouteId> = Body<BodyOf<Id>> & Param<ParamOf<Id>>
/** What follows the address in a call: nothing where the route takes neither a body nor a parameter. */
export type Arguments<Id extends RouteId> =
  Record<never, never> extends Input<Id> ? [input?: Input<Id>] : [input: Input<Id>]

/** `offline`: no answer came, or none that can be read. `refused`: a refusal without a reason. */
type TransportReason = 'offline' | 'refused'
type ReasonAt<Id extends RouteId> =
  | ReasonOf<ProblemOf<Id> | CommonProblemOf<Id> | 'malformed' | 'too_large'>
  | TransportReason
/**
 * Why there is no value. A newer service may know reasons that this page does not.
 * `triesLeft`: tries of a PIN before the next wait. `until`: ms since the epoch, when a locked PIN may be tried again.
 */
export type ServiceRefusal<R extends string = string> = {
  readonly reason: R
  readonly triesLeft?: number
  readonly until?: number
}
export type Refused<R extends string = string> = { readonly ok: false; readonly status: number } & ServiceRefusal<R>
export type Answered<T> = { readonly ok: true; readonly status: number; readonly value: T }
/** What a call to the route comes to. `status`: of HTTP; 0 when no answer came. */
export type Outcome<Id extends RouteId> = Answered<AnswerOf<Id>> | Refused<ReasonAt<Id>>

/** The path of an address, with its parameter filled in. */
export const pathOf = (address: string, param = ''): string =>
  address.replace(/.+? /, '').replace(/:[^/]+/, encodeURIComponent(param))

const json = { 'content-type': 'application/json' }

/** How a successful answer is read. */
export type Read = (reply: Reply) => Promise<unknown>
const readJson: Read = (reply) => reply.json()
/** JSON, or bytes where the route answers another medium. */
export const readAny: Read = (reply) =>
  reply.headers.get('content-type')?.includes('json') ? reply.json() : reply.arrayBuffer()

/** A caller by address. It never throws. `read`: `readAny` for a caller that also fetches what is not JSON. */
export const callerOf =
  (send: Send, read = readJson) =>
  async <A extends RouteAddress>(address: A, ...[input]: Arguments<IdOf<A>>): Promise<Outcome<IdOf<A>>> => {
    const { param, body }: { param?: string; body?: unknown } = { ...input }
    try {
      const [method] = address.split(' ')
      const reply = await send(pathOf(address, param), { method, headers: json, body: JSON.stringify(body) })
      const { ok, status } = reply
      // Here alone an answer is taken at its word: handlers are typed by the same contract, and the journeys check each answer.
      if (ok) return { ok, status, value: status === 204 ? undefined : await read(reply) } as Outcome<IdOf<A>>
      const problem: unknown = await reply.json().catch(() => undefined)
      return { reason: 'refused', ...(problem as object), ok, status } as Outcome<IdOf<A>>
    } catch {
      return { ok: false, status: 0, reason: 'offline' }
    }
  }
export type Caller = ReturnType<typeof callerOf>
