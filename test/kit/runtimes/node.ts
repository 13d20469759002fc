// Runs the service on Node for a test, with an embedded database file.
import { join } from 'node:path'
import { onNode } from '../../../tools/dev/local.ts'
import type { OpenRuntime } from './runtime.ts'

export const openNode: OpenRuntime = async (folder) => ({
  databaseUrl: `file:${join(folder, 'service.db')}`,
  start: onNode,
  close: async () => {},
})
