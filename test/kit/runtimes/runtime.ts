// What a test needs of a runtime: the same journeys run on each of them.
import type { Service, Start } from '../../../tools/dev/local.ts'

export type RuntimeHooks = { now: () => number; print: (line: string) => void }
export type OpenedRuntime = { databaseUrl: string; start: Start<Service>; close: () => Promise<void> }
/** `folder`: where everything that is to survive a restart lies. */
export type OpenRuntime = (folder: string, hands: RuntimeHooks) => Promise<OpenedRuntime>

declare module 'vitest' {
  interface ProvidedContext {
    runtime: 'node' | 'edge'
    /** The bundled Worker, on the edge. */
    bundle: string
  }
}
