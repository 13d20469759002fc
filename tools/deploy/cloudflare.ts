// The port to Cloudflare: the operations that a deployment needs. The reason of a failure is a sentence that says what to do.
import type { Result } from '../../src/core/result.ts'
import type { Bundle } from '../build/worker.ts'
import type { Values } from './values.ts'

export type Upload = {
  vars: Values
  secrets: Values
  /** The operator's own host name; undefined on workers.dev. */
  domain?: string
  /** Identifies the content, so that a later run recognises an unchanged version. At most 25 characters. */
  tag: string
}

/** The running version; the values of secrets cannot be read again. */
export type RunningVersion = {
  /** As it was uploaded; none for a version that somebody uploaded by hand. */
  tag?: string
  vars: Values
  secretNames: readonly string[]
}

export type Cloudflare = {
  /** The name of the account; a failure when nobody is logged in or several accounts could be meant. */
  account: () => Promise<Result<string>>
  hasBucket: () => Promise<Result<boolean>>
  makeBucket: () => Promise<Result<void>>
  /** The names of the Worker's secrets; empty when there is no Worker yet. */
  secretNames: () => Promise<Result<string[]>>
  /** What runs now; undefined when nothing runs, or two versions run at once because somebody rolls out by hand. */
  running: () => Promise<Result<RunningVersion | undefined>>
  /** Builds the pages and the Worker as they would be uploaded; needs no account. `digest` is the hash of their content. */
  bundle: () => Promise<Result<Bundle & { digest: string }>>
  /** Uploads code, pages, settings and secrets as one version: all of them run, or none. */
  deploy: (upload: Upload) => Promise<Result<void>>
}
