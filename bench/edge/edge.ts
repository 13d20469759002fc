// Sets up what bench/edge measures: a libSQL server in which one person has a card, and workerd connected to it.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { somchai } from '../../test/kit/people/people.ts'
import { phoneOf } from '../../test/kit/phone.ts'
import { issueCard } from '../../test/kit/steps.ts'
import { buildWorker } from '../../tools/build/worker.ts'
import { startLibsqlServer } from '../../tools/dev/libsql-server.ts'
import { newSecrets, onNode, startLocal } from '../../tools/dev/local.ts'
import { channelSecret } from './webhook-requests.ts'
import { startWorkerd } from './workerd.ts'

/** The clock of the registration starts a minute ago and is advanced by hand, so that the card is valid now. */
const earlier = Date.now() - 60_000

/** Registers one person on Node over the same database. Returns the settings used and the holder's session token. */
const issueOne = async (databaseUrl: string) => {
  let [now, env] = [earlier, {} as Readonly<Record<string, string>>]
  const secrets = { ...(await newSecrets()), channelSecret }
  const local = await startLocal(
    (settings, given, options) => {
      env = given
      return onNode(settings, given, options)
    },
    { servicePort: 0, simulatorPort: 0, databaseUrl, secrets, clock: () => now, log: () => {}, scheduledJobs: false },
  )
  const { platform } = local.simulator
  const phone = async (person: string) => phoneOf(local.service.origin, await platform.person(person).idToken())
  const pass = async (ms: number) => {
    now += ms
    await platform.settled()
  }
  const token = (await issueCard({ phone, pass }, somchai)).token()
  await platform.settled()
  await local.close()
  return { env, token }
}

export const openEdge = async (folder: string) => {
  mkdirSync(folder)
  const database = await startLibsqlServer(join(folder, 'libsql'))
  const { env, token } = await issueOne(database.url)
  const { file } = buildWorker('bench/edge/worker.ts', 'dist/worker-in-bench')
  // All requests come from one person: without this the rate limits would be measured.
  const unlimited = { PERSON_PER_MINUTE: '999999999', NETWORK_PER_MINUTE: '999999999' }
  const workerd = await startWorkerd(folder, file, { ...env, ...unlimited })
  const phone = phoneOf(workerd.origin, '')
  phone.useToken(token)
  return {
    workerd,
    phone,
    pin: somchai.pin,
    close: async () => {
      await workerd.close()
      await database.close()
    },
  }
}
export type Edge = Awaited<ReturnType<typeof openEdge>>
