// Tests what the service refuses: in the chat, from the register, from a tampered phone and at the webhook.

import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonData } from '../../src/core/chat/button.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { people as accounts } from '../../src/simulator/people.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { bunma, idNumberFrom, jaithip, laser, type Person, somchai } from '../kit/people/people.ts'
import { walkThrough } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const line = (id: string) => deployment.simulator.platform.person(id)
const minute = 60_000

describe('in the chat', () => {
  beforeAll(async () => {
    await line('fatima').follows()
    await line('fatima').says('ภาษาไทย')
    await line('fatima').says('ลงทะเบียน')
    await deployment.hears('fatima')
  })

  it.each([
    ['93620815', th.sentences.pinInChat],
    ['รหัสคือ ๙๓๖๒๐๘๑๕ ค่ะ', th.sentences.pinInChat],
    ['3 1919 76185 50 9', th.sentences.idNumberInChat],
    ['3-1919-76185-50-9', th.sentences.idNumberInChat],
    ['３−1919_76185／๕๐\n9', th.sentences.idNumberInChat],
    ['93\u200b62 – 08,15', th.sentences.pinInChat],
  ])('a secret typed as %s is answered with a warning and kept nowhere', async (typed, warning) => {
    await line('fatima').says(typed)
    expect(await deployment.hears('fatima')).toContain(warning)
    expect(deployment.logged.join('\n')).not.toContain(typed)
  })

  it('answers stickers, voice messages, locations, long texts and unknown kinds with what to do next', async () => {
    await line('fatima').sticker()
    expect(await deployment.hears('fatima')).toContain(th.sentences.sticker)
    await line('fatima').audio()
    expect(await deployment.hears('fatima')).toContain(th.sentences.voice)
    await line('fatima').location()
    expect(await deployment.hears('fatima')).toContain(th.sentences.location)
    await line('fatima').says('ก'.repeat(5000))
    expect(await deployment.hears('fatima')).toContain(th.sentences.tooLong)
    await line('fatima').doesSomethingNew('message')
    expect(await deployment.hears('fatima')).toContain(th.sentences.otherKind)
    await line('fatima').doesSomethingNew('event')
    expect(await deployment.hears('fatima')).toBe('')
    await line('fatima').says('ช่างเป็นวันที่อากาศดี')
    expect(await deployment.hears('fatima')).toContain(th.sentences.notUnderstood)
  })

  it('answers an unknown postback, and one of an earlier step, with the current step', async () => {
    await line('fatima').taps({ data: 'issue=card&admin=1' })
    expect(await deployment.hears('fatima')).toContain(th.sentences.unknownButton)
    await line('fatima').taps(th.steps.terms.go)
    await deployment.hears('fatima')
    await line('fatima').taps({ data: buttonData({ event: 'termsAccepted', at: 'terms' }) })
    const heard = await deployment.hears('fatima')
    expect(heard).toContain(th.sentences.earlierStep)
    expect(heard).toContain(th.steps.faceConsent.title)
  })

  it('stores no photo at a step that needs none', async () => {
    await line('fatima').sendsPhoto(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))
    expect(await deployment.hears('fatima')).toContain(th.sentences.photoNotNeeded)
  })

  it('offers a way without face data: a case code for an official, and starting over', async () => {
    await line('fatima').taps(th.steps.faceConsent.refuse ?? '')
    const heard = await deployment.hears('fatima')
    // LINE charges for a push but not for a reply, so a chat answer must be a reply.
    expect(
      deployment.simulator.platform.chat('fatima').filter((entry) => entry.from === 'bot' && entry.via === 'push'),
    ).toEqual([])
    expect(heard).toContain(th.help.no_face_consent.title)
    expect(heard).toMatch(/[A-Z]\d-\d{4}/)
    await line('fatima').says('ช่วยด้วย')
    expect(await deployment.hears('fatima')).toContain(th.help.code)
    await line('fatima').taps(th.help.restart)
    await deployment.settled()
    await line('fatima').taps(th.restart.yes)
    expect(await deployment.hears('fatima')).toContain(th.steps.terms.title)
  })

  it('lets her decline the terms and come back', async () => {
    await line('fatima').taps(th.steps.terms.refuse ?? '')
    expect(await deployment.hears('fatima')).toContain(th.steps.declined.title)
    await line('fatima').says('ลงทะเบียน')
    expect(await deployment.hears('fatima')).toContain(th.steps.terms.title)
  })

  it('starts over only after asking', async () => {
    await line('fatima').taps(th.steps.terms.go)
    await deployment.hears('fatima')
    await line('fatima').says('ยกเลิก')
    expect(await deployment.hears('fatima')).toContain(th.restart.title)
    await line('fatima').taps(th.restart.yes)
    expect(await deployment.hears('fatima')).toContain(th.steps.terms.title)
  })
})

describe('photos sent in the chat', () => {
  const photo = new Uint8Array(readFileSync('assets/pictures/card-front.png'))

  it('are encrypted, returned only to her phone, and erased once read', async () => {
    const phone = await walkThrough(deployment, { ...bunma, line: 'noi' }, 'cardFront')
    await line('noi').follows()
    await deployment.hears('noi')
    await line('noi').sendsPhoto(photo)
    expect(await deployment.hears('noi')).toContain(th.photos.waiting(1))
    const [waiting] = (await phone.get('/me')).view.photos
    const answer = await fetch(`${phone.origin}/api/photos/${waiting?.id}`, {
      headers: { authorization: `Bearer ${phone.token()}` },
    })
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(photo)

    const stranger = await walkThrough(deployment, somchai, 'cardFront')
    expect((await stranger.get(`/photos/${waiting?.id}`)).status).toBe(404)
    expect((await stranger.delete(`/photos/${waiting?.id}`)).view.photos).toEqual([])

    expect((await phone.delete(`/photos/${waiting?.id}`)).view.photos).toEqual([])
    expect((await phone.get(`/photos/${waiting?.id}`)).status).toBe(404)
  })

  it('are erased when she unsends the message, and after a day at the latest', async () => {
    const phone = await walkThrough(deployment, { ...bunma, line: 'noi' }, 'cardFront')
    const [sent] = await line('noi').sendsPhoto(photo)
    await deployment.settled()
    expect((await phone.get('/me')).view.photos).toHaveLength(1)
    await line('noi').unsends(sent?.id ?? '')
    expect(await deployment.hears('noi')).toContain(th.sentences.photoUnsent)
    expect((await phone.get('/me')).view.photos).toEqual([])

    await line('noi').sendsPhoto(photo)
    await deployment.settled()
    await deployment.pass(25 * 60 * minute)
    await deployment.service.tidy()
    const later = await walkThrough(deployment, { ...bunma, line: 'noi' }, 'cardFront')
    expect((await later.get('/me')).view.photos).toEqual([])
  })

  it('are erased when she leaves the chat', async () => {
    const phone = await walkThrough(deployment, { ...bunma, line: 'noi' }, 'cardFront')
    await line('noi').sendsPhoto(photo)
    await deployment.settled()
    await line('noi').unfollows()
    await deployment.settled()
    expect((await phone.get('/me')).view.photos).toEqual([])
    await line('noi').follows()
    await deployment.settled()
  })

  it('are erased when she starts over', async () => {
    const phone = await walkThrough(deployment, { ...bunma, line: 'noi' }, 'cardFront')
    await line('noi').sendsPhoto(photo)
    await deployment.settled()
    expect((await phone.get('/me')).view.photos).toHaveLength(1)
    const { draftKey } = (await phone.get('/me')).view
    const after = (await phone.post('/restart')).view
    expect(after.photos).toEqual([])
    // The draft on the phone cannot be read any more: the next card does not mix with it.
    expect(after.draftKey).not.toBe(draftKey)
    expect((await phone.get('/me')).view.draftKey).toBe(after.draftKey)
    await walkThrough(deployment, { ...bunma, line: 'noi' }, 'cardFront')
  })

  it('are refused when they are no pictures', async () => {
    await line('noi').sendsPhoto(new TextEncoder().encode('not a picture at all, whatever it is called'))
    expect(await deployment.hears('noi')).toContain(th.sentences.photoUnusable)
  })
})

describe('the register', () => {
  const invented = (name: string, laserCode: string, first12: string): Person => ({
    ...jaithip,
    line: name,
    card: { ...jaithip.card, idNumber: idNumberFrom(first12), laserCode },
  })
  it.each([
    ['lost', laser.lost, th.help.card_lost.title, '310060012341'],
    ['of a dead holder', laser.dead, th.help.holder_died.title, '310060012342'],
    ['void', laser.void, th.help.card_void.title, '310060012343'],
  ])('bars a card that is %s and refers to an official', async (_, laserCode, title, first12) => {
    const person = invented('fatima', laserCode, first12)
    await line('fatima').says('เริ่มใหม่')
    await deployment.settled()
    await line('fatima').taps(th.restart.yes)
    const phone = await walkThrough(deployment, person, 'checkData')
    const { view } = await phone.data(person)
    expect(view).toMatchObject({ step: 'inPerson' })
    expect(await deployment.hears('fatima')).toContain(title)
    await phone.post('/restart')
  })

  it('that disagrees sends the user back to the data check, after three times to an official', async () => {
    const person = invented('fatima', laser.wrong, '310060012344')
    const phone = await walkThrough(deployment, person, 'checkData')
    expect((await phone.data(person)).view).toMatchObject({
      step: 'checkData',
      triesLeft: 2,
      lastFailure: 'register_disagrees',
    })
    await phone.data(person)
    expect((await phone.data(person)).view.step).toBe('inPerson')
    await phone.post('/restart')
  })

  it('that is down keeps the data, and the chat tells her when it has answered', async () => {
    const hour = 60 * minute
    await deployment.pass(hour - (deployment.now() % hour))
    const person = invented('fatima', laser.down, '310060012345')
    const phone = await walkThrough(deployment, person, 'checkData')
    expect((await phone.data(person)).view.step).toBe('register')
    await deployment.hears('fatima')

    await deployment.pass(minute)
    await deployment.service.catchUp()
    expect(await deployment.hears('fatima')).toBe('')
    await deployment.pass(30 * minute)
    await deployment.service.catchUp()
    expect(await deployment.hears('fatima')).toContain(th.sentences.registerConfirmed)
    expect((await phone.get('/me')).view.step).toBe('selfie')
  })
})

describe('a tampered phone', () => {
  it('gets no card for skipping steps, in any order', async () => {
    const phone = await deployment.phone('somchai')
    await phone.signIn()
    await phone.post('/restart')
    for (const skip of [
      phone.front,
      phone.back,
      () => phone.data(somchai),
      phone.selfie,
      () => phone.pin(somchai.pin),
      () => phone.sign(somchai.pin),
    ])
      expect((await skip()).view?.step ?? 'terms').toBe('terms')
    expect((await phone.show(somchai.pin)).status).toBe(403)
  })

  it.each([
    ['wrong check digit', { idNumber: '3191976185500' }, 'id_number_wrong_check_digit'],
    ['expired', { expiry: { year: 2025, month: 3, day: 14 }, issueDate: { year: 2017, month: 5, day: 2 } }, 'expired'],
    ['impossible birth date', { birthDate: { year: 1992, month: 2, day: 31 } }, 'birth_date_impossible'],
    ['no laser code', { laserCode: undefined }, 'laser_code_missing'],
  ])('is refused by the service too: %s', async (_, changes, reason) => {
    const phone = await walkThrough(deployment, somchai, 'checkData')
    expect(await phone.data(somchai, changes)).toMatchObject({ status: 422, reason })
  })

  it('accepts no other face, no other person turning, no foreign, used or late challenge', async () => {
    const phone = await walkThrough(deployment, somchai, 'selfie')
    expect((await phone.selfie({ score: 0.25 }, deployment.pass)).reason).toBe('face_unlike')
    expect((await phone.selfie({ sameRound: 0.5 }, deployment.pass)).reason).toBe('two_people')
    await phone.challenge()
    const { view } = await phone.get('/me')
    expect(view).toMatchObject({ step: 'selfie', triesLeft: 1 })
    const replayed = await phone.round({}, deployment.pass)
    if ('refused' in replayed) throw new Error('an honest round was refused')
    const other = (await phone.challenge()).nonce
    expect((await phone.post('/selfie', { ...replayed.claim, nonce: other })).reason).toBe('challenge_mismatch')
    expect((await phone.get('/me')).view.step).toBe('inPerson')
  })

  it('gets no new tries with faces by starting over; after a day it does', async () => {
    const phone = await deployment.phone('somchai')
    await phone.signIn()
    await phone.post('/restart')
    await phone.terms()
    await phone.face()
    await phone.front()
    await phone.back()
    expect((await phone.data(somchai)).view.step).toBe('inPerson')
    await deployment.pass(25 * 60 * minute)
    const later = await deployment.phone('somchai')
    await later.signIn()
    await later.post('/restart')
    expect((await walkThrough(deployment, somchai, 'selfie')).token()).not.toBe('')
  })

  it('may send the same selfie again when the answer was lost: it counts once', async () => {
    const phone = await walkThrough(deployment, somchai, 'selfie')
    const { claim } = await phone.round({}, deployment.pass)
    const answers = await Promise.all([1, 2].map(() => phone.post('/selfie', claim)))
    for (const { status, view } of [...answers, await phone.post('/selfie', claim)])
      expect([status, view.step]).toEqual([200, 'setPin'])
    const other = { ...claim, match: { ...claim!.match, score: 0.9 } }
    expect((await phone.post('/selfie', other)).reason).toBe('challenge_mismatch')
  })

  it('cannot set the birth date as PIN, and waits after five wrong PINs', async () => {
    const phone = await walkThrough(deployment, somchai, 'setPin')
    expect((await phone.pin('15032535')).reason).toBe('birth_date')
    expect((await phone.pin('12345678')).reason).toBe('run')
    await phone.pin(somchai.pin)
    for (let left = 4; left >= 0; left--)
      expect(await phone.sign('90817263')).toMatchObject({ reason: 'wrong_pin', triesLeft: left })
    expect(await phone.sign(somchai.pin)).toMatchObject({ status: 429, reason: 'locked' })
    await deployment.pass(31_000)
    expect((await phone.sign(somchai.pin)).view.step).toBe('issued')
  })
})

describe('one ID number, one card', () => {
  it('goes to the account that signs first when two have reached the consent; the other is told why', async () => {
    const both = { ...jaithip, card: { ...jaithip.card, idNumber: idNumberFrom('310060012346') } }
    const first = await walkThrough(deployment, both, 'consent')
    const second = await walkThrough(deployment, { ...both, line: 'noi' }, 'consent')
    expect((await first.sign(both.pin)).view.step).toBe('issued')
    expect((await second.sign(both.pin)).view).toMatchObject({
      step: 'inPerson',
      caseReason: 'id_has_card',
      canGoOn: false,
    })
    expect((await second.get('/me')).view.card).toBeUndefined()
  })

  it('helps in person when the number has a card in another account, and tells its holder', async () => {
    await line('somchai').follows()
    await deployment.hears('somchai')
    const thief = { ...somchai, line: 'bunma' }
    const phone = await walkThrough(deployment, thief, 'checkData')
    expect((await phone.data(thief)).view).toMatchObject({ step: 'inPerson', caseReason: 'id_has_card' })
    await deployment.service.catchUp()
    expect(await deployment.hears('somchai')).toContain(th.sentences.triedElsewhere)
  })
})

describe('a false webhook', () => {
  const callWebhook = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${deployment.service.origin}/webhook`, { method: 'POST', body, headers })

  const signed = (body: string) =>
    createHmac('sha256', deployment.settings.LINE_CHANNEL_SECRET).update(body).digest('base64')

  it('is refused without a reason', async () => {
    for (const signature of ['', 'AAAA', 'x'.repeat(4000)]) {
      const answer = await callWebhook('{"events":[]}', { 'x-line-signature': signature })
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ reason: 'refused' })
    }
  })
  it('is refused at 10 MB before anything reads it', async () => {
    expect((await callWebhook('x'.repeat(10_000_000))).status).toBe(413)
  })
  it('is refused when it is signed but no webhook JSON', async () => {
    for (const body of ['', 'hello', '[]', '{"events":1}', 'null'])
      expect((await callWebhook(body, { 'x-line-signature': signed(body) })).status, body).toBe(400)
    expect((await callWebhook('{"events":[]}', { 'x-line-signature': signed('{"events":[]}') })).status).toBe(200)
  })
  it('recorded once and sent again is not obeyed: soon by its id, later by its age', async () => {
    const event = (webhookEventId: string, timestamp: number) => ({
      type: 'message',
      mode: 'active',
      webhookEventId,
      timestamp,
      source: { type: 'user', userId: accounts.find(({ id }) => id === 'fatima')?.userId },
      message: { type: 'text', id: '1', text: 'ลบข้อมูล' },
    })
    const send = async (one: object) => {
      const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [one] })
      const { status } = await callWebhook(body, { 'x-line-signature': signed(body) })
      await deployment.settled()
      return status
    }
    const recorded = event('01RECORDED', deployment.now())
    await deployment.hears('fatima')
    expect(await send(recorded)).toBe(200)
    expect(await deployment.hears('fatima')).toContain(th.erase.title)
    for (const days of [0, 3, 5]) {
      await deployment.pass(days * 86_400_000)
      await deployment.service.tidy()
      await send(recorded)
      expect(await deployment.hears('fatima'), `${days} days later`).not.toContain(th.erase.title)
    }
    await send(event('01OLD', deployment.now() - 400 * 86_400_000))
    expect(await deployment.hears('fatima')).toBe('')
    await send(event('01YOUNG', deployment.now() - 5 * 86_400_000))
    expect(await deployment.hears('fatima')).toContain(th.erase.title)
  })
})
