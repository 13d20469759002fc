// Builds `Deps` from settings: the one place where adapters meet, used by the entry points of both runtimes.
import type { Clock, Config, Deps, Log, Pages, PopulationRegister, Random } from './service/deps.ts'
import { createKeys } from './service/keys/keys.ts'
import { createSeal } from './service/keys/seal.ts'
import { createLine } from './service/line/client.ts'
import { createSignIn } from './service/line/sign-in.ts'
import { createOfficials } from './service/officials/oidc.ts'
import { createRandom } from './service/platform/random.ts'
import { createLimits } from './service/platform/rate-limits.ts'
import { withDeadline } from './service/population-register/deadline.ts'
import { noPopulationRegister } from './service/population-register/none.ts'
import { createSandboxRegister } from './service/population-register/sandbox.ts'
import { retentionOf, type Settings } from './service/settings/read.ts'
import type { Database } from './service/store/database.ts'
import { createPersonKeys } from './service/store/person-keys.ts'
import type { SeenRows } from './service/store/row-guard.ts'
import { createStore } from './service/store/store.ts'
import { type BlobStore, createVault } from './service/vault/vault.ts'

/** ms that a person waits on the page for the register; after that the answer is sent by chat. */
const registerMs = 6_000
/** ms of the sandbox's slow answer: longer than `registerMs`. */
const slowMs = 8_000

/** What differs between the runtimes. */
export type Runtime = {
  db: Database
  pages: Pages
  /** Where pictures are stored, if not in the database. */
  blobStore?: BlobStore
  /** What this process remembers of rows, where deps are made for each request. */
  seenRows?: SeenRows
  log: Log
  waitUntil: Deps['waitUntil']
  clock?: Deps['clock']
  random?: Deps['random']
  dataCentreCache?: Deps['dataCentreCache']
  /** Time-out of a call to LINE in ms. */
  lineTimeoutMs?: number
  /** ms until a request's body has to be there, by its size; see routes/body.ts. */
  bodyMs?: Deps['bodyMs']
}

/** Shared by all requests: on the edge `Deps` are created per request, while the isolate continues to count. */
const limits = createLimits((bytes) => crypto.getRandomValues(new Uint8Array(bytes)))

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const populationRegisters: Record<Settings['REGISTRY'], (clock: Clock) => PopulationRegister> = {
  none: () => noPopulationRegister,
  sandbox: (clock) => withDeadline(createSandboxRegister({ slowMs, wait, clock }), registerMs),
}

export const configOf = (settings: Settings): Config => ({
  origin: settings.PUBLIC_ORIGIN,
  issuer: {
    id: settings.ISSUER_ID,
    name: { th: settings.ISSUER_NAME_TH, en: settings.ISSUER_NAME_EN },
    notice: { th: settings.ISSUER_NOTICE_TH, en: settings.ISSUER_NOTICE_EN },
    contact: { th: settings.ISSUER_CONTACT_TH, en: settings.ISSUER_CONTACT_EN },
  },
  line: { channelSecret: settings.LINE_CHANNEL_SECRET, liffId: settings.LIFF_ID },
  newPinCooldownMs: settings.NEW_PIN_HOLD_HOURS * 3_600_000,
  perMinute: { person: settings.PERSON_PER_MINUTE, network: settings.NETWORK_PER_MINUTE },
  examinerSecret: settings.EXAMINER_SECRET,
  faces: { model: settings.FACE_MODEL, calibration: settings.FACE_CALIBRATION },
  liffSdkUrl: settings.LIFF_SDK_URL,
})

const officialsOf = (settings: Settings, random: Random) => {
  const {
    OFFICIALS_OIDC_ISSUER: issuer,
    OFFICIALS_OIDC_CLIENT_ID: clientId,
    OFFICIALS_OIDC_CLIENT_SECRET: clientSecret,
  } = settings
  if (!issuer || !clientId || !clientSecret) return undefined
  return createOfficials({ issuer, clientId, clientSecret, listed: settings.OFFICIALS }, random)
}

export const assemble = (settings: Settings, runtime: Runtime): Deps => {
  const { db, log } = runtime
  const random = runtime.random ?? createRandom()
  const clock = runtime.clock ?? Date.now
  const config = configOf(settings)
  const seal = createSeal(settings.keys, random)
  const personKeys = createPersonKeys({ db, seal })
  const line = {
    accessToken: settings.LINE_CHANNEL_ACCESS_TOKEN,
    apiOrigin: settings.LINE_API_ORIGIN,
    dataOrigin: settings.LINE_DATA_ORIGIN,
    timeoutMs: runtime.lineTimeoutMs,
  }
  return {
    config,
    clock,
    random,
    log,
    waitUntil: runtime.waitUntil,
    pages: runtime.pages,
    dataCentreCache: runtime.dataCentreCache,
    limits,
    store: createStore({
      db,
      seal,
      random,
      personKeys,
      retention: retentionOf(settings),
      seenRows: runtime.seenRows,
      onRowFault: (table, fault) => log('row_changed', { table, fault }),
    }),
    vault: createVault({ db, personKeys, random, blobStore: runtime.blobStore }),
    line: createLine(line, config, log),
    signIn: createSignIn({
      jwksUrl: settings.LINE_CERTS_URL,
      issuer: 'https://access.line.me',
      loginChannelId: settings.LINE_LOGIN_CHANNEL_ID,
    }),
    populationRegister: populationRegisters[settings.REGISTRY](clock),
    keys: createKeys(settings.keys, clock),
    bodyMs: runtime.bodyMs ?? { small: 10_000, large: 30_000 },
    officials: officialsOf(settings, random),
  }
}
