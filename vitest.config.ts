import { availableParallelism } from 'node:os'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const project = (
  name: string,
  include: string[],
  timeout: number,
  more: TestProjectInlineConfiguration['test'] = {},
) => ({
  test: {
    name,
    include,
    testTimeout: timeout,
    hookTimeout: timeout,
    setupFiles: ['test/quiet.ts'],
    // Our modules keep nothing between files: loading them again for each would be a quarter of the whole run.
    isolate: false,
    ...more,
  },
})

/** Whole networks and faces, judged by the real networks: too long for the minute before a commit. */
const networks = [
  'test/vision/card/{find,read}.test.ts',
  'test/vision/face/{mobilefacenet,faceres,worn}.test.ts',
  'test/examiner/{derive,face}.test.ts',
]
const journeys = ['test/journeys/**/*.test.ts']
const journeying = {
  setupFiles: ['test/quiet.ts', 'test/runtimes/fresh-connections.ts', 'test/runtimes/held-to-contract.ts'],
}

/**
 * `unit` runs in seconds without a build; `proofs` try everything and take a minute; `journeys` talk to a real service
 * over loopback: on Node over an embedded file, and, unchanged, on the edge; `browser` drives Chromium.
 */
export default defineConfig({
  test: {
    // Both cores of the smallest machine: by itself vitest leaves one of them to nobody.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project(
        'unit',
        ['test/{core,vision,service,phone,checker,verifier,simulator,examiner}/**/*.test.ts', 'test/*.test.ts'],
        60_000,
        { pool: 'threads', exclude: networks },
      ),
      project('proofs', ['test/{proofs,faults}/**/*.test.ts', ...networks], 240_000),
      project('journeys', [...journeys, 'test/tools/**/*.test.ts'], 60_000, {
        ...journeying,
        provide: { runtime: 'node' },
      }),
      project('journeys-edge', [...journeys, 'test/runtimes/**/*.test.ts'], 120_000, {
        ...journeying,
        provide: { runtime: 'edge' },
        globalSetup: ['test/runtimes/setup.ts'],
      }),
      project('browser', ['test/browser/**/*.test.ts'], 240_000),
    ],
  },
})
