// Tests that one free LINE account cannot drain messages, passes or cards, and that it is told when to go on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dailyBudgets } from '../../src/core/budgets.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { bunma, jaithip, somchai } from '../kit/people/people.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment(async () => ({ PERSON_PER_MINUTE: '999999', NETWORK_PER_MINUTE: '999999' }))
})
afterAll(() => deployment.close())

/** Messages that were pushed. The last push of a day has one more, which says so. */
const pushesTo = async (line: string) => {
  await deployment.service.catchUp()
  await deployment.settled()
  return deployment.simulator.platform.chat(line).filter((entry) => entry.from === 'bot' && entry.via === 'push').length
}

describe('one account', () => {
  it('that asks for help and starts over again and again is sent a day’s budget, and still gets a code', async () => {
    await deployment.simulator.platform.person('noi').follows()
    const phone = await walkThrough(deployment, { ...bunma, line: 'noi' }, 'faceConsent')
    for (let i = 0; i < dailyBudgets.pushes + 5; i++) {
      expect((await phone.post('/help')).view.helpCode).toMatch(/^[A-Z]\d-\d{4}$/)
      await phone.post('/restart')
    }
    expect(await pushesTo('noi')).toBe(dailyBudgets.pushes + 1)
  })

  it('that freezes and unfreezes again and again is obeyed each time, and sent a day’s budget', async () => {
    await deployment.simulator.platform.person('jaithip').follows()
    const phone = await issueCard(deployment, jaithip)
    const before = await pushesTo('jaithip')
    for (let i = 0; i < 30; i++) {
      expect((await phone.post('/freeze')).view.cardStatus).toBe('frozen')
      expect((await phone.post('/unfreeze', { pin: jaithip.pin })).view.cardStatus).toBe('valid')
    }
    expect((await pushesTo('jaithip')) - before).toBe(dailyBudgets.notices + 1)
  })

  it('has passes for a day, then is told to go on tomorrow', async () => {
    const phone = await issueCard(deployment, jaithip)
    const pass = () => phone.post('/pass', { pin: jaithip.pin, scope: 'name', hours: 1 })
    for (let i = 0; i < dailyBudgets.passes; i++) expect((await pass()).status).toBe(200)
    expect(await pass()).toMatchObject({ status: 429, reason: 'too_many_today' })
    expect((await phone.show(jaithip.pin)).status).toBe(200)
  })

  it('has cards for a day, however often it erases and registers again', async () => {
    for (let i = 0; i < dailyBudgets.cards; i++) {
      const phone = await issueCard(deployment, somchai)
      await phone.post('/erase', { confirmed: true, pin: somchai.pin })
    }
    const phone = await walkThrough(deployment, somchai, 'consent')
    expect(await phone.sign(somchai.pin)).toMatchObject({ status: 429, reason: 'too_many_today' })
    await deployment.pass(25 * 3_600_000)
    expect((await (await walkThrough(deployment, somchai, 'consent')).sign(somchai.pin)).view.step).toBe('issued')
  })
})
