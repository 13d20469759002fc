// Tests that a holder can always stop the card: without the PIN, from phone and chat, whatever a thief does meanwhile.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { issueCard } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const hour = 3_600_000
const wrongPin = '00000001'
const line = (id: string) => deployment.simulator.platform.person(id)
const statusOf = async (person: typeof jaithip) =>
  (await (await issueCard(deployment, person)).get('/me')).view.cardStatus

describe('a thief who once saw Jaithip’s PIN', () => {
  it('cannot keep her from freezing by typing wrong PINs: the phone freezes while the PIN is locked for a day', async () => {
    let phone = await issueCard(deployment, jaithip)
    const typed = []
    for (let tries = 0; tries < 8; tries++) {
      typed.push((await phone.show(wrongPin)).reason)
      if (tries < 4) continue
      await deployment.pass([30_000, 5 * 60_000, 30 * 60_000][tries - 4] ?? 0)
      phone = await deployment.phone('jaithip')
      await phone.signIn()
    }
    expect(typed).toEqual(Array.from({ length: 8 }, () => 'wrong_pin'))
    expect((await phone.show(jaithip.pin)).reason).toBe('locked')
    expect(await phone.post('/freeze')).toMatchObject({ status: 200, view: { cardStatus: 'frozen' } })
    expect(await deployment.hears('jaithip')).toContain(th.sentences.frozen)
    expect((await phone.post('/unfreeze', { pin: jaithip.pin })).reason).toBe('locked')
  })

  it('… and a second freeze changes nothing and sends no other message', async () => {
    const phone = await issueCard(deployment, jaithip)
    for (let i = 0; i < 20; i++) expect((await phone.post('/freeze')).view.cardStatus).toBe('frozen')
    expect(await deployment.hears('jaithip')).not.toContain(th.sentences.frozen)
  })

  it('does not wake the card: only the PIN does', async () => {
    await deployment.pass(25 * hour)
    const phone = await issueCard(deployment, jaithip)
    expect((await phone.post('/unfreeze', {})).status).toBe(400)
    expect((await phone.post('/unfreeze', { pin: wrongPin })).reason).toBe('wrong_pin')
    expect(await statusOf(jaithip)).toBe('frozen')
  })
})

describe('Somchai lost his phone', () => {
  it('types it in the chat, is told what freezing does, and one tap freezes the card, without a PIN', async () => {
    await issueCard(deployment, somchai)
    for (const said of ['โทรศัพท์หาย', 'มือถือถูกขโมยค่ะ', 'my phone was stolen', 'บัตรหาย', 'lost my card', 'ระงับบัตร']) {
      await deployment.hears('somchai')
      await line('somchai').says(said)
      expect(await deployment.hears('somchai'), said).toContain(th.looking.freeze.title.valid)
    }
    expect(await statusOf(somchai)).toBe('valid')
    await line('somchai').taps(th.looking.freeze.go.valid)
    expect(await deployment.hears('somchai')).toContain(th.sentences.frozen)
    expect(await statusOf(somchai)).toBe('frozen')
  })

  it('taps twice, or an old button: the chat says that the card is frozen, and only the page with the PIN wakes it', async () => {
    await line('somchai').taps({ data: '!freezeNow' })
    const heard = await deployment.hears('somchai')
    expect(heard).toContain(th.looking.freeze.title.frozen)
    expect(heard).not.toContain(th.sentences.frozen)
    expect(await line('somchai').taps(th.looking.freeze.go.frozen)).toMatchObject({
      opens: expect.stringMatching(/\/freeze$/),
    })
    const phone = await issueCard(deployment, somchai)
    expect((await phone.post('/unfreeze', { pin: somchai.pin })).view.cardStatus).toBe('valid')
  })

  it('two taps at once freeze once, and a person without a card is told so', async () => {
    await deployment.hears('somchai')
    await Promise.all([line('somchai').taps({ data: '!freezeNow' }), line('somchai').taps({ data: '!freezeNow' })])
    const heard = await deployment.hears('somchai')
    expect(heard.split(th.sentences.frozen)).toHaveLength(2)
    await line('fatima').taps({ data: '!freezeNow' })
    expect(await deployment.hears('fatima')).toContain(th.sentences.noCardYet)
  })
})
