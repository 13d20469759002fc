// One fault run: citizens enrol through the real service while its process is killed and everything around it fails.
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
  /** Citizens at the same time. */
  parallel: number
  database: 'file' | 'server'
  say?: (line: string) => void
}
export type FaultRun = Audit & { seconds: number; faults: Record<string, number> }

/** Virtual ms per ms of real time at most: leases and back-offs pass eight times as fast. */
const maxPace = 8
/**
 * Real ms of a start on a fast machine. On a slower one time must pass more
 * slowly, or honest citizens run into time-outs.
 */
const quickStart = 600
/** Requests between two kills at most; requests to the database count too. */
const everyOps = { file: 50, server: 300 }
const minute = 60_000

const timeToStart = async (serviceUnderTest: ServiceUnderTest): Promise<number> => {
  const start = performance.now()
  serviceUnderTest.start()
  while (!serviceUnderTest.up) await sleep(10)
  const duration = performance.now() - start
  await serviceUnderTest.stop()
  return duration
}

/** Waits until no work is due. After some rounds hours pass on the virtual clock, so that back-offs end. */
const waitUntilIdle = async (jobsLeft: () => Promise<number>, pass: (ms: number) => void): Promise<void> => {
  for (let rounds = 0; rounds < 60 && (await jobsLeft()) > 0; rounds++) {
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
  const startedAt = performance.now()
  const chance = chanceOf(seed)
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-faults-'))
  const faults = openFaults(chanceOf(seed + 1), everyOps[database])
  const ledger = newLedger()
  const gateContext: GateContext = { faults, ledger, serviceUnderTest: () => serviceUnderTest as ServiceUnderTest }
  let serviceUnderTest: ServiceUnderTest | undefined

  const clock = { from: Date.now(), at: Date.UTC(2026, 10, 23, 3), pace: 1, skew: 0 }
  const secrets = await newSecrets()
  const server = database === 'server' ? await startLibsqlServer(join(folder, 'libsql')) : undefined
  const realDatabaseUrl = server?.url ?? `file:${join(folder, 'service.db')}`
  const port = await freePort()
  const service = `http://localhost:${port}`
  const webhookGate = await openWebhookGate(gateContext, () => service, secrets.channelSecret)
  const simulator = await simulatorFor(service, secrets, {
    webhookUrl: `${webhookGate.origin}/webhook`,
    clock: () => clockOf({ ...clock, skew: 0 }),
  })
  const lineGate = await openLineGate(gateContext, () => simulator.origin)
  const databaseGate = server && (await openDatabaseGate(gateContext, server.url))
  const env = localEnv(service, lineGate.origin, {
    databaseUrl: databaseGate?.origin ?? realDatabaseUrl,
    secrets,
    env: { LIFF_SDK_URL: `${simulator.origin}/liff/sdk.js` },
  })
  const settings = settingsFrom(env)
  const opened = await openDatabase({ ...settings, DATABASE_URL: realDatabaseUrl })
  opened.close()
  const client = createClient({ url: realDatabaseUrl })
  await recordHistory(client)
  await installMenus({ ...settings, LINE_API_ORIGIN: simulator.origin, LINE_DATA_ORIGIN: simulator.origin })

  const file = await buildServiceUnderTest()
  const timesAt = (pace: number) => ({
    // Scaled from LINE's 8 s time-out and the 3 s between two runs of `catchUp`.
    PORT: String(port),
    LINE_TIMEOUT_MS: String(Math.round(8_000 / pace)),
    CATCH_UP_MS: String(Math.round(3_000 / pace)),
  })
  const envWithoutFaults = { ...env, ...timesAt(1), DATABASE_URL: realDatabaseUrl }
  const startMs = await timeToStart(openServiceUnderTest(file, envWithoutFaults, clock, () => 0))
  const pace = Math.max(1, Math.min(maxPace, (maxPace * quickStart) / startMs))
  Object.assign(clock, { from: Date.now(), pace })
  serviceUnderTest = openServiceUnderTest(
    file,
    { ...env, ...timesAt(pace) },
    clock,
    () => chance.below(250),
    (token) => {
      const taken = ledger.taken.find(({ key }) => key === token)
      if (taken) taken.told = true
    },
  )
  serviceUnderTest.start()

  const setClock = (change: Partial<typeof clock>) => {
    Object.assign(clock, change)
    serviceUnderTest!.turnClock(clock)
  }
  const passTime = (ms: number) => setClock({ at: clock.at + ms })
  const jumps = setInterval(() => {
    if (faults.calm) return setClock({ skew: 0 })
    if (chance.yes(0.3)) {
      faults.count('clock moved')
      setClock({ skew: chance.pick([0, 0, -90_000, -8_000, 8_000, 90_000, 10 * minute]) })
    }
  }, 700)

  // Another process writes to the file now and then.
  const locker = database === 'file' ? createClient({ url: realDatabaseUrl }) : undefined
  const lockFile = async () => {
    if (faults.calm || !chance.yes(0.3)) return
    const lock = await locker!.transaction('write').catch(() => undefined)
    if (!lock) return locker!.reconnect()
    faults.count('foreign lock')
    await sleep(chance.below(60))
    await lock.rollback()
  }
  const locks = locker && setInterval(() => void lockFile(), 150)

  const context: RunContext = {
    simulator,
    service,
    ledger,
    fetcher: retryingFetch(gateContext),
    pace,
    lastKill: () => serviceUnderTest!.lastKill,
  }
  const citizens: Citizen[] = []
  const killsReached = () => serviceUnderTest!.kills >= kills
  const lane = async (number: number) => {
    for (let i = 0; !killsReached(); i++) {
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
        `${Math.round((performance.now() - startedAt) / 1000)} s ${name}: ${citizen.outcome} (${serviceUnderTest!.kills} kills)`,
      )
    }
  }
  const stopWhenDone = setInterval(() => {
    if (killsReached()) faults.calm = true
  }, 20)
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
  faults.calm = true
  setClock({ skew: 0 })
  const jobsLeft = async () => {
    const [row] = (
      await client.execute(
        'select (select count(*) from outbox) + (select count(*) from webhook_event where done_at is null) as n',
      )
    ).rows
    return Number(row?.n)
  }
  await sleep(600)
  await waitUntilIdle(jobsLeft, passTime)
  clearInterval(jumps)
  clearInterval(stopWhenDone)
  clearInterval(locks)
  await serviceUnderTest.stop()

  const result = await audit(client, settings, ledger, citizens)
  for (const crash of serviceUnderTest.crashes)
    if (!crash.startsWith('at the start') || database === 'file') result.violations.push(`the service crashed ${crash}`)
  for (const defect of serviceUnderTest.defects)
    if (database === 'file' || !/"event":"defect"/.test(defect)) result.violations.push(`it logged ${defect}`)
  client.close()
  locker?.close()
  for (const gate of [webhookGate, lineGate, databaseGate]) await gate?.close()
  await simulator.close()
  await server?.close()
  rmSync(folder, { recursive: true })
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  const speed = { 'virtual seconds a second': Math.round(pace * 10) / 10 }
  return {
    ...result,
    counts: { kills: serviceUnderTest.kills, ...speed, ...result.counts },
    faults: faults.counts,
    seconds,
  }
}
