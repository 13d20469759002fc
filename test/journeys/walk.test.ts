// Tests the whole enrolment: in Thai through chat and mini-app, and in English in the mini-app alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat as en } from '../../src/core/words/en/chat.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const line = (id: string) => deployment.simulator.platform.person(id)

describe('Jaithip, 68, registers in Thai', () => {
  it('is welcomed when she follows the account, with the notice that this is no government document', async () => {
    await line('jaithip').follows()
    const heard = await deployment.hears('jaithip')
    expect(heard).toContain(th.welcome.title)
    expect(heard).toContain('ไม่ใช่เอกสารราชการ')
  })

  it('accepts the terms and, separately, the use of her face, in the chat', async () => {
    await line('jaithip').taps(th.welcome.start)
    expect(await deployment.hears('jaithip')).toContain('ขั้นที่ 1 จาก 7')
    await line('jaithip').taps(th.steps.terms.go)
    expect(await deployment.hears('jaithip')).toContain(th.steps.faceConsent.title)
    await line('jaithip').taps(th.steps.faceConsent.go)
    expect(await deployment.hears('jaithip')).toContain('ขั้นที่ 2 จาก 7')
  })

  it('continues in the mini-app at the step where the chat ended', async () => {
    const phone = await deployment.phone('jaithip')
    expect((await phone.signIn()).view.step).toBe('cardFront')
    expect((await phone.front()).view.step).toBe('cardBack')
    expect((await phone.back()).view.step).toBe('checkData')
  })

  it('is asked for the same step again after a restart of the service and five days', async () => {
    await deployment.restart()
    await deployment.pass(5 * 24 * 3_600_000)
    await line('jaithip').says('ทำต่อ')
    expect(await deployment.hears('jaithip')).toContain('ขั้นที่ 4 จาก 7')
  })

  it('confirms her data, the register confirms the card', async () => {
    const phone = await deployment.phone('jaithip')
    await phone.signIn()
    expect((await phone.data(jaithip)).view.step).toBe('selfie')
  })

  it('follows the challenge with her face, sets a PIN, consents and has a card', async () => {
    const phone = await deployment.phone('jaithip')
    await phone.signIn()
    expect((await phone.selfie({}, deployment.pass)).view.step).toBe('setPin')
    expect((await phone.pin(jaithip.pin)).view.step).toBe('consent')
    const { view } = await phone.sign(jaithip.pin)
    expect(view.step).toBe('issued')
    expect(view.card).toMatchObject({
      nameThai: ['น.ส. ใจทิพย์', 'สุขเกษม'],
      nameEnglish: 'Miss Jaithip Sukkasem',
      assurance: { document: 'trial', face: 'self' },
      validUntil: '7 ก.ย. 2576',
    })
  })

  it('receives the card in the chat without a full ID number', async () => {
    const heard = await deployment.hears('jaithip')
    expect(heard).toContain('น.ส. ใจทิพย์')
    expect(heard).toContain(th.card.document.trial)
    expect(heard).toContain(th.card.show)
    expect(JSON.stringify(deployment.simulator.platform.received('jaithip'))).not.toContain(jaithip.card.idNumber)
    expect(line('jaithip').menu()?.name).toMatch(/card-th/)
  })

  it('gets her card, not a new enrolment, when she starts again', async () => {
    await line('jaithip').says('ลงทะเบียน')
    const heard = await deployment.hears('jaithip')
    expect(heard).toContain(th.sentences.alreadyHasCard)
    expect(heard).toContain(th.card.show)
  })

  it('sees her portrait, which only its unguessable address returns', async () => {
    const [url] =
      JSON.stringify(deployment.simulator.platform.received('jaithip'))
        .match(/http[^"]+\/i\/[\w-]{22}\.jpg/g)
        ?.slice(-1) ?? []
    expect((await fetch(url ?? '')).headers.get('content-type')).toBe('image/jpeg')
    expect((await fetch((url ?? '').replace(/.{22}\.jpg/, 'AAAAAAAAAAAAAAAAAAAAAA.jpg'))).status).toBe(404)
  })
})

describe('Somchai registers in English', () => {
  it('gets the language of his LINE profile and can change it at any time', async () => {
    line('somchai').speaks('en')
    await line('somchai').follows()
    expect(await deployment.hears('somchai')).toContain(en.welcome.title)
    await line('somchai').says('ภาษาไทย')
    expect(await deployment.hears('somchai')).toContain(th.sentences.languageChanged)
    await line('somchai').says('English')
    expect(await deployment.hears('somchai')).toContain(en.sentences.languageChanged)
  })

  it('completes the whole enrolment in the mini-app alone', async () => {
    const phone = await issueCard(deployment, somchai)
    expect((await phone.get('/me')).view.card?.validUntil).toBe('14 Mar. 2031')
    expect(await deployment.hears('somchai')).toContain(en.card.show)
  })

  it('can show his card with the PIN, and his session ends after an hour', async () => {
    const phone = await walkThrough(deployment, somchai, 'issued')
    const shown = await phone.show(somchai.pin)
    expect(String(shown.body.code)).toMatch(/^HTTP:\/\/LOCALHOST:\d+\/V#[0-9A-Z$*+\-./:]+$/)
    const renewed = await phone.post('/show/renew', { ticket: shown.body.ticket, scope: 'name' })
    expect(renewed.status).toBe(200)
    await deployment.pass(61 * 60_000)
    expect((await phone.get('/me')).status).toBe(401)
  })
})
