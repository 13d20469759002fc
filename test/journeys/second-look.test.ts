import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LookReport } from '../../src/core/face/recheck.ts'
import type { Ask } from '../../src/core/journey/claims.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { calibration } from '../kit/calibration.ts'
import { openWorld, type World } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { asIssued, through } from '../kit/steps.ts'

const secret = 'a-secret-that-only-examiners-have'
let world: World
beforeAll(async () => {
  world = await openWorld(async () => ({ EXAMINER_SECRET: secret, FACE_CALIBRATION: JSON.stringify(calibration) }))
})
afterAll(() => world.close())

/** An examiner's requests, over real HTTP. */
const call = async (path: string, body: unknown = {}, bearer = secret) => {
  const response = await fetch(`${world.service.origin}/internal/cases${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json().catch(() => ({}))) as Record<string, unknown> }
}
type Lent = { id: string; lease: string; until: number }
const leased = async () => (await call('')).body as Lent
const found = (more: Partial<LookReport> = {}): LookReport => ({
  ...{ whole: true, frames: [{ ask: 'centre', yaw: 0, pitch: 0 }], posesFollow: true, samePerson: 0.3, portrait: 0.2 },
  ...{ card: 0.4, flags: [], ms: 900 },
  ...more,
})
/** What the means of that calibration scored. */
const scored = (score: number, { version } = calibration) => ({ centred: { version, score, frames: 3 } })
const report = ({ id, lease }: Lent, more: Partial<LookReport> = {}) =>
  call(`/${id}/result`, { lease, report: found(more) })
const faceOf = async (person: string) => {
  const phone = await world.phone(person)
  return (await phone.signIn()).view.card?.assurance.face
}

describe('a round in the mini-app', () => {
  it('learns no ask before it is bound to the frame before, and none sooner than it was to be asked', async () => {
    const phone = await through(world, somchai, 'selfie')
    const given = await phone.challenge()
    expect(JSON.stringify({ ...given, nonce: '' })).not.toMatch(/turn|look|blink/i)
    const link = 'ab'.repeat(32)
    const first = await phone.step(given.nonce, link)
    expect((await phone.step(given.nonce, link)).body).toEqual(first.body)
    const stranger = await world.phone('noi')
    await stranger.signIn()
    expect((await stranger.step(given.nonce, 'cd'.repeat(32))).reason).toBe('challenge_mismatch')
    expect((await phone.selfie({ hasty: 200 }, world.pass)).reason).toBe('challenge_mismatch')
    expect((await phone.get('/me')).view).toMatchObject({ step: 'selfie', triesLeft: 2 })
  })
})

describe('the second look', () => {
  it('is nothing to whoever lacks the secret, and has nothing to do before a card was issued', async () => {
    expect((await call('', {}, 'a-secret-that-nobody-ever-agreed-on')).status).toBe(404)
    expect((await call('', {}, '')).status).toBe(404)
    expect((await call('')).status).toBe(204)
  })

  it('lends a case to one of two examiners, with frames, portraits, the round as the service saw it and its calibration', async () => {
    await asIssued(world, jaithip)
    await world.hears('jaithip')
    const [one, two] = await Promise.all([call(''), call('')])
    expect([one.status, two.status].sort()).toEqual([200, 204])
    const lent = (one.status === 200 ? one : two).body as Lent
    const { status, body } = await call(`/${lent.id}/evidence`, { lease: lent.lease })
    expect(status).toBe(200)
    const { evidence, head } = body as {
      evidence: { frames: { ask: Ask }[]; head: string; flags: string[] }
      head: string
    }
    expect(body.calibration).toEqual(calibration)
    expect(evidence).toMatchObject({ head, flags: [], round: { commits: { length: 3 } } })
    expect(evidence.frames.length).toBeGreaterThanOrEqual(5)
    expect((await call(`/${lent.id}/evidence`, { lease: 'another' })).status).toBe(409)
  })

  it('gives the case of an examiner that died to another, and takes no word from the dead one any more', async () => {
    await world.pass(61_000)
    const taken = await leased()
    await world.pass(61_000)
    const again = await leased()
    expect([again.id, again.lease === taken.lease]).toEqual([taken.id, false])
    expect((await report(taken, scored(0.9))).status).toBe(409)
    expect(await faceOf('jaithip')).toBe('self')
    expect((await report(again, scored(0.9))).status).toBe(204)
    expect((await report(again, scored(0.1))).status).toBe(204)
    expect(await faceOf('jaithip')).toBe('rechecked')
  })

  it('tells the citizen once, with the card anew', async () => {
    const heard = await world.hears('jaithip')
    expect(heard.split(th.sentences.faceRechecked)).toHaveLength(2)
    expect(heard).toContain(th.card.face.rechecked)
    expect((await call('')).status).toBe(204)
  })

  it('takes no other calibration’s word for a match: a person will look, and the card stays as it is', async () => {
    await asIssued(world, somchai)
    await world.hears('somchai')
    expect((await report(await leased(), scored(1.4, { ...calibration, version: 'theirs' }))).status).toBe(204)
    expect(await world.hears('somchai')).toContain(th.sentences.faceInReview)
    expect(await faceOf('somchai')).toBe('self')
    expect(world.logged.join()).toContain('card_unsure')
  })
})
