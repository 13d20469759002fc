// What the steps of a deployment work with: its values, and the outside behind ports.
import type { Result } from '../../src/core/result.ts'
import type { UnknownName } from '../settings/unknown.ts'
import type { Cloudflare } from './cloudflare.ts'
import type { Databases } from './database.ts'
import type { LinePlatform } from './line.ts'
import type { Live } from './live.ts'
import type { Values } from './values.ts'

export type Deployment = {
  readonly values: Values
  /** Names that were given and are no settings. */
  readonly unknown: readonly UnknownName[]
  /** Keeps a value that was made, in the file and in `values`. */
  keep: (name: string, value: string) => Result<void>
  cloudflare: Cloudflare
  databases: Databases
  line: LinePlatform
  live: Live
  random: (bytes: number) => Uint8Array<ArrayBuffer>
  /** Between two looks at something that takes its time. */
  wait: (ms: number) => Promise<void>
  /** A migration that loses data is wanted. */
  allowDestructive: boolean
}

/** `same`: there is nothing to do, and why. `change`: what `apply` will do. `open`: cannot be known before the steps above it. */
export type StepPlan = { same: string } | { change: string } | { open: string }

/** `missing`: something is not there yet; `wrong`: something is there and cannot be right. `said` tells what to do. */
export type StepFault = { kind: 'missing' | 'wrong'; said: string }
export const missing = (said: string): StepFault => ({ kind: 'missing', said })
export const wrong = (said: string): StepFault => ({ kind: 'wrong', said })

/** One thing that a deployment consists of. `check` and `plan` change nothing, however often they run. */
export type DeployStep = {
  name: string
  /** What it is for, in a plan that has no values yet. */
  does: string
  /** Values without which it cannot be looked at. */
  needs: readonly string[]
  /** Values that the first deployment makes: there is nothing to examine without them afterwards. */
  made?: readonly string[]
  /** Everything that stands against it. Nothing is changed anywhere while there is one. */
  check: (deployment: Deployment) => Promise<StepFault[]>
  /** Only asked where `check` found nothing. */
  plan: (deployment: Deployment) => Promise<StepPlan>
  /** Does what the plan said; the value or reason is a sentence. */
  apply: (deployment: Deployment) => Promise<Result<string>>
}
