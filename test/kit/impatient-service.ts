// A service on Node that gives up on slow connections within a second, so that a test need not wait as long as a user may.
import { runService } from '../../src/node.ts'
import type { Settings } from '../../src/service/settings/read.ts'
import { freePort } from '../../tools/dev/port.ts'

/** ms. */
const connections = { head: 200, request: 600, stalled: 800, check: 50 }
const bodyMs = { small: 200, large: 400 }

/** Starts it beside a deployment, over a database of its own. `address`: where it listens. */
export const startImpatient = async (settings: Settings, databaseUrl: string) => {
  const port = await freePort()
  const service = await runService(
    { ...settings, DATABASE_URL: databaseUrl },
    { port, webRoot: 'dist/web', scheduledJobs: false, log: () => {}, connections, bodyMs },
  )
  return { address: `http://localhost:${port}`, close: service.close }
}
