// What the steps of a deployment work with: the settings, and ports to Cloudflare, LINE, the database and the running service.
import type { Result } from '../../src/core/result.ts'
import type { UnknownName } from '../settings/unknown.ts'
import type { Cloudflare } from './cloudflare.ts'
import type { Databases } from './database.ts'
import type { LinePlatform } from './line.ts'
import type { Live } from './live.ts'
import type { Values } from './values.ts'

export type Deployment = {
  readonly values: Values
  /** Names in the settings file or the environment that are no settings. */
  readonly unknown: readonly UnknownName[]
  /** Stores a value that a step made, in the file and in `values`. */
  keep: (name: string, value: string) => Result<void>
  cloudflare: Cloudflare
  databases: Databases
  line: LinePlatform
  live: Live
  random: (bytes: number) => Uint8Array<ArrayBuffer>
  /** Waits this many ms before a check is repeated. */
  wait: (ms: number) => Promise<void>
  /** The operator allows a migration that deletes data (`--allow-destructive`). */
  allowDestructive: boolean
}

/** `same`: nothing to do, and why. `change`: what `apply` will do. `open`: unknown until the steps before it have run, and why. */
export type StepPlan = { same: string } | { change: string } | { open: string }

/** `missing`: something is not there yet. `wrong`: something is there and is wrong. `said`: a sentence that says what to do. */
export type StepFault = { kind: 'missing' | 'wrong'; said: string }
export const missing = (said: string): StepFault => ({ kind: 'missing', said })
export const wrong = (said: string): StepFault => ({ kind: 'wrong', said })

/** One part of a deployment. `check` and `plan` change nothing. */
export type DeployStep = {
  name: string
  /** What the step does; shown in a plan whose settings are not complete. */
  does: string
  /** Settings without which the step cannot be checked. */
  needs: readonly string[]
  /** Settings that the first deployment makes. The doctor needs them too; a first deployment does not. */
  made?: readonly string[]
  /** Everything that prevents the deployment. A single fault in any step stops it before anything is changed. */
  check: (deployment: Deployment) => Promise<StepFault[]>
  /** Runs only after `check` found no fault. */
  plan: (deployment: Deployment) => Promise<StepPlan>
  /** Carries out the plan. The value or the reason is a sentence. */
  apply: (deployment: Deployment) => Promise<Result<string>>
}
