// Tests the selfie's challenge: what is accepted, every forgery that is refused, and the risk flags for the reviewer.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Ask } from '../../../src/core/face/asks.ts'
import { type EvidenceFrame, evidenceChain, type Hash, type Round } from '../../../src/core/face/evidence.ts'
import { faceRecipes } from '../../../src/core/face/recipes.ts'
import { riskFlagsOf } from '../../../src/core/face/risk.ts'
import { checkSelfie, pickAsks, pickWaits, recordChallengeStep } from '../../../src/core/face/selfie.ts'
import type { SelfieRequest } from '../../../src/core/face/selfie-request.ts'

const recipe = faceRecipes.mobilefacenet
const hash: Hash = async (bytes) => createHash('sha256').update(bytes).digest()
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))

const angles = { centre: [0, 0], turnLeft: [-20, 0], turnRight: [20, 0], lookUp: [0, -14], blink: [0, 0] } as const
let pictures = 0
const frame = (ask: keyof typeof angles, atMs: number, more: Partial<EvidenceFrame> = {}): EvidenceFrame => {
  const [yaw, pitch] = angles[ask]
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, ++pictures]).toString('base64')
  return { ask, atMs, yaw, pitch, roll: 0, score: 0.9, live: 0.8, jpeg, ...more }
}
const asks: Ask[] = ['turnLeft', 'lookUp']
const waits = [400, 900, 600]
const straight = [frame('centre', 3700), frame('centre', 3910), frame('centre', 4100)]
const good = [frame('centre', 0), frame('turnLeft', 1000), frame('lookUp', 2600), ...straight]

type AnswerChanges = Partial<Pick<Round, 'issuedAt' | 'asks'>> & { late?: number; at?: readonly number[] }
/** A round whose frames were committed in time with the right hashes. `late`: ms that the connection took. */
const roundOf = async (
  frames: readonly EvidenceFrame[],
  answer: AnswerChanges = {},
  changes: Partial<SelfieRequest> = {},
) => {
  const claim: SelfieRequest = {
    nonce: 'n',
    camera: { label: 'Front Camera', settings: { width: 640, height: 480, frameRate: 30, facingMode: 'user' } },
    frames: [...frames],
    match: { recipe: recipe.id, score: 0.6, sameRound: 0.8 },
    card: 'AA==',
    portrait: 'AQ==',
    head: '',
    tinyFace: '',
    ...changes,
  }
  const chain = await evidenceChain(claim, hash, bytesOf)
  const issuedAt = answer.issuedAt ?? 100_000
  const at =
    answer.at ?? frames.slice(0, 3).map(({ atMs }, i) => issuedAt + 5000 + atMs + (i > 0 ? (answer.late ?? 0) : 0))
  const commits = at.map((time, i) => ({ link: chain.links[i] ?? '', at: time }))
  const round: Round = { nonce: 'n', asks: answer.asks ?? asks, waits, issuedAt, commits }
  return { claim: { ...claim, head: chain.head }, round, chain }
}
const judged = async (
  frames: readonly EvidenceFrame[],
  answer: AnswerChanges = {},
  changes: Partial<SelfieRequest> = {},
  now = 115_000,
) => {
  const { claim, round, chain } = await roundOf(frames, answer, changes)
  return checkSelfie(claim, round, chain, now, recipe)
}
const bands = { version: 'v1', match: 0.55, again: 0.4 }
/**
 * The service's judgement of a score by a calibration `version`, when its own calibration is `v1` or when it has none.
 */
const scored = async (score: number, version = 'v1', own: 'calibrated' | 'uncalibrated' = 'calibrated') => {
  const match = { recipe: recipe.id, score: 0.6, sameRound: 0.8, centred: { version, score, frames: 3 } }
  const { claim, round, chain } = await roundOf(good, {}, { match })
  return checkSelfie(claim, round, chain, 115_000, recipe, own === 'calibrated' ? bands : undefined)
}
/** The head of the good round below, with fixed pictures, by the chain without a small face. */
const headOfVersion2 = '020bb4cec2cbef7205608e8892f7a9b8773e0c1dd0501f150fb103886738cf6c'
const mismatch = { ok: false, reason: 'challenge_mismatch' }
const without = (at: number) => good.filter((_, i) => i !== at)
const changed = (at: number, more: Partial<EvidenceFrame>) => good.map((f, i) => (i === at ? { ...f, ...more } : f))

describe('a selfie', () => {
  it('is accepted when it follows the challenge in time with a plausible face', async () => {
    expect(await judged(good)).toEqual({ ok: true, value: 'plausible' })
  })
  it.each([
    ['match', 0.55],
    ['plausible', 0.54],
    ['plausible', 0.4],
  ])('is a %s at a score of %s by the calibration of the deployment', async (band, score) => {
    expect(await scored(score)).toEqual({ ok: true, value: band })
  })
  it('is refused below the limit of that calibration, however high the plain score is', async () => {
    expect(await scored(0.39)).toEqual({ ok: false, reason: 'face_unlike' })
  })
  it('is never a match by another calibration, or where the deployment has none', async () => {
    expect(await scored(1, 'v0')).toEqual({ ok: true, value: 'plausible' })
    expect(await scored(1, 'v1', 'uncalibrated')).toEqual({ ok: true, value: 'plausible' })
  })
  it('is accepted over a slow connection, and from a user who holds the head a little aside', async () => {
    expect((await judged(good, { late: 3000 })).ok).toBe(true)
    const aside = good.map((f) => ({ ...f, yaw: f.yaw + 10, pitch: f.pitch - 6 }))
    expect((await judged(aside)).ok).toBe(true)
  })
  it('has the same hash for any order of the camera’s settings, and without the missing ones', async () => {
    const settings = { facingMode: 'user', height: 480, width: 640, frameRate: undefined }
    const { claim, chain } = await roundOf(good, {}, { camera: { label: 'Front', settings } })
    const sent = { ...claim, camera: { settings: { width: 640, height: 480, facingMode: 'user' }, label: 'Front' } }
    expect((await evidenceChain(sent, hash, bytesOf)).head).toBe(chain.head)
  })
  it('is refused with another small face than the round ended with: the chain covers it', async () => {
    const { claim, round } = await roundOf(good, {}, { tinyFace: 'AAAA' })
    const sent = { ...claim, tinyFace: 'AAAB' }
    expect(checkSelfie(sent, round, await evidenceChain(sent, hash, bytesOf), 115_000, recipe)).toEqual(mismatch)
  })
  it('of a version whose chain had no small face keeps the head of that version', async () => {
    const { tinyFace: _, ...earlier } = (await roundOf(good)).claim
    const fixed = { ...earlier, frames: earlier.frames.map((one, i) => ({ ...one, jpeg: `AA${'ABCDEFGH'[i]}=` })) }
    // Written down with the code of that version: open evidence of then is never called tampered with.
    expect((await evidenceChain(fixed, hash, bytesOf)).head).toBe(headOfVersion2)
    expect((await evidenceChain({ ...fixed, tinyFace: '' }, hash, bytesOf)).head).not.toBe(headOfVersion2)
  })
  it('is refused after 180 seconds', async () => {
    expect(await judged(good, {}, {}, 280_001)).toEqual({ ok: false, reason: 'challenge_expired' })
  })
  it.each([
    ['face_unlike', -1],
    ['face_unlike', 0.29],
    ['face_nearly', 0.3],
    ['face_nearly', 0.49],
    ['face_unlike', 1.01],
    ['face_unlike', Number.NaN],
  ] as const)('is refused as %s at a score of %s against the card', async (reason, score) => {
    const match = { recipe: recipe.id, score, sameRound: 0.8 }
    expect(await judged(good, {}, { match })).toEqual({ ok: false, reason })
  })
  it.each([0.59, -1, 1.01, Number.NaN])(
    'is refused as two people at a score of %s between its frames',
    async (sameRound) => {
      const match = { recipe: recipe.id, score: 0.6, sameRound }
      expect(await judged(good, {}, { match })).toEqual({ ok: false, reason: 'two_people' })
    },
  )
  it('has expired when the page used another recipe than the service now uses', async () => {
    const match = { recipe: faceRecipes['dlib+faceres'].id, score: 0.9, sameRound: 0.9 }
    expect(await judged(good, {}, { match })).toEqual({ ok: false, reason: 'challenge_expired' })
  })
})

describe('a forger who computes every hash right is refused when the round', () => {
  it.each<[string, EvidenceFrame[]]>([
    ['skips a step', without(1)],
    ['repeats a step', [...good.slice(0, 2), frame('turnLeft', 1800), ...good.slice(2)]],
    ['does not begin straight ahead', without(0)],
    ['reorders the steps', [good[0]!, frame('lookUp', 1000), frame('turnLeft', 2600), ...straight]],
    ['shows another movement', [good[0]!, frame('turnRight', 1000), ...good.slice(2)]],
    ['does not turn far enough', changed(1, { yaw: -5 })],
    ['turns the wrong way', changed(1, { yaw: 20 })],
    ['begins with a turned head, so that looking straight passes for a turn', changed(0, { yaw: 25 })],
    ['does not end straight ahead', changed(5, { yaw: 30 })],
    ['ends after two frames', without(5)],
    ['goes back in time', changed(4, { atMs: 3650 })],
    ['stands still in time', changed(4, { atMs: 3700 })],
    ['answers before it was asked', changed(1, { atMs: 399 })],
    ['looks ahead before it was asked', [...good.slice(0, 3), ...straight.map((f) => ({ ...f, atMs: f.atMs - 600 }))]],
    ['shows one picture twice', changed(4, { jpeg: straight[0]!.jpeg })],
  ])('%s', async (_, frames) => {
    expect(await judged(frames)).toEqual(mismatch)
  })
  it('back-dates a step, because the service received it at another time', async () => {
    const at = [105_000, 113_500, 114_900]
    expect(await judged(good, { at })).toEqual(mismatch)
  })
  it('claims to last longer than the time that passed at the service', async () => {
    expect(await judged(changed(5, { atMs: 30_000 }))).toEqual(mismatch)
  })
  it('was committed without one of its steps', async () => {
    expect(await judged(good, { at: [105_000, 106_000] })).toEqual(mismatch)
  })
  it.each([0, 1, 2])('shows another picture at step %i than it committed to', async (at) => {
    const { claim, round } = await roundOf(good)
    const swapped = claim.frames.map((f, i) => (i === at ? { ...f, jpeg: '////' } : f))
    const chain = await evidenceChain({ ...claim, frames: swapped }, hash, bytesOf)
    expect(checkSelfie({ ...claim, frames: swapped, head: chain.head }, round, chain, 115_000, recipe)).toEqual(
      mismatch,
    )
  })
  it.each<[string, (claim: SelfieRequest) => Partial<SelfieRequest>]>([
    ['card', () => ({ card: '////' })],
    ['portrait', () => ({ portrait: '////' })],
    ['liveness', ({ frames }) => ({ frames: frames.map((f) => ({ ...f, live: 1 })) })],
    ['camera', ({ camera }) => ({ camera: { ...camera, label: 'OBS Virtual Camera' } })],
    ['camera’s setting', ({ camera }) => ({ camera: { ...camera, settings: { ...camera.settings, width: 641 } } })],
    ['last frame', ({ frames }) => ({ frames: frames.map((f, i) => (i === 5 ? { ...f, jpeg: '////' } : f)) })],
  ])('has another %s than its final hash covers', async (_, change) => {
    const { claim, round } = await roundOf(good)
    const forged = { ...claim, ...change(claim) }
    expect(checkSelfie(forged, round, await evidenceChain(forged, hash, bytesOf), 115_000, recipe)).toEqual(mismatch)
  })
  it('replays the frames of a round with another nonce', async () => {
    const { claim, round } = await roundOf(good)
    const chain = await evidenceChain({ ...claim, nonce: 'another' }, hash, bytesOf)
    expect(checkSelfie({ ...claim, head: chain.head }, round, chain, 115_000, recipe)).toEqual(mismatch)
  })
})

describe('a running round', () => {
  const start: Round = { nonce: 'n', asks, waits, issuedAt: 0, commits: [] }
  const commit = (round: Round, link: string, now: number) => {
    const taken = recordChallengeStep(round, link, now)
    if (!taken.ok) throw new Error(taken.reason)
    return taken.value
  }
  it('gives one ask for each committed frame, then the look ahead', () => {
    const first = commit(start, 'a', 1000)
    const second = commit(first.round, 'b', 2400)
    const third = commit(second.round, 'c', 4000)
    expect([first.next, second.next, third.next]).toEqual([
      { ask: 'turnLeft', afterMs: 400 },
      { ask: 'lookUp', afterMs: 900 },
      { ask: 'centre', afterMs: 600 },
    ])
    expect(recordChallengeStep(third.round, 'd', 5000)).toEqual(mismatch)
  })
  it('gives the same answer to a repeated link, and counts it once', () => {
    const { round, next } = commit(start, 'a', 1000)
    expect(commit(round, 'a', 1100)).toEqual({ round, next })
  })
  it('refuses a step that comes before its ask, and one that takes too long', () => {
    const { round } = commit(start, 'a', 1000)
    expect(recordChallengeStep(round, 'b', 1399)).toEqual(mismatch)
    expect(recordChallengeStep(round, 'b', 1400).ok).toBe(true)
    expect(recordChallengeStep(round, 'b', 1400 + 14_001)).toEqual({ ok: false, reason: 'challenge_expired' })
    expect(recordChallengeStep(start, 'a', 180_001)).toEqual({ ok: false, reason: 'challenge_expired' })
  })
})

describe('a challenge', () => {
  it('has two different asks, in every possible order', () => {
    const seen = new Set<string>()
    for (let a = 0; a < 3; a++) for (let b = 0; b < 2; b++) seen.add(pickAsks(new Uint8Array([a, b]), false).join())
    expect(seen.size).toBe(6)
  })
  it('asks for a blink only if the user cannot turn', () => {
    for (let a = 0; a < 6; a++) expect(pickAsks(new Uint8Array([a, a]), false)).not.toContain('blink')
    expect(pickAsks(new Uint8Array([0, 0]), true)).toEqual(['blink'])
  })
  it('waits between .2 and .6 seconds, a different time before each ask', () => {
    const waits = pickWaits(Uint8Array.from({ length: 400 }, (_, i) => (i * 151) & 255))
    expect(waits).toHaveLength(200)
    expect([Math.min(...waits) >= 200, Math.max(...waits) <= 600]).toEqual([true, true])
    expect(new Set(waits).size).toBeGreaterThan(100)
  })
})

describe('the risk flag for the reviewer', () => {
  const camera = { label: 'Front Camera', settings: { width: 640, height: 480, frameRate: 30, facingMode: 'user' } }
  const evenly = good.map((f, i) => (i > 2 ? { ...f, atMs: 3700 + (i - 3) * 200 } : f))
  it.each<[string, readonly EvidenceFrame[], AnswerChanges, Partial<SelfieRequest>]>([
    ['camera_virtual', good, {}, { camera: { ...camera, label: 'OBS Virtual Camera' } }],
    ['camera_unnamed', good, {}, { camera: { ...camera, label: ' ' } }],
    [
      'camera_not_front',
      good,
      {},
      { camera: { ...camera, settings: { ...camera.settings, facingMode: 'environment' } } },
    ],
    ['settings_missing', good, {}, { camera: { ...camera, settings: {} } }],
    ['times_even', evenly, {}, {}],
    ['line_slow', good, { late: 3000 }, {}],
  ])('%s is the only one', async (flag, frames, answer, changes) => {
    const { claim, round } = await roundOf(frames, answer, changes)
    expect(riskFlagsOf(claim, round)).toEqual([flag])
    expect(riskFlagsOf((await roundOf(good)).claim, (await roundOf(good)).round)).toEqual([])
  })
})
