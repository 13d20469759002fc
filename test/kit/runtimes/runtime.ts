// The interface of a runtime for tests. The same journeys run on every runtime.
import type { Service, Start } from '../../../tools/dev/local.ts'

export type RuntimeHooks = { now: () => number; print: (line: string) => void }
export type OpenedRuntime = { databaseUrl: string; start: Start<Service>; close: () => Promise<void> }
/** Opens a runtime. `folder`: for all data that survives a restart. */
export type OpenRuntime = (folder: string, hooks: RuntimeHooks) => Promise<OpenedRuntime>

declare module 'vitest' {
  interface ProvidedContext {
    runtime: 'node' | 'edge'
    /** Path of the bundled Worker, for the edge runtime. */
    bundle: string
  }
}
