// Set-up of the edge journeys: bundles the Worker once and builds the pages that it serves.
import { existsSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { buildPages } from '../../tools/build/pages.ts'
import { buildWorker } from '../../tools/build/worker.ts'

export const setup = (project: TestProject) => {
  if (!existsSync('dist/web/_headers')) buildPages()
  project.provide('bundle', buildWorker('test/runtimes/worker.ts', 'dist/worker-in-test').file)
}
