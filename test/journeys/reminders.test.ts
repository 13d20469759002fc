import { afterAll, beforeAll, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { jaithip, somchai } from '../people/people.ts'
import { asIssued } from './steps.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const day = 86_400_000
const lastDay = Date.UTC(2031, 2, 14, 5)
const until = (daysBefore: number) => world.pass(lastDay - daysBefore * day - world.now())
const told = async () => {
  // Both at once, as two triggers of the edge may be.
  await Promise.all([world.service.catchUp(), world.service.catchUp()])
  const heard = await world.hears('somchai')
  return heard.split(th.runsOut('#', '14 มี.ค. 2574').split('\n')[1]!).length - 1
}

it('a holder is reminded 90, 30 and 7 days before the card runs out, once each, and never after; a card for life is silent', async () => {
  await asIssued(world, somchai)
  await asIssued(world, jaithip)
  await world.hears('somchai')
  await world.hears('jaithip')
  expect(await told()).toBe(0)
  await until(98)
  expect(await told()).toBe(0)
  for (const days of [90, 30, 7]) {
    await until(days)
    expect([days, await told(), await told()]).toEqual([days, 1, 0])
  }
  await until(-1)
  expect(await told()).toBe(0)
  expect(await world.hears('jaithip')).toBe('')
})
