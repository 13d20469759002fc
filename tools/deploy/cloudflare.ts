// The port to Cloudflare: the few things that a deployment asks of it. Reasons are sentences that say what to do.
import type { Result } from '../../src/core/result.ts'
import type { Bundle } from '../build/worker.ts'
import type { Values } from './values.ts'

export type Upload = {
  vars: Values
  secrets: Values
  /** A host of one's own; none for workers.dev. */
  domain?: string
  /** Names the content, so that the same content is known again. At most 25 characters. */
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
  /** Who is logged in, and that an account is chosen. */
  account: () => Promise<Result<string>>
  hasBucket: () => Promise<Result<boolean>>
  makeBucket: () => Promise<Result<void>>
  /** Names of the Worker's secrets; none when there is no Worker yet. */
  secretNames: () => Promise<Result<string[]>>
  /** What runs now; undefined when nothing runs, or two versions run at once because somebody rolls out by hand. */
  running: () => Promise<Result<RunningVersion | undefined>>
  /** Pages and Worker built as they would be uploaded, without an account; `digest` names their content. */
  bundle: () => Promise<Result<Bundle & { digest: string }>>
  /** Code, pages, settings and secrets in one version: all of it runs, or none. */
  deploy: (upload: Upload) => Promise<Result<void>>
}
