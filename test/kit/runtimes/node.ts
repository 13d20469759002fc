// The service on Node over an embedded file, in a test's hands.
import { join } from 'node:path'
import { onNode } from '../../../tools/dev/local.ts'
import type { OpenRuntime } from './runtime.ts'

export const openNode: OpenRuntime = async (folder) => ({
  databaseUrl: `file:${join(folder, 'service.db')}`,
  start: onNode,
  close: async () => {},
})
