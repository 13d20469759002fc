// What LINE may do to a conversation, one switch of the simulator after the other: she is answered once, whatever was broken, and stands where she stood.
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
const times = (heard: string, sentence: string) => heard.split(sentence).length - 1

/** She asks where she is with `broken` switched on; what she heard until all was well again. */
const asksUnder = async (broken: Partial<Switches>) => {
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
  ['does not take an answer: the reply token is over', { expiredReplyToken: true }],
  ['breaks down', { api500: true }],
  ['has too much to do', { api429: true }],
])('when LINE %s she is answered once', async (_, broken) => {
  const { meanwhile, after } = await asksUnder(broken)
  expect(times(meanwhile + after, th.steps.terms.title)).toBe(1)
})

it.each<[string, Partial<Switches>]>([
  ['loses what she says', { dropWebhook: true }],
  ['is not who signed it', { badSignature: true }],
  ['gives the chat to somebody else', { standby: true }],
])('when LINE %s nothing is said, and the next word is answered', async (_, broken) => {
  const { meanwhile, after } = await asksUnder(broken)
  expect(meanwhile + after).toBe('')
  expect(times((await asksUnder({})).meanwhile, th.steps.terms.title)).toBe(1)
})
