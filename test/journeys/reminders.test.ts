// Tests the reminders before a card expires, and the erasure a year after.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { issueCard } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const day = 86_400_000
const lastDay = Date.UTC(2031, 2, 14, 5)
const until = (daysBefore: number) => deployment.pass(lastDay - daysBefore * day - deployment.now())
/** Runs the scheduled jobs and counts the reminders that they send. */
const countReminders = async () => {
  // Runs the jobs twice in parallel, as two triggers of the edge may.
  await Promise.all([deployment.service.catchUp(), deployment.service.catchUp()])
  const heard = await deployment.hears('somchai')
  return heard.split(th.runsOut('#', '14 มี.ค. 2574').split('\n')[1]!).length - 1
}

it('a holder is reminded 90, 30 and 7 days before the card runs out, once each, and never after; a year later it is erased; a card for life is silent and stays', async () => {
  await issueCard(deployment, somchai)
  await issueCard(deployment, jaithip)
  await deployment.hears('somchai')
  await deployment.hears('jaithip')
  expect(await countReminders()).toBe(0)
  await until(98)
  expect(await countReminders()).toBe(0)
  for (const days of [90, 30, 7]) {
    await until(days)
    expect([days, await countReminders(), await countReminders()]).toEqual([days, 1, 0])
  }
  await until(-1)
  expect(await countReminders()).toBe(0)

  // A year later everything is erased with a receipt: within a week, and not a day too early.
  await until(-365)
  await deployment.service.tidy()
  expect(await deployment.hears('somchai')).toBe('')
  await until(-373)
  await Promise.all([deployment.service.tidy(), deployment.service.tidy()])
  const heard = await deployment.hears('somchai')
  expect(heard.split(th.erased.cardOver)).toHaveLength(2)
  expect(heard).toMatch(/([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}/)
  expect(deployment.simulator.platform.person('somchai').menu()?.name).toMatch(/register/)
  const { view } = await (await deployment.phone('somchai')).signIn()
  expect([view.step, view.card]).toEqual(['terms', undefined])
  expect(await deployment.hears('jaithip')).toBe('')
  expect((await (await deployment.phone('jaithip')).signIn()).view.card).toBeDefined()
})
