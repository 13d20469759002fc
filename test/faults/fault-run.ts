// One storm: citizens register through the real service while its process is killed and everything around it fails.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { openDatabase } from '../../src/node.ts'
import { startLibsqlServer } from '../../tools/dev/libsql-server.ts'
import { installMenus, localEnv, newSecrets, settingsFrom, simulatorFor } from '../../tools/dev/local.ts'
import { freePort } from '../../tools/dev/port.ts'
import { buildServiceUnderTest, openServiceUnderTest, type ServiceUnderTest } from '../kit/service-under-test.ts'
import { clockOf } from '../kit/skewed-clock.ts'
import { type Audit, audit } from './audit.ts'
import { chanceOf, sleep } from './chance.ts'
import { type Citizen, type RunContext, runCitizen } from './citizen.ts'
import { openFaults } from './faults.ts'
import { type GateContext, openDatabaseGate, openLineGate, openWebhookGate, retryingFetch } from './gates.ts'
import { recordHistory } from './history.ts'
import { newLedger } from './ledger.ts'

export type FaultRunOptions = {
  seed: number
  kills: number
  /** Citizens at once. */
  parallel: number
  database: 'file' | 'server'
  say?: (line: string) => void
}
export type FaultRun = Audit & { seconds: number; faults: Record<string, number> }

/** Virtual ms for each ms of the wall at most: leases and back-offs are waited for, eight times as fast. */
const fastest = 8
/** Wall ms of a start on a machine that is fast enough for that. Where it takes longer, seconds must not fly for honest people. */
const quickStart = 600
/** Requests between two kills at most: a request to the database is one too. */
const everyOps = { file: 50, server: 300 }
const minute = 60_000

const timeToStart = async (serviceUnderTest: ServiceUnderTest): Promise<number> => {
  const from = performance.now()
  serviceUnderTest.start()
  while (!serviceUnderTest.up) await sleep(10)
  const took = performance.now() - from
  await serviceUnderTest.stop()
  return took
}

/** Waits until nothing is due any more, letting hours pass for what backs off. */
const untilQuiet = async (left: () => Promise<number>, pass: (ms: number) => void): Promise<void> => {
  for (let rounds = 0; rounds < 60 && (await left()) > 0; rounds++) {
    if (rounds > 8) pass(20 * minute)
    await sleep(500)
  }
}

export const faultRun = async ({
  seed,
  kills,
  parallel: lanes,
  database,
  say = () => {},
}: FaultRunOptions): Promise<FaultRun> => {
  const begun = performance.now()
  const chance = chanceOf(seed)
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-storm-'))
  const faults = openFaults(chanceOf(seed + 1), everyOps[database])
  const ledger = newLedger()
  const scene: GateContext = { faults, ledger, serviceUnderTest: () => serviceUnderTest as ServiceUnderTest }
  let serviceUnderTest: ServiceUnderTest | undefined

  const hands = { from: Date.now(), at: Date.UTC(2026, 10, 23, 3), pace: 1, skew: 0 }
  const secrets = await newSecrets()
  const server = database === 'server' ? await startLibsqlServer(join(folder, 'libsql')) : undefined
  const truth = server?.url ?? `file:${join(folder, 'service.db')}`
  const port = await freePort()
  const service = `http://localhost:${port}`
  const webhookGate = await openWebhookGate(scene, () => service, secrets.channelSecret)
  const simulator = await simulatorFor(service, secrets, {
    webhookUrl: `${webhookGate.origin}/webhook`,
    clock: () => clockOf({ ...hands, skew: 0 }),
  })
  const lineGate = await openLineGate(scene, () => simulator.origin)
  const databaseGate = server && (await openDatabaseGate(scene, server.url))
  const env = localEnv(service, lineGate.origin, {
    databaseUrl: databaseGate?.origin ?? truth,
    secrets,
    env: { LIFF_SDK_URL: `${simulator.origin}/liff/sdk.js` },
  })
  const settings = settingsFrom(env)
  const opened = await openDatabase({ ...settings, DATABASE_URL: truth })
  opened.close()
  const client = createClient({ url: truth })
  await recordHistory(client)
  await installMenus({ ...settings, LINE_API_ORIGIN: simulator.origin, LINE_DATA_ORIGIN: simulator.origin })

  const file = await buildServiceUnderTest()
  const timesAt = (pace: number) => ({
    // Of LINE's 8 s, and of the 3 s between two looks at what was left behind.
    PORT: String(port),
    LINE_TIMEOUT_MS: String(Math.round(8_000 / pace)),
    CATCH_UP_MS: String(Math.round(3_000 / pace)),
  })
  const unhindered = { ...env, ...timesAt(1), DATABASE_URL: truth }
  const startMs = await timeToStart(openServiceUnderTest(file, unhindered, hands, () => 0))
  const pace = Math.max(1, Math.min(fastest, (fastest * quickStart) / startMs))
  Object.assign(hands, { from: Date.now(), pace })
  serviceUnderTest = openServiceUnderTest(
    file,
    { ...env, ...timesAt(pace) },
    hands,
    () => chance.below(250),
    (token) => {
      const taken = ledger.taken.find(({ key }) => key === token)
      if (taken) taken.told = true
    },
  )
  serviceUnderTest.start()

  const turn = (change: Partial<typeof hands>) => {
    Object.assign(hands, change)
    serviceUnderTest!.turnClock(hands)
  }
  const passTime = (ms: number) => turn({ at: hands.at + ms })
  const jumps = setInterval(() => {
    if (faults.calm) return turn({ skew: 0 })
    if (chance.yes(0.3)) {
      faults.count('clock moved')
      turn({ skew: chance.pick([0, 0, -90_000, -8_000, 8_000, 90_000, 10 * minute]) })
    }
  }, 700)

  const context: RunContext = {
    simulator,
    service,
    ledger,
    fetcher: retryingFetch(scene),
    pace,
    lastKill: () => serviceUnderTest!.lastKill,
  }
  const citizens: Citizen[] = []
  const enough = () => serviceUnderTest!.kills >= kills
  const lane = async (number: number) => {
    for (let i = 0; !enough(); i++) {
      const holder = citizens.find(({ outcome }) => outcome === 'issued')
      const stolen = holder && chance.yes(0.15) ? holder.card : undefined
      const name = `lane${number}-${i}`
      const citizen = await runCitizen(context, chanceOf(seed * 1000 + number * 100 + i), name, stolen).catch(
        (error: Error): Citizen => {
          ledger.complaints.push(`${name}: ${error.message}`)
          return { user: '', name, outcome: 'gave up', card: undefined as never }
        },
      )
      if (citizen.user) citizens.push(citizen)
      say(
        `${Math.round((performance.now() - begun) / 1000)} s ${name}: ${citizen.outcome} (${serviceUnderTest!.kills} kills)`,
      )
    }
  }
  const forecast = setInterval(() => {
    if (enough()) faults.calm = true
  }, 20)
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
  faults.calm = true
  turn({ skew: 0 })
  const left = async () => {
    const [row] = (
      await client.execute(
        'select (select count(*) from outbox) + (select count(*) from webhook_event where done_at is null) as n',
      )
    ).rows
    return Number(row?.n)
  }
  await sleep(600)
  await untilQuiet(left, passTime)
  clearInterval(jumps)
  clearInterval(forecast)
  await serviceUnderTest.stop()

  const found = await audit(client, settings, ledger, citizens)
  for (const crash of serviceUnderTest.crashes)
    if (!crash.startsWith('at the start') || database === 'file') found.violations.push(`the service crashed ${crash}`)
  for (const defect of serviceUnderTest.defects)
    if (database === 'file' || !/"event":"defect"/.test(defect)) found.violations.push(`it logged ${defect}`)
  client.close()
  for (const gate of [webhookGate, lineGate, databaseGate]) await gate?.close()
  await simulator.close()
  await server?.close()
  rmSync(folder, { recursive: true })
  const seconds = Math.round((performance.now() - begun) / 1000)
  const speed = { 'virtual seconds a second': Math.round(pace * 10) / 10 }
  return {
    ...found,
    counts: { kills: serviceUnderTest.kills, ...speed, ...found.counts },
    faults: faults.counts,
    seconds,
  }
}
