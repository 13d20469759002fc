// What the edge is measured on: a real libSQL server in which one person has a card, and workerd by itself over it.
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

/** In the past, so that a card issued there, with the selfie's seconds wound on by hand, is valid now. */
const earlier = Date.now() - 60_000

/** A walk on Node over the same database; gives the settings that the walk was made with and the holder's session. */
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
  // One person asks for all: the limits are not what is measured.
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
