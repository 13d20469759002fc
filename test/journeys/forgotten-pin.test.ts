// Tests a forgotten PIN: the face comparison, the waiting time that the chat announces, the stop, and the new PIN.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import type { Answer } from '../kit/phone.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

const hour = 3_600_000
const newPin = '27408163'
const wrongPin = '00000001'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

type Phone = Awaited<ReturnType<typeof issueCard>>
const face = (phone: Phone, changes = {}) => phone.selfie(changes, deployment.pass, '/new-pin/face')
const choose = (phone: Phone, pin = newPin) => phone.post('/new-pin', { pin, picture: 'boat' })
const stateOf = ({ view }: Answer) => view.newPin?.state
/** Lets `ms` pass and signs the person in again, because a session ends after an hour. */
const later = async (person: typeof jaithip, ms: number) => {
  await deployment.pass(ms)
  return issueCard(deployment, person)
}
const line = (id: string) => deployment.simulator.platform.person(id)

describe('Jaithip forgot her PIN', () => {
  it('starts in the chat', async () => {
    await issueCard(deployment, jaithip)
    await line('jaithip').says('ลืมรหัสค่ะ')
    expect(await deployment.hears('jaithip')).toContain(th.newPin.rows[1]!.text)
    expect(await line('jaithip').taps(th.newPin.go)).toMatchObject({ opens: expect.stringMatching(/\/new-pin$/) })
  })

  it('shows her face; the chat announces the request at once, and no new PIN is accepted before the waiting time ends', async () => {
    const phone = await issueCard(deployment, jaithip)
    const answer = await face(phone)
    expect(answer).toMatchObject({
      status: 200,
      view: { newPin: { state: 'held', until: deployment.now() + 24 * hour } },
    })
    expect(await deployment.hears('jaithip')).toContain(th.newPin.asked.title)
    expect(stateOf(await choose(phone))).toBe('held')
    const almost = await later(jaithip, 24 * hour - 60_000)
    expect(stateOf(await choose(almost))).toBe('held')
    expect((await almost.show(newPin)).reason).toBe('wrong_pin')
  })

  it('a second face changes nothing: the time stays, and no other message is sent', async () => {
    const phone = await issueCard(deployment, jaithip)
    await deployment.hears('jaithip')
    const { until } = (await phone.get('/me')).view.newPin!
    expect((await face(phone)).view.newPin).toMatchObject({ until })
    await deployment.service.catchUp()
    expect(await deployment.hears('jaithip')).not.toContain(th.newPin.asked.title)
  })

  it('gets a message when the time is over; her new PIN then shows the card, the old one does not', async () => {
    const phone = await later(jaithip, 60_000)
    await deployment.service.catchUp()
    expect(await deployment.hears('jaithip')).toContain(th.newPin.ready.title)
    expect((await choose(phone, '12345678')).status).toBe(422)
    expect(stateOf(await choose(phone))).toBeUndefined()
    expect(await deployment.hears('jaithip')).toContain(th.sentences.newPinSet)
    expect((await phone.show(newPin)).status).toBe(200)
    expect((await phone.show(jaithip.pin)).reason).toBe('wrong_pin')
    expect((await phone.get('/me')).view.pinPicture).toBe('boat')
    expect(stateOf(await choose(phone, '83501947'))).toBeUndefined()
    expect((await phone.show(newPin)).status).toBe(200)
  })

  it('may remember the PIN: the right PIN shows the card during the waiting time, and ends it', async () => {
    const phone = await issueCard(deployment, jaithip)
    await face(phone)
    expect((await phone.show(wrongPin)).reason).toBe('wrong_pin')
    expect(stateOf(await phone.get('/me'))).toBe('held')
    expect((await phone.show(newPin)).status).toBe(200)
    expect(stateOf(await phone.get('/me'))).toBeUndefined()
    await deployment.service.catchUp()
    expect(await deployment.hears('jaithip')).toContain(th.sentences.newPinNotNeeded)
    const next = await later(jaithip, 25 * hour)
    await deployment.service.catchUp()
    expect(await deployment.hears('jaithip')).not.toContain(th.newPin.ready.title)
    expect(stateOf(await choose(next, '83501947'))).toBeUndefined()
    expect((await next.show(newPin)).status).toBe(200)
  })
})

describe('a thief with Somchai’s phone', () => {
  it('cannot go on after “not me”, which needs no PIN, and not ask again for a day', async () => {
    const phone = await issueCard(deployment, somchai)
    await face(phone)
    await deployment.hears('somchai')
    await line('somchai').taps(th.newPin.asked.notMe)
    expect(await deployment.hears('somchai')).toContain(th.sentences.newPinStopped)
    expect(stateOf(await face(phone))).toBe('stopped')
    await line('somchai').taps(th.newPin.asked.notMe)
    expect(await deployment.hears('somchai')).toContain(th.sentences.newPinNothing)
    const next = await later(somchai, 23 * hour)
    expect(stateOf(await choose(next))).toBe('stopped')
    expect((await next.show(somchai.pin)).status).toBe(200)
  })

  it('has three tries with another face, and gains none by trying at once', async () => {
    const phone = await later(somchai, 48 * hour)
    expect((await face(phone, { score: 0.1 })).reason).toBe('face_unlike')
    expect((await phone.get('/me')).view.triesLeft).toBe(2)
    await phone.post('/new-pin/failure', { reason: 'face_unlike' })
    const { claim } = await phone.round({}, deployment.pass)
    expect((await phone.post('/new-pin/face', { ...claim, nonce: 'A'.repeat(22) })).reason).toBe('challenge_mismatch')
    expect(stateOf(await face(phone))).toBe('stopped')
  })

  it('two faces at once start one waiting time and one message', async () => {
    const phone = await later(somchai, 25 * hour)
    await deployment.hears('somchai')
    const rounds = [await phone.round({}, deployment.pass), await phone.round({}, deployment.pass)]
    await Promise.all(rounds.map(({ claim }) => phone.post('/new-pin/face', claim)))
    const heard = await deployment.hears('somchai')
    expect(heard.split(th.newPin.asked.title)).toHaveLength(2)
    expect((await phone.post('/new-pin/stop')).view.newPin?.state).toBe('stopped')
  })
})

describe('a PIN after twenty wrong guesses', () => {
  it('is opened by a face, a hold and a new PIN: nobody is locked out for ever', async () => {
    let phone = await later(somchai, 25 * hour)
    let last = await phone.show(wrongPin)
    for (let tries = 1; tries < 20; tries++) {
      phone = await later(somchai, 25 * hour)
      last = await phone.show(wrongPin)
    }
    expect(last.reason).toBe('pin_closed')
    expect(stateOf(await face(phone))).toBe('held')
    phone = await later(somchai, 24 * hour)
    await choose(phone)
    expect((await phone.show(newPin)).status).toBe(200)
  })
})

it('without a card there is no PIN to forget', async () => {
  const erased = await issueCard(deployment, somchai)
  await erased.post('/erase', { confirmed: true, pin: newPin })
  const phone = await walkThrough(deployment, somchai, 'selfie')
  expect(stateOf(await face(phone))).toBeUndefined()
  expect((await phone.get('/me')).view.step).toBe('selfie')
  expect(deployment.logged.join('\n')).not.toContain(newPin)
})
