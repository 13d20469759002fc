// Rechecks a whole round of a puppet (with sensor noise) with the real networks: which cards rise by a calibration,
// which do not, and which forgeries are found.
import { createHash } from 'node:crypto'
import { setImmediate as breath } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaceCalibration } from '../../src/core/face/calibration.ts'
import { type Evidence, evidenceChainStart, frameLink } from '../../src/core/face/evidence.ts'
import { judgeRecheck } from '../../src/core/face/recheck.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { openHuman } from '../../src/examiner/human.ts'
import { recheckEvidence } from '../../src/examiner/recheck.ts'
import { scoreFaces } from '../../src/vision/face/calibration.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import { seededRandom } from '../../src/vision/face/learn.ts'
import { type FaceTemplate, roundScore } from '../../src/vision/face/model.ts'
import { enlarge } from '../../src/vision/face/sampling.ts'
import { cardTemplate, roundTemplates } from '../../src/vision/face/templates.ts'
import type { Pixels } from '../../src/vision/pixels.ts'
import { startExaminer } from '../../tools/dev/examiner-process.ts'
import { type Local, newSecrets, onNode, startLocal } from '../../tools/dev/local.ts'
import { loosestCalibration } from '../kit/faces/calibration.ts'
import { noisy, puppet } from '../kit/faces/cameras.ts'
import { type Camera, type NextAskSource, type PlayedRound, playAsked } from '../kit/faces/play.ts'
import { evidenceOf, frameOf } from '../kit/faces/recheck.ts'
import { gridSamples, type Sample } from '../kit/faces/samples.ts'
import { jaithip } from '../kit/people/people.ts'
import { phoneOf } from '../kit/phone.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

const random = seededRandom(4)
/** The service's random numbers: seeded, so that it asks for the same poses in every run. */
const drawn = seededRandom(5)
/** ms between frames of the slowest supported camera: five frames a second. */
const slowestMs = 200
const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
/**
 * Yields to the event loop before each frame. The service runs in this process too, and its connections must not wait
 * for the round.
 */
const breathing =
  (camera: Camera): Camera =>
  async (...asked) => {
    await breath()
    return camera(...asked)
  }

let engine: FaceEngine
let [man, strangers]: Sample[][] = [[], []]
let calibration: FaceCalibration
let living: PlayedRound
let local: Local
const logged: string[] = []
const log = (event: string, details?: object) => void logged.push(JSON.stringify({ event, ...details }))
const said = (event: string) => logged.find((line) => line.includes(`"${event}"`)) ?? ''
let secrets: Awaited<ReturnType<typeof newSecrets>>
/** The clock: 23 November 2026, 10:00 in Bangkok. The test moves it. */
let now = Date.UTC(2026, 10, 23, 3)
/** The challenge that the phone received. */
let given: { calibration?: FaceCalibration }

/**
 * Returns the scores that a phone computes from its round and a card's portrait, by the calibration in its challenge.
 */
const compared = async (card: Pixels) => {
  const print = await cardTemplate(engine, card)
  const centred = living.kept.filter(({ ask }) => ask === 'centre').slice(-3)
  const prints = await roundTemplates(
    engine,
    centred.map(({ pixels, faces }) => ({ pixels, face: faces[0]! })),
  )
  const others = living.kept.filter(({ ask }) => ask !== 'centre')
  const turned = await roundTemplates(
    engine,
    others.map(({ pixels, faces }) => ({ pixels, face: faces[0]! })),
  )
  const sameRound = roundScore(engine.model, prints, turned)!
  return { ...scoreFaces(engine.model, prints, print!, given.calibration), sameRound }
}

beforeAll(async () => {
  engine = await openFaceEngine()
  const { faceTriangulation: triangles } = await openHuman({})
  const samples = await gridSamples()
  man = samples.filter(({ person }) => person === samples[0]?.person)
  strangers = samples.filter(({ person }) => person !== samples[0]?.person)
  const seen: FaceTemplate[][] = []
  for (const { photo } of [man[2]!, ...strangers.slice(0, 3)]) {
    const print = await cardTemplate(engine, photo, 0)
    if (print) seen.push([print])
  }
  calibration = loosestCalibration(engine.model, seen)
  const made = await puppet({ ...engine, triangles }, man[0]!.photo)
  secrets = await newSecrets()
  local = await startLocal(onNode, {
    servicePort: 0,
    simulatorPort: 0,
    databaseUrl: ':memory:',
    secrets,
    log,
    clock: () => now,
    random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(drawn() * 256)),
    env: { FACE_CALIBRATION: JSON.stringify(calibration) },
  })
  const { platform } = local.simulator
  const idToken = await platform.person(jaithip.line).idToken()
  const phone = phoneOf(local.service.origin, idToken, fetch, undefined, () => platform.settled())
  const pass = async (ms: number) => {
    now += ms
  }
  const deployment = { phone: async () => phone, pass }
  await walkThrough(deployment, jaithip, 'selfie')
  const challenge = await phone.challenge()
  const { nonce, steps } = challenge
  given = challenge as typeof given
  const begun = now
  let last = await evidenceChainStart(nonce, sha256)
  const asker: NextAskSource = async (kept) => {
    const frame = await frameOf(kept)
    now = begun + frame.atMs
    last = await frameLink(last, frame, Buffer.from(frame.jpeg, 'base64'), sha256)
    return (await phone.step(nonce, last)).body as Awaited<ReturnType<NextAskSource>>
  }
  living = await playAsked(breathing(noisy(made!.camera, random)), steps, asker, slowestMs)
  now += 3_000
  const evidence = await evidenceOf(living, man[1]!.photo, nonce)
  const { round: _, flags: __, ...claim } = evidence
  const { view, reason } = await phone.post('/selfie', {
    ...claim,
    nonce,
    match: await compared(man[1]!.photo),
  })
  if (view?.step !== 'setPin') throw new Error(`the selfie was not taken: ${reason}`)
  await issueCard(deployment, jaithip)
})
afterAll(() => local?.close())

const entry = async (evidence: Evidence) =>
  (await recheckEvidence(engine, { evidence, head: evidence.head, calibration }, () => performance.now())).report

test('the deployment’s calibration reaches the phone with the challenge, and the service believes a match scored by it', () => {
  expect(given.calibration).toEqual(calibration)
  const scores = { recipe: engine.model.recipe.id, score: expect.any(Number), sameRound: expect.any(Number) }
  const line = {
    event: 'selfie_taken',
    band: 'match',
    ...scores,
    centred: expect.any(Number),
    calibration: calibration.version,
  }
  expect(JSON.parse(said('selfie_taken')), 'scores, and nothing of the person').toEqual(line)
})

test('an examiner’s process raises a card whose portrait is another photograph of the same man, and the chat says so', async () => {
  expect(living.end).toBe('done')
  const { platform } = local.simulator
  const examiner = startExaminer(local.service.origin, secrets.examinerSecret, () => {})
  await expect.poll(() => said('face_case'), { timeout: 120_000, interval: 250 }).toContain('rechecked')
  await platform.settled()
  await examiner.close()
  const heard = JSON.stringify(platform.received(jaithip.line))
  for (const sentence of [th.sentences.faceRechecked, th.card.face.rechecked])
    expect(heard).toContain(JSON.stringify(sentence).slice(1, -1))
})

test('a round with a stranger’s card does not raise the card', async () => {
  const evidence = await evidenceOf(living, strangers[0]!.photo)
  const report = await entry(evidence)
  expect(report, 'the phone claimed its own card').toMatchObject({
    whole: true,
    posesFollow: true,
    flags: ['score_differs'],
  })
  expect(report.roundScore).toBeGreaterThanOrEqual(engine.model.recipe.sameRound)
  expect(judgeRecheck({ ...report, flags: [] }, evidence.flags, engine.model.recipe, calibration)).toEqual({
    review: 'card_unlike',
    doubted: true,
  })
})

test('the recheck finds another person who looks straight during the turns, and evidence changed afterwards, whatever the phone reported', async () => {
  const other = enlarge(strangers[1]!.photo, 420)
  const kept = living.kept.map((frame) => (frame.ask === 'centre' ? frame : { ...frame, pixels: other }))
  const evidence = await evidenceOf({ ...living, kept }, man[1]!.photo)
  const report = await entry({ ...evidence, card: evidence.portrait })
  expect(report).toMatchObject({ whole: false, posesFollow: false })
  expect(report.roundScore).toBeLessThan(engine.model.recipe.sameRound)
})
