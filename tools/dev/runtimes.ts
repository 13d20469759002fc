// The runtimes that can run on this machine, each with its database.
import { join } from 'node:path'
import type { MovableClock } from './clock.ts'
import { type Local, type LocalOptions, onNode, type Service, startLocal } from './local.ts'

export type RuntimeName = 'node' | 'edge'

export type LocalDeployment = Pick<LocalOptions, 'servicePort' | 'simulatorPort' | 'secrets' | 'env' | 'playground'> & {
  /** The folder of the database and, on workerd, of R2. */
  folder: string
  /** Receives each line that the service logs, instead of the terminal. */
  print?: (line: string) => void
  /** A clock that the simulator's page can move. workerd has the machine's own: there it is left out. */
  movable?: MovableClock
}

const overFile = ({ folder, print, ...options }: LocalDeployment) =>
  startLocal(onNode, {
    ...options,
    databaseUrl: `file:${join(folder, 'phokbat.db')}`,
    ...(print && { log: (event, details) => print(JSON.stringify({ event, ...details })) }),
  })

/** workerd with libsql-server and R2; loaded only when needed, because the modules are large. */
const inWorkerd = async ({ folder, print, movable: _, ...options }: LocalDeployment) => {
  const { onEdge } = await import('./edge.ts')
  const { startLibsqlServer } = await import('./libsql-server.ts')
  const { buildWorker } = await import('../build/worker.ts')
  const { file } = buildWorker()
  const server = await startLibsqlServer(join(folder, 'libsql'))
  const start = onEdge({ file, bucket: join(folder, 'r2'), print })
  return startLocal(start, { ...options, databaseUrl: server.url, closeAfter: server.close })
}

export const startOn: Record<RuntimeName, (deployment: LocalDeployment) => Promise<Local<Service>>> = {
  node: overFile,
  edge: inWorkerd,
}

/** The runtime that the arguments of a command choose: `--edge` is workerd. */
export const chosenRuntime = (words: readonly string[]): RuntimeName => (words.includes('--edge') ? 'edge' : 'node')
