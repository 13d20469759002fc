// The facts that the contract declares for each route. A route that leaves one out does not compile.
import type * as v from 'valibot'
import { derivedPortraitBytes } from '../face/derived-pictures.ts'
import type { Principal } from './principals.ts'
import type { ProblemId } from './problems.ts'

/** Method and path, as in `POST /api/pin`. A path has at most one parameter, written in Hono's form. */
export type Address = `${'GET' | 'POST' | 'DELETE'} /${string}`

export type Schema = v.GenericSchema

/**
 * A successful answer that is not JSON.
 * `empty`: 204 without a body. `page`: HTML. `script`: JavaScript. `picture`: JPEG or PNG. `bytes`: the bytes of a sealed
 * photo. `zip`: a file to download. `jwt`: a signed status list, or a signed status. `redirect`: 302.
 */
export type Medium = 'empty' | 'page' | 'script' | 'picture' | 'bytes' | 'zip' | 'jwt' | 'redirect'

export type RouteSpec = {
  /** Declared in addresses.ts, which pages import too. */
  readonly at: Address
  /** One sentence for docs/api.md. */
  readonly summary: string
  readonly principal: Principal
  /** What one request takes from a user's allowance per minute; 0 where no user is signed in. */
  readonly cost: number
  /** Bytes. A larger body is refused with 413 before the handler reads it. */
  readonly maxBody: number
  /**
   * `timed`: starts at once, because LINE, a selfie, a user with a PIN, a checker or a monitor counts the seconds. `queued`: starts in its
   * turn, a few in each turn of Node's loop (node.ts). No request waits until another one has ended.
   */
  readonly priority: 'timed' | 'queued'
  /** The JSON body; unknown members are dropped. `raw`: read by the handler itself. */
  readonly request: Schema | 'none' | 'raw'
  /** The JSON answer, with no member beyond these, or another medium. An optional schema answers 204 when there is nothing. */
  readonly response: Schema | Medium
  /** The refusals of the handler. `commonProblems` lists those of every route. */
  readonly problems: readonly ProblemId[]
}

type Split<A extends Address> = A extends `${infer Method} ${infer Path}`
  ? { readonly method: Method; readonly path: Path }
  : never
type Routes<S extends Readonly<Record<string, RouteSpec>>> = { readonly [Id in keyof S]: S[Id] & Split<S[Id]['at']> }

/** Returns the routes by id, with `at` split into method and path. */
export const routes = <const S extends Readonly<Record<string, RouteSpec>>>(specs: S): Routes<S> => {
  const split = Object.entries(specs).map(([id, spec]) => {
    const [method, path] = spec.at.split(' ')
    return [id, { ...spec, method, path }]
  })
  return Object.fromEntries(split)
}

/** Bytes: enough for every request except those with pictures, LINE's and the examiners'. */
export const ordinaryBody = 32_000
/** Bytes: twelve frames and a portrait in base64. */
export const selfieBody = 2_000_000
/** Bytes: the two pictures that officials compare a person with, in base64, and 16 kB around them. */
export const picturesBody = 16_000 + Math.ceil((derivedPortraitBytes * 4) / 3)
