// Tests a forgotten PIN with an examiner: the new frames must match the enrolled ones before a new PIN can be chosen.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as at from '../../src/core/contract/addresses.ts'
import type { OpenCase } from '../../src/core/contract/responses/officials.ts'
import type { RecheckReport } from '../../src/core/face/recheck.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { serviceAt } from '../../src/examiner/examine.ts'
import { calibration } from '../kit/calibration.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { bunma, jaithip, type Person, somchai } from '../kit/people/people.ts'
import type { Answer } from '../kit/phone.ts'
import { browserOf, type Provider, reviewers, settingsFor, startProvider } from '../kit/provider.ts'
import { issueCard } from '../kit/steps.ts'
import { officerSays } from '../kit/visit.ts'

const hour = 3_600_000
const newPin = '27408163'
const secret = 'a-secret-that-only-examiners-have'

let deployment: Deployment
let provider: Provider
let now = () => 0
beforeAll(async () => {
  provider = await startProvider(() => now())
  deployment = await openDeployment(async () => ({
    ...settingsFor(provider, reviewers),
    EXAMINER_SECRET: secret,
    FACE_CALIBRATION: JSON.stringify(calibration),
  }))
  now = deployment.now
})
afterAll(async () => {
  await deployment.close()
  await provider.close()
})

type Phone = Awaited<ReturnType<typeof issueCard>>
const call = () => serviceAt(deployment.service.origin, secret)
const face = (phone: Phone) => phone.selfie({}, deployment.pass, '/new-pin/face')
const choose = (phone: Phone) => phone.post('/new-pin', { pin: newPin, picture: 'boat' })
const stateOf = ({ view }: Answer) => view.newPin?.state
const later = async (person: Person, ms: number) => {
  await deployment.pass(ms)
  return issueCard(deployment, person)
}

const centred = (score: number) => ({ version: calibration.version, score, frames: 3 })
const near = { cardScore: 0.6, cardCentred: centred(0.9), portraitScore: 0.8, portraitCentred: centred(0.95) }
const found = (more: Partial<RecheckReport> = {}): RecheckReport => ({
  whole: true,
  frames: [{ ask: 'centre', yaw: 0, pitch: 0 }],
  posesFollow: true,
  recipe: 'mobilefacenet/1',
  roundScore: 0.8,
  portraitScore: 0.9,
  cardScore: 0.6,
  centred: centred(0.9),
  flags: [],
  ms: 900,
  ...more,
})
/** Leases the oldest case and reports on it; returns what the examiner was given. */
const examine = async (more: Partial<RecheckReport> = {}) => {
  const leased = await call()(at.leaseCase)
  if (!leased.ok || !leased.value) throw new Error('no case waits')
  const { id, lease } = leased.value
  const given = await call()(at.getEvidence, { param: id, body: { lease } })
  if (!given.ok) throw new Error(given.reason)
  const reported = await call()(at.reportRecheck, { param: id, body: { lease, report: found(more) } })
  expect(reported.status).toBe(204)
  return given.value
}
/** A card whose own case is decided, and a round that asks for a new PIN. */
const asked = async (person: Person) => {
  const card = await issueCard(deployment, person)
  if ((await card.get('/me')).view.card?.assurance.face === 'self') await examine()
  const phone = await later(person, hour)
  expect(stateOf(await face(phone))).toBe('held')
  return phone
}

describe('a thief with Jaithip’s LINE account, grey pictures and chosen distances', () => {
  it('waits the whole day and gets no new PIN: the phone’s word ends nothing', async () => {
    const phone = await asked(jaithip)
    await deployment.hears('jaithip')
    expect(stateOf(await choose(phone))).toBe('held')
    const next = await later(jaithip, 25 * hour)
    expect(stateOf(await choose(next))).toBe('unconfirmed')
    expect((await next.show(newPin)).reason).toBe('wrong_pin')
  })

  it('… and whom no examiner has confirmed by then is sent to an officer, with a code', async () => {
    await deployment.service.catchUp()
    const heard = await deployment.hears('jaithip')
    expect(heard).not.toContain(th.newPin.ready.title)
    expect(heard).toContain(th.help.pin_forgotten.title)
    const phone = await issueCard(deployment, jaithip)
    const code = (await phone.get('/me')).view.newPin?.code ?? ''
    expect(heard).toContain(code)
    expect((await call()(at.leaseCase)).status, 'no examiner has it any more').toBe(204)
    expect(await officerSays(deployment, provider, code, 'no', jaithip)).toBe(204)
    expect(stateOf(await choose(phone))).toBe('unconfirmed')
    expect((await phone.post('/new-pin/stop')).view.newPin?.state).toBe('stopped')
    expect(await officerSays(deployment, provider, code, 'yes', jaithip)).toBe(404)
  })

  it('is sent to an officer by any report but a match of both enrolled pictures', async () => {
    const reports: [string, Partial<RecheckReport>][] = [
      ['no enrolled picture compared, though the phone’s own picture fits', {}],
      ['another person than on the ID card', { enrolled: { ...near, cardScore: 0.1, cardCentred: centred(0) } }],
      ['another person than on the digital card', { enrolled: { ...near, portraitCentred: centred(0) } }],
      ['no face on the digital card', { enrolled: { ...near, portraitScore: undefined } }],
      ['another chain', { whole: false, enrolled: near }],
      ['a picture that was moved', { posesFollow: false, enrolled: near }],
      ['two people', { roundScore: 0.1, enrolled: near }],
      ['a score that the frames do not have', { flags: ['score_differs'], enrolled: near }],
    ]
    for (const [why, report] of reports) {
      const phone = await later(jaithip, 25 * hour)
      await deployment.hears('jaithip')
      expect(stateOf(await face(phone)), why).toBe('held')
      await examine(report)
      expect(await deployment.hears('jaithip'), why).toContain(th.help.pin_forgotten.title)
      const next = await later(jaithip, 25 * hour)
      expect(stateOf(await choose(next)), why).toBe('unconfirmed')
      await next.post('/new-pin/stop')
    }
  })
})

describe('Somchai forgot his PIN', () => {
  it('shows his face: the examiner gets the enrolled pictures, and the head that the service kept', async () => {
    await asked(somchai)
    await deployment.hears('somchai')
    const given = await examine({ enrolled: near })
    expect(given.head).toBe(given.evidence.head)
    expect(given.enrolled).toEqual({ card: expect.any(String), portrait: expect.any(String) })
    expect(await deployment.hears('somchai')).toContain(th.sentences.newPinConfirmed)
  })

  it('still waits out the day, and then chooses a new PIN', async () => {
    const phone = await issueCard(deployment, somchai)
    expect(stateOf(await choose(phone))).toBe('held')
    const next = await later(somchai, 25 * hour)
    await deployment.service.catchUp()
    expect(await deployment.hears('somchai')).toContain(th.newPin.ready.title)
    expect(stateOf(await choose(next))).toBeUndefined()
    expect((await next.show(newPin)).status).toBe(200)
  })

  it('is reviewed by two people where the likeness is uncertain; each compares with the card’s own portrait, not the phone’s', async () => {
    const phone = await later(somchai, hour)
    expect(stateOf(await face(phone))).toBe('held')
    const { enrolled } = await examine({
      enrolled: { ...near, cardCentred: centred((calibration.match + calibration.again) / 2) },
    })
    for (const { subject } of reviewers) {
      provider.signedIn = subject
      const browser = browserOf(deployment.service.origin)
      await browser.signIn()
      const { cases } = await browser.json('/api/official/cases')
      const waiting = cases.find(({ kind }: OpenCase) => kind === 'recovery')
      expect([subject, waiting]).toEqual([subject, expect.objectContaining({ reason: 'card_unsure' })])
      const opened = await browser.post(`/api/official/cases/${waiting?.id}/open`)
      expect(opened.body).toMatchObject({ kind: 'recovery', card: enrolled?.portrait })
      const verdict = { said: 'yes', why: 'เทียบกับรูปบนบัตรแล้ว' }
      expect((await browser.post(`/api/official/cases/${waiting?.id}/verdict`, verdict)).status).toBe(204)
    }
    const next = await later(somchai, 25 * hour)
    expect(stateOf(await next.get('/me'))).toBe('ready')
    expect(stateOf(await choose(next))).toBeUndefined()
  })

  it('a verdict on an earlier round confirms no later one', async () => {
    const phone = await later(somchai, hour)
    await face(phone)
    const leased = await call()(at.leaseCase)
    if (!leased.ok || !leased.value) throw new Error('no case waits')
    const { id, lease } = leased.value
    await phone.post('/new-pin/stop')
    const again = await later(somchai, 25 * hour)
    expect(stateOf(await face(again))).toBe('held')
    await call()(at.reportRecheck, { param: id, body: { lease, report: found({ enrolled: near }) } })
    expect(stateOf(await choose(await later(somchai, 25 * hour)))).toBe('unconfirmed')
  })
})

it('a card whose pictures of the enrolment are erased leads to an officer at once, and offers no face', async () => {
  await asked(bunma)
  await (await issueCard(deployment, bunma)).post('/new-pin/stop')
  const phone = await later(bunma, 31 * 24 * hour)
  await deployment.service.tidy()
  expect((await phone.get('/me')).view.newPinByFace).toBe(false)
  const { view } = await face(phone)
  expect(view.newPin).toMatchObject({ state: 'held', code: expect.stringMatching(/^[A-Z]\d-\d{4}$/) })
  expect((await call()(at.leaseCase)).status).toBe(204)
})
