// Tests the face recheck over HTTP: examiners lease a case, report on it, and the card and chat change.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as at from '../../src/core/contract/addresses.ts'
import type { CaseLease } from '../../src/core/contract/responses/examiner.ts'
import type { RecheckReport } from '../../src/core/face/recheck.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { serviceAt } from '../../src/examiner/examine.ts'
import { calibration } from '../kit/calibration.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { derivedPictures } from '../kit/faces/derived.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

const secret = 'a-secret-that-only-examiners-have'
let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment(async () => ({
    EXAMINER_SECRET: secret,
    FACE_CALIBRATION: JSON.stringify(calibration),
  }))
})
afterAll(() => deployment.close())

/** An examiner's caller, over real HTTP. */
const examiner = (bearer = secret) => serviceAt(deployment.service.origin, bearer)
const lease = (bearer?: string) => examiner(bearer)(at.leaseCase)
type Lease = NonNullable<CaseLease>
const leased = async (): Promise<Lease> => {
  const answer = await lease()
  if (!answer.ok || !answer.value) throw new Error('no case waits')
  return answer.value
}
const found = (more: Partial<RecheckReport> = {}): RecheckReport => ({
  whole: true,
  frames: [{ ask: 'centre', yaw: 0, pitch: 0 }],
  posesFollow: true,
  recipe: 'mobilefacenet/1',
  roundScore: 0.8,
  portraitScore: 0.9,
  cardScore: 0.6,
  flags: [],
  ms: 900,
  ...more,
})
/** The part of a report that holds the calibration's score. */
const scored = (score: number, { version } = calibration) => ({ centred: { version, score, frames: 3 } })
const report = async ({ id, lease }: Lease, more: Partial<RecheckReport> = {}) =>
  examiner()(at.reportRecheck, { param: id, body: { lease, report: found(more), pictures: await derivedPictures() } })
const faceOf = async (person: string) => {
  const phone = await deployment.phone(person)
  return (await phone.signIn()).view.card?.assurance.face
}

describe('a round in the mini-app', () => {
  it('learns no ask before it has sent the link of the frame before, and must not answer too early', async () => {
    const phone = await walkThrough(deployment, somchai, 'selfie')
    const given = await phone.challenge()
    expect(JSON.stringify({ ...given, nonce: '' })).not.toMatch(/turn|look|blink/i)
    const link = 'ab'.repeat(32)
    const first = await phone.step(given.nonce, link)
    expect((await phone.step(given.nonce, link)).body).toEqual(first.body)
    const stranger = await deployment.phone('noi')
    await stranger.signIn()
    expect((await stranger.step(given.nonce, 'cd'.repeat(32))).reason).toBe('challenge_mismatch')
    expect((await phone.selfie({ hasty: 200 }, deployment.pass)).reason).toBe('challenge_mismatch')
    expect((await phone.get('/me')).view).toMatchObject({ step: 'selfie', triesLeft: 2 })
  })
})

describe('the recheck', () => {
  it('is hidden from callers without the secret, and has no case before a card was issued', async () => {
    expect((await lease('a-secret-that-nobody-ever-agreed-on')).status).toBe(404)
    expect((await lease('')).status).toBe(404)
    expect((await lease()).status).toBe(204)
  })

  it('leases a case to one of two examiners, with frames, portraits, the service’s record of the round and its calibration', async () => {
    await issueCard(deployment, jaithip)
    await deployment.hears('jaithip')
    const [one, two] = await Promise.all([lease(), lease()])
    expect([one.status, two.status].sort()).toEqual([200, 204])
    const leasedCase = [one, two].flatMap((answer) => (answer.ok && answer.value ? [answer.value] : []))[0]!
    const evidenceFor = (lease: string) => examiner()(at.getEvidence, { param: leasedCase.id, body: { lease } })
    const given = await evidenceFor(leasedCase.lease)
    if (!given.ok) throw new Error(given.reason)
    const { evidence, head } = given.value
    expect(given.value.calibration).toEqual(calibration)
    expect(evidence).toMatchObject({ head, flags: [], round: { commits: { length: 3 } } })
    expect(evidence.frames.length).toBeGreaterThanOrEqual(5)
    expect(given.value.faceBytes, 'the space for the face beside her names').toBeGreaterThan(250)
    expect((await evidenceFor('another')).status).toBe(409)
  })

  it('gives the case of a crashed examiner to another, and refuses the first one’s report', async () => {
    await deployment.pass(61_000)
    const taken = await leased()
    await deployment.pass(61_000)
    const again = await leased()
    expect([again.id, again.lease === taken.lease]).toEqual([taken.id, false])
    expect((await report(taken, scored(0.9))).status).toBe(409)
    expect(await faceOf('jaithip')).toBe('self')
    const byAnother = { recipe: 'dlib+faceres/3', ...scored(0.9) } as const
    expect((await report(again, byAnother)).status, 'an examiner that compares by another recipe').toBe(409)
    expect(await faceOf('jaithip')).toBe('self')
    expect((await report(again, scored(0.9))).status).toBe(204)
    expect((await report(again, scored(0.1))).status).toBe(204)
    expect(await faceOf('jaithip')).toBe('rechecked')
  })

  it('tells the holder once, with the updated card', async () => {
    const heard = await deployment.hears('jaithip')
    expect(heard.split(th.sentences.faceRechecked)).toHaveLength(2)
    expect(heard).toContain(th.card.face.rechecked)
    expect((await lease()).status).toBe(204)
  })

  it('accepts no match by another calibration: the case goes to a reviewer, and the card stays unchanged', async () => {
    await issueCard(deployment, somchai)
    await deployment.hears('somchai')
    expect((await report(await leased(), scored(1, { ...calibration, version: 'theirs' }))).status).toBe(204)
    expect(await deployment.hears('somchai')).toContain(th.sentences.faceInReview)
    expect(await faceOf('somchai')).toBe('self')
    expect(deployment.logged.join()).toContain('card_unsure')
  })
})
