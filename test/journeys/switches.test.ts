// Tests each fault that LINE may cause, by the simulator's switches: the user gets one answer and stays at her step.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import type { Switches } from '../../src/simulator/wire.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
  await line().follows()
  await line().says('ภาษาไทย')
  await deployment.hears('jaithip')
})
afterAll(() => deployment.close())

const line = () => deployment.simulator.platform.person('jaithip')
const countOf = (heard: string, sentence: string) => heard.split(sentence).length - 1

/** The user writes while the switches `broken` are on. Returns what she hears then, and after they are off again. */
const writeDuring = async (broken: Partial<Switches>) => {
  deployment.simulator.platform.set(broken)
  await line().says('ลงทะเบียน')
  const meanwhile = await deployment.hears('jaithip')
  deployment.simulator.platform.set(Object.fromEntries(Object.keys(broken).map((name) => [name, false])))
  await deployment.pass(10 * 60_000)
  await deployment.service.catchUp()
  return { meanwhile, after: await deployment.hears('jaithip') }
}

it.each<[string, Partial<Switches>]>([
  ['delivers twice', { redeliver: true }],
  ['delivers late and out of order', { reorder: true }],
  ['refuses a reply because the reply token has expired', { expiredReplyToken: true }],
  ['breaks down', { api500: true }],
  ['limits the rate', { api429: true }],
])('when LINE %s she is answered once', async (_, broken) => {
  const { meanwhile, after } = await writeDuring(broken)
  expect(countOf(meanwhile + after, th.steps.terms.title)).toBe(1)
})

it.each<[string, Partial<Switches>]>([
  ['loses her message', { dropWebhook: true }],
  ['signs wrongly', { badSignature: true }],
  ['gives the chat to another module', { standby: true }],
])('when LINE %s there is no answer, and the next message is answered', async (_, broken) => {
  const { meanwhile, after } = await writeDuring(broken)
  expect(meanwhile + after).toBe('')
  expect(countOf((await writeDuring({})).meanwhile, th.steps.terms.title)).toBe(1)
})
