// Tests a forgotten PIN where nobody compares faces: the officer's visit, the waiting time that the chat announces, the
// stop, and the new PIN. recovered-pin.test.ts has an examiner.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import type { Answer } from '../kit/phone.ts'
import { type Provider, reviewers, settingsFor, startProvider } from '../kit/provider.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'
import { officerSays } from '../kit/visit.ts'

const hour = 3_600_000
const newPin = '27408163'
const wrongPin = '00000001'

let deployment: Deployment
let provider: Provider
let now = () => 0
beforeAll(async () => {
  provider = await startProvider(() => now())
  deployment = await openDeployment(async () => ({ ...settingsFor(provider, reviewers), EXAMINER_SECRET: '' }))
  now = deployment.now
})
afterAll(async () => {
  await deployment.close()
  await provider.close()
})

type Phone = Awaited<ReturnType<typeof issueCard>>
const face = (phone: Phone, changes = {}) => phone.selfie(changes, deployment.pass, '/new-pin/face')
const choose = (phone: Phone, pin = newPin) => phone.post('/new-pin', { pin, picture: 'boat' })
const stateOf = ({ view }: Answer) => view.newPin?.state
const codeOf = async (phone: Phone) => (await phone.get('/me')).view.newPin?.code ?? ''
const seenByOfficer = async (phone: Phone, said: 'yes' | 'no' = 'yes', holder = jaithip) =>
  officerSays(deployment, provider, await codeOf(phone), said, holder)
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
    expect(await deployment.hears('jaithip')).toContain(th.newPin.officerRows[0]!.title)
    expect(await line('jaithip').taps(th.newPin.goOfficer)).toMatchObject({
      opens: expect.stringMatching(/\/new-pin$/),
    })
  })

  it('shows her face; the chat announces the request at once, and no new PIN is accepted before the waiting time ends', async () => {
    const phone = await issueCard(deployment, jaithip)
    const answer = await face(phone)
    expect(answer).toMatchObject({
      status: 200,
      view: { newPin: { state: 'held', until: deployment.now() + 24 * hour } },
    })
    const heard = await deployment.hears('jaithip')
    expect(heard).toContain(th.newPin.asked.title)
    expect(heard).toContain(answer.view.newPin?.code)
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

  it('is not let through by her phone’s word: after the day nobody has confirmed her, and no new PIN is accepted', async () => {
    const phone = await later(jaithip, 60_000)
    await deployment.service.catchUp()
    expect(await deployment.hears('jaithip')).not.toContain(th.newPin.ready.title)
    expect(stateOf(await choose(phone))).toBe('unconfirmed')
    expect((await phone.show(newPin)).reason).toBe('wrong_pin')
    expect(await seenByOfficer(phone, 'no')).toBe(204)
    expect(stateOf(await choose(phone))).toBe('unconfirmed')
  })

  it('gets a message when an officer has seen her; her new PIN then shows the card, the old one does not', async () => {
    const phone = await issueCard(deployment, jaithip)
    expect(await seenByOfficer(phone)).toBe(204)
    await deployment.service.catchUp()
    expect(await deployment.hears('jaithip')).toContain(th.newPin.ready.title)
    expect(await officerSays(deployment, provider, 'A2-2222', 'yes', jaithip)).toBe(404)
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
    const code = await codeOf(phone)
    expect((await phone.show(newPin)).status).toBe(200)
    expect(stateOf(await phone.get('/me'))).toBeUndefined()
    expect(await officerSays(deployment, provider, code, 'yes', jaithip)).toBe(404)
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
    const code = await codeOf(phone)
    await line('somchai').taps(th.newPin.asked.notMe)
    expect(await deployment.hears('somchai')).toContain(th.sentences.newPinStopped)
    expect(await officerSays(deployment, provider, code, 'yes', jaithip)).toBe(404)
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

  it('cannot order officers’ codes one after another: one code for a request, one request for a day', async () => {
    const phone = await later(somchai, 25 * hour)
    await deployment.hears('somchai')
    const codes = []
    for (let i = 0; i < 5; i++) codes.push((await phone.post('/new-pin/officer')).view.newPin?.code)
    expect(new Set(codes).size).toBe(1)
    expect((await deployment.hears('somchai')).split(th.newPin.asked.title)).toHaveLength(2)
    expect((await phone.post('/new-pin/stop')).view.newPin?.state).toBe('stopped')
    expect((await phone.post('/new-pin/officer')).view.newPin).toMatchObject({ state: 'stopped' })
    expect(await deployment.hears('somchai')).not.toContain(th.newPin.asked.title)
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
  it('is opened by an officer, a hold and a new PIN: nobody is locked out for ever', async () => {
    let phone = await later(somchai, 25 * hour)
    let last = await phone.show(wrongPin)
    for (let tries = 1; tries < 20; tries++) {
      phone = await later(somchai, 25 * hour)
      last = await phone.show(wrongPin)
    }
    expect(last.reason).toBe('pin_closed')
    expect(stateOf(await face(phone))).toBe('held')
    expect(await seenByOfficer(phone, 'yes', somchai)).toBe(204)
    expect(await deployment.hears('somchai')).toContain(th.sentences.newPinConfirmed)
    expect(stateOf(await choose(phone))).toBe('held')
    phone = await later(somchai, 24 * hour)
    await deployment.service.catchUp()
    expect(await deployment.hears('somchai')).toContain(th.newPin.ready.title)
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
