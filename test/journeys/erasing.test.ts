// Tests erasure and the withdrawal of the consent to face data: what ends, what the chat says, and the receipt.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { bytesInCode, statusOfToken } from '../kit/status.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const line = (id: string) => deployment.simulator.platform.person(id)
const receipt = /^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/
const wrongPin = '00000001'

const statusOf = (code: string) => statusOfToken(deployment.service.origin, bytesInCode(code))

describe('Jaithip has her data erased', () => {
  it('starts in the chat, which explains what is erased and what stays; the PIN is never typed there', async () => {
    await issueCard(deployment, jaithip)
    await deployment.hears('jaithip')
    await line('jaithip').says('ลบข้อมูลของฉัน')
    const heard = await deployment.hears('jaithip')
    // In full on the page that opens, before the PIN; the chat's question is short enough to be seen whole.
    for (const point of th.erase.points) expect(heard).toContain(point)
    expect(await line('jaithip').taps(th.erase.go)).toMatchObject({ opens: expect.stringMatching(/\/erase$/) })
  })

  it('can read her consents: each text by version and hash, and the time', async () => {
    const { consents } = (await (await issueCard(deployment, jaithip)).get('/consents')).body
    expect(consents.map(({ kind, given }) => [kind, given])).toEqual([
      ['terms', true],
      ['face', true],
      ['issue', true],
    ])
    for (const { version, textHash, at } of consents) {
      expect(version).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(textHash).toMatch(/^[\w-]{43}=?$|^[0-9a-f]{64}$/)
      expect(at).toBeLessThanOrEqual(deployment.now())
    }
  })

  it('must give the PIN and a confirmation: without them nothing happens', async () => {
    const phone = await issueCard(deployment, jaithip)
    expect((await phone.post('/erase', { pin: jaithip.pin })).status).toBe(400)
    expect(await phone.post('/erase', { confirmed: true })).toMatchObject({ status: 403, reason: 'pin_needed' })
    expect((await phone.post('/erase', { confirmed: true, pin: wrongPin })).reason).toBe('wrong_pin')
    expect((await phone.show(jaithip.pin)).status).toBe(200)
  })

  it('gets one receipt on screen and in the chat; card, link, session and menu end, visible within five seconds', async () => {
    const phone = await issueCard(deployment, jaithip)
    const shown = String((await phone.show(jaithip.pin)).body.code)
    const wish = { pin: jaithip.pin, scope: 'name', minutes: 5, once: true, unmasked: false }
    const link = String((await phone.post('/shares', wish)).body.url).split('/s/')[1]
    await deployment.hears('jaithip')

    const answers = await Promise.all([1, 2].map(() => phone.post('/erase', { confirmed: true, pin: jaithip.pin })))
    const done = answers.filter(({ status }) => status === 200)
    expect(done).toHaveLength(1)
    const { number, at } = done[0]!.body
    expect(number).toMatch(receipt)
    expect(at).toBe(deployment.now())

    const heard = await deployment.hears('jaithip')
    expect(heard.split(th.erased.title)).toHaveLength(2)
    expect(heard).toContain(String(number))
    expect(line('jaithip').menu()?.name).toMatch(/register/)
    expect((await phone.get('/me')).status).toBe(401)
    expect((await fetch(`${deployment.service.origin}/api/shares/${link}`, { method: 'POST' })).status).toBe(404)
    await deployment.pass(5000)
    expect(await statusOf(shown)).toBe('unissued')
    expect(deployment.logged.join('\n')).not.toContain(String(number))
  })

  it('gets no message afterwards, even if one was waiting', async () => {
    await deployment.service.catchUp()
    await deployment.service.tidy()
    expect(await deployment.hears('jaithip')).toBe('')
  })

  it('is a new user afterwards, and a repeated erasure request erases nothing', async () => {
    const phone = await deployment.phone('jaithip')
    const { view } = await phone.signIn()
    expect([view.step, view.card]).toEqual(['terms', undefined])
    expect((await phone.post('/erase', { confirmed: true, pin: jaithip.pin })).reason).toBe('no_pin')
    expect((await phone.get('/me')).status).toBe(200)
  })

  it('can register again with the same card', async () => {
    const phone = await issueCard(deployment, jaithip)
    expect((await phone.show(jaithip.pin)).status).toBe(200)
  })
})

describe('Jaithip withdraws the consent to her face data', () => {
  const code = /[A-Z]\d-\d{4}/
  it('starts in the chat, which explains what is erased', async () => {
    await deployment.hears('jaithip')
    await line('jaithip').says('ถอนความยินยอม')
    const heard = await deployment.hears('jaithip')
    for (const point of th.withdraw.points) expect(heard).toContain(point)
    expect(await line('jaithip').taps(th.withdraw.go)).toMatchObject({ opens: expect.stringMatching(/\/withdraw$/) })
  })

  it('with her PIN: pictures, card, link and PIN end at once, and she gets a receipt and a case code', async () => {
    const phone = await issueCard(deployment, jaithip)
    const shown = String((await phone.show(jaithip.pin)).body.code)
    const wish = { pin: jaithip.pin, scope: 'name', minutes: 5, once: true, unmasked: false }
    const link = String((await phone.post('/shares', wish)).body.url).split('/s/')[1]
    const portraitUrl = String((await phone.get('/me')).view.card?.portraitUrl)
    expect((await fetch(portraitUrl)).status).toBe(200)
    await deployment.hears('jaithip')
    expect(await phone.post('/withdraw-face', { confirmed: true })).toMatchObject({ status: 403, reason: 'pin_needed' })
    expect((await phone.post('/withdraw-face', { confirmed: true, pin: wrongPin })).reason).toBe('wrong_pin')

    const { status, view } = await phone.post('/withdraw-face', { confirmed: true, pin: jaithip.pin })
    expect(status).toBe(200)
    expect(view).toMatchObject({ step: 'inPerson', caseReason: 'no_face_consent', canGoOn: true })
    expect([view.card, view.pinPicture]).toEqual([undefined, undefined])
    const heard = await deployment.hears('jaithip')
    expect(heard.split(th.sentences.faceWithdrawn)).toHaveLength(2)
    expect(heard).toMatch(code)
    expect(line('jaithip').menu()?.name).toMatch(/register/)
    expect((await fetch(portraitUrl)).status).toBe(404)
    expect((await fetch(`${deployment.service.origin}/api/shares/${link}`, { method: 'POST' })).status).toBe(404)
    const { body } = await phone.get('/consents')
    expect((body.consents as object[]).at(-1)).toMatchObject({ kind: 'face', given: false, at: deployment.now() })
    await deployment.pass(5000)
    expect(await statusOf(shown)).toBe('unissued')
    expect((await phone.post('/withdraw-face', { confirmed: true, pin: jaithip.pin })).reason).toBe('no_pin')
  })

  it('can consent again and get a new card; without a card a confirmation is enough', async () => {
    const phone = await walkThrough(deployment, jaithip, 'inPerson')
    expect((await phone.post('/go-on')).view.step).toBe('faceConsent')
    expect((await (await issueCard(deployment, jaithip)).show(jaithip.pin)).status).toBe(200)
    const draft = await walkThrough(deployment, somchai, 'setPin')
    expect((await draft.post('/withdraw-face', { confirmed: true })).view).toMatchObject({ step: 'inPerson' })
    await draft.post('/restart')
  })
})

describe('Somchai', () => {
  it('without a card needs no PIN, only a confirmation', async () => {
    const phone = await walkThrough(deployment, somchai, 'checkData')
    expect((await phone.post('/erase', { confirmed: true })).body.number).toMatch(receipt)
    expect((await (await walkThrough(deployment, somchai, 'terms')).get('/me')).view.step).toBe('terms')
  })

  it('after twenty wrong guesses is sent to an official instead of waiting', async () => {
    let phone = await issueCard(deployment, somchai)
    const guess = () => phone.show(wrongPin)
    let last = await guess()
    for (let tries = 1; tries < 20; tries++) {
      await deployment.pass(25 * 3_600_000)
      phone = await deployment.phone('somchai')
      await phone.signIn()
      last = await guess()
    }
    expect(last).toMatchObject({ status: 403, reason: 'pin_closed' })
    expect(last).not.toHaveProperty('until')
    expect((await phone.show(somchai.pin)).reason).toBe('pin_closed')
  })
})
