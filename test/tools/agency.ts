// An agency for deployment tests: its LINE channels, database server, Cloudflare account and `.env.deploy`.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import type { Deployment } from '../../tools/deploy/deployment.ts'
import { type EnvFile, envFile } from '../../tools/deploy/env-file.ts'
import { doctor } from '../../tools/deploy/examine.ts'
import { type OpenOptions, open } from '../../tools/deploy/open.ts'
import { deploy } from '../../tools/deploy/run.ts'
import { steps } from '../../tools/deploy/steps.ts'
import type { Values } from '../../tools/deploy/values.ts'
import { wrangler } from '../../tools/deploy/wrangler.ts'
import { startLibsqlServer } from '../../tools/dev/libsql-server.ts'
import { freePort } from '../../tools/dev/port.ts'
import { type Channels, openChannels } from './line-channels.ts'
import { type RecordedCloudflare, recordedCloudflare } from './recorded-cloudflare.ts'

type Outcome = { code: number; said: string }
export type Agency = {
  /** The settings that the agency has before its first deployment. */
  values: Values
  file: EnvFile
  line: Channels
  simulator: Simulator
  cloudflare: RecordedCloudflare
  deploys: (change?: Values, options?: OpenOptions & { dryRun?: boolean }) => Promise<Outcome>
  /** Runs the doctor. `edge`: the service answers as on Cloudflare. */
  examines: (change?: Values, options?: OpenOptions & { edge?: boolean }) => Promise<Outcome>
  /** Returns the number of requests that changed something at LINE. */
  changedAtLine: () => number
  close: () => Promise<void>
}

const messaging = { id: '2000000001', secret: randomBytes(16).toString('hex') }
const login = { id: '2000000002', secret: randomBytes(16).toString('hex') }
const accessToken = randomBytes(32).toString('base64url')

/** The real wrangler's bundle, made once for all tests of a file. */
const bundle = wrangler({}).bundle

const fromCloudflare = (deployment: Deployment): Deployment => ({
  ...deployment,
  live: async (path, init) => {
    const response = await deployment.live(path, init)
    if (!response) return undefined
    const headers = new Headers(response.headers)
    headers.set('server', 'cloudflare')
    return new Response(response.body, { status: response.status, headers })
  },
})

export const openAgency = async (): Promise<Agency> => {
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const elsewhere = { webhookUrl: `${origin}/elsewhere`, liffEndpoint: `${origin}/elsewhere` }
  const simulator = await startSimulator({
    ...elsewhere,
    port: 0,
    channelId: messaging.id,
    channelSecret: messaging.secret,
    channelAccessToken: accessToken,
    loginChannelId: login.id,
    liffId: `${login.id}-Another1`,
  })
  const line = await openChannels(simulator.origin, { messaging, login, accessToken })
  const database = await startLibsqlServer(join(folder, 'libsql'))
  const cloudflare = recordedCloudflare(port, bundle)
  const file = envFile(join(folder, '.env.deploy'))
  const values = {
    PUBLIC_ORIGIN: origin,
    LINE_CHANNEL_SECRET: messaging.secret,
    LINE_CHANNEL_ACCESS_TOKEN: accessToken,
    LINE_LOGIN_CHANNEL_ID: login.id,
    LINE_LOGIN_CHANNEL_SECRET: login.secret,
    DATABASE_URL: database.url,
    LINE_API_ORIGIN: line.origin,
    LINE_DATA_ORIGIN: line.origin,
    LINE_CERTS_URL: `${simulator.origin}/oauth2/v2.1/certs`,
  }
  const opened = (change: Values, options: OpenOptions = {}) => {
    const all = Object.entries({ ...values, ...file.read(), ...change }).filter(([, value]) => value !== '')
    return open(Object.fromEntries(all), file, { cloudflare, wait: async () => {}, ...options })
  }
  const listening = async (work: (say: (line: string) => void) => Promise<number>): Promise<Outcome> => {
    const lines: string[] = []
    const code = await work((line) => void lines.push(line))
    return { code, said: lines.join('\n') }
  }
  return {
    values,
    file,
    line,
    simulator,
    cloudflare,
    deploys: (change = {}, { dryRun = false, ...options } = {}) =>
      listening((say) => deploy(opened(change, options), steps, { say }, dryRun)),
    examines: (change = {}, { edge = false, ...options } = {}) => {
      const deployment = opened(change, options)
      return listening((say) => doctor(edge ? fromCloudflare(deployment) : deployment, steps, { say }))
    },
    changedAtLine: () =>
      simulator.platform.calls.filter(
        ({ kind, method, path }) => kind === 'api' && method !== 'GET' && !path?.endsWith('/test'),
      ).length,
    close: async () => {
      await cloudflare.close()
      await line.close()
      await simulator.close()
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
