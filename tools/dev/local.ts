// Runs everything on one machine: the unmodified service, whose settings lead to the simulator instead of LINE.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configOf } from '../../src/assemble.ts'
import { faceModelHere } from '../../src/examiner/model-files.ts'
import { type RunningService, runService, type ServiceOptions } from '../../src/node.ts'
import { generateKeys } from '../../src/service/keys/material.ts'
import { ensureMenus } from '../../src/service/line/menus/ensure.ts'
import { readSettings, type Settings } from '../../src/service/settings/read.ts'
import type { SettingName } from '../../src/service/settings/table.ts'
import { people } from '../../src/simulator/people.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts'
import type { Right } from '../../src/simulator/wire.ts'
import type { MovableClock } from './clock.ts'
import { emptyDatabase } from './empty-database.ts'
import { pagesWithStandIn } from './officials-phone.ts'
import { freePort } from './port.ts'

const root = join(import.meta.dirname, '../..')

/** Invented channels. Their secret is generated with the keys, so that no two machines share one. */
const channel = { channelId: '2000000001', loginChannelId: '2000000002', liffId: '2000000002-Phokbat1' }

/** The agency of each right. */
const agencies: Record<Right, string> = { official: 'ด่านตรวจ สภ.ตัวอย่าง', reviewer: 'สำนักทะเบียนตัวอย่าง' }

/** The registered officials among the simulated people, who sign in at /official. */
export const officials = people.flatMap(({ userId, name, rights = [] }) =>
  rights[0]
    ? [
        {
          subject: userId,
          name: `${name} (ตัวอย่าง)`,
          agency: agencies[rights[0]],
          reviewer: rights.includes('reviewer'),
        },
      ]
    : [],
)

export type LocalSecrets = { keys: string; channelSecret: string; accessToken: string; examinerSecret: string }
/** A running service on either runtime. */
export type Service = Pick<RunningService, 'origin' | 'idle' | 'catchUp' | 'tidy' | 'close'>
/** Starts the service on one runtime. `settings` were read from `env`. */
export type Start<S extends Service> = (
  settings: Settings,
  env: Readonly<Record<string, string>>,
  options: ServiceOptions,
) => Promise<S>

export type Local<S extends Service = RunningService> = {
  service: S
  simulator: Simulator
  settings: Settings
  /** @param changes settings that differ from then on. */
  restart: (changes?: Record<string, string>) => Promise<void>
  close: () => Promise<void>
}
export type LocalOptions = Partial<Pick<ServiceOptions, 'clock' | 'random' | 'log' | 'scheduledJobs'>> & {
  /** 0 chooses a free port. */
  servicePort: number
  simulatorPort: number
  databaseUrl: string
  secrets: LocalSecrets
  /** Stops the database server after the service has stopped. */
  closeAfter?: () => Promise<void>
  /** Settings that differ from the defaults of local development. */
  env?: Record<string, string>
  /** For a run that a person plays with: the page can empty the service, and its official's phone has a camera. */
  playground?: boolean
  /** With a clock that the page can move. It replaces `clock`. */
  movable?: MovableClock
}

export const newSecrets = async (): Promise<LocalSecrets> => ({
  keys: JSON.stringify(await generateKeys((bytes) => new Uint8Array(randomBytes(bytes)))),
  channelSecret: randomBytes(16).toString('hex'),
  accessToken: randomBytes(32).toString('base64url'),
  examinerSecret: randomBytes(32).toString('base64url'),
})

/** The secrets of this machine: generated at the first start, in a file that only its owner can read. */
export const loadSecrets = async (folder: string): Promise<{ secrets: LocalSecrets; fresh: boolean }> => {
  const file = join(folder, 'secrets.json')
  const kept: Partial<LocalSecrets> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  // A folder of an earlier version lacks secrets that were added since.
  const secrets = { ...(await newSecrets()), ...kept }
  mkdirSync(folder, { recursive: true })
  if (Object.keys(kept).length < Object.keys(secrets).length)
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return { secrets, fresh: kept.keys === undefined }
}

/** The settings of a service at `origin` that uses the simulated LINE at `simulator`. */
export const localEnv = (
  origin: string,
  simulator: string,
  { databaseUrl, secrets, env }: Pick<LocalOptions, 'databaseUrl' | 'secrets' | 'env'>,
): Record<string, string> => {
  const ours: Partial<Record<SettingName, string>> = {
    PUBLIC_ORIGIN: origin,
    DATABASE_URL: databaseUrl,
    PHOKBAT_KEYS: secrets.keys,
    LINE_CHANNEL_SECRET: secrets.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: secrets.accessToken,
    EXAMINER_SECRET: secrets.examinerSecret,
    LINE_LOGIN_CHANNEL_ID: channel.loginChannelId,
    LIFF_ID: channel.liffId,
    REGISTRY: 'sandbox',
    LINE_API_ORIGIN: simulator,
    LINE_DATA_ORIGIN: simulator,
    LINE_CERTS_URL: `${simulator}/oauth2/v2.1/certs`,
    LIFF_SDK_URL: `${simulator}/liff/sdk.js`,
    OFFICIALS_OIDC_ISSUER: simulator,
    OFFICIALS_OIDC_CLIENT_ID: channel.loginChannelId,
    OFFICIALS_OIDC_CLIENT_SECRET: secrets.channelSecret,
    OFFICIALS: JSON.stringify(officials),
    // Where the package of the default model is absent, phone and examiner compare by the other one alike.
    FACE_MODEL: faceModelHere(),
  }
  return { ...ours, ...env }
}

export const settingsFrom = (env: Readonly<Record<string, string>>): Settings => {
  const read = readSettings(env)
  if (!read.ok) throw new Error(`The local settings are wrong: ${read.faults.join('; ')}`)
  return read.value
}

export const onNode: Start<RunningService> = (settings, _, options) => runService(settings, options)

/** Starts the simulated LINE of a service at `origin`. `more` overrides its options, such as the webhook address. */
export const simulatorFor = (origin: string, secrets: LocalSecrets, more: Partial<SimulatorOptions> = {}) =>
  startSimulator({
    ...channel,
    port: 0,
    channelSecret: secrets.channelSecret,
    channelAccessToken: secrets.accessToken,
    webhookUrl: `${origin}/webhook`,
    liffEndpoint: `${origin}/app`,
    pageDir: join(root, 'dist/simulator'),
    ...more,
  })

/** Starts the simulator, then the service on the given runtime, then creates the rich menus. */
export const startLocal = async <S extends Service>(start: Start<S>, options: LocalOptions): Promise<Local<S>> => {
  const port = options.servicePort || (await freePort())
  const origin = `http://localhost:${port}`
  let service: S | undefined
  const clock = options.movable?.now ?? options.clock
  const simulator = await simulatorFor(origin, options.secrets, {
    port: options.simulatorPort,
    clock,
    serviceIdle: () => service?.idle(),
    ...(options.playground && { emptyService: () => startOver() }),
    ...(options.movable && { moveClock: (ahead: number) => moveClock(ahead) }),
  })
  let env = localEnv(origin, simulator.origin, options)
  const settings = settingsFrom(env)
  const built = join(root, 'dist/web')
  const pages = options.playground ? pagesWithStandIn(built, simulator.origin) : { folder: built, remove: () => {} }
  const run = () => start(settingsFrom(env), env, { ...options, clock, port, webRoot: pages.folder })
  const startOver = async () => {
    await service?.close()
    await emptyDatabase(options.databaseUrl)
    service = await run()
  }
  const moveClock = async (ahead: number) => {
    options.movable?.move(ahead)
    // What became due happens now: reminders, the end of a hold, what is kept for some days only.
    await service?.catchUp()
    await service?.tidy()
  }
  service = await run()
  await installMenus(settings)
  return {
    get service() {
      if (!service) throw new Error('the service is not running')
      return service
    },
    simulator,
    settings,
    restart: async (changes) => {
      await service?.close()
      env = { ...env, ...changes }
      service = await run()
    },
    close: async () => {
      await service?.close()
      await simulator.close()
      pages.remove()
      await options.closeAfter?.()
    },
  }
}

const lineSettings = (settings: Settings) => ({
  accessToken: settings.LINE_CHANNEL_ACCESS_TOKEN,
  apiOrigin: settings.LINE_API_ORIGIN,
  dataOrigin: settings.LINE_DATA_ORIGIN,
})
const menuPicture = async (name: string) => new Uint8Array(await readFile(join(root, `assets/richmenu/${name}.png`)))
/** Creates the rich menus of these settings at LINE. */
export const installMenus = (settings: Settings) => ensureMenus(lineSettings(settings), configOf(settings), menuPicture)
