// A whole round by a puppet with a sensor's noise, looked at again with the real networks: what a calibration lets rise, and what not.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setImmediate as breath } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loosestCalibration } from '../../bench/faces/calibration.ts'
import { gridSamples, type Sample } from '../../bench/faces/samples.ts'
import { puppet } from '../../bench/spoof/cameras.ts'
import { type Asker, type Camera, type Played, playAsked } from '../../bench/spoof/play.ts'
import { evidenceOf, frameOf } from '../../bench/spoof/second-look.ts'
import { startSecondLook } from '../../scripts/beside.ts'
import { type Local, newSecrets, onNode, startLocal } from '../../scripts/local.ts'
import type { FaceCalibration } from '../../src/core/journey/calibration.ts'
import { chainStart, frameLink } from '../../src/core/journey/evidence.ts'
import { judgeLook } from '../../src/core/journey/second-look.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { openHuman } from '../../src/examiner/human.ts'
import { lookAgain } from '../../src/examiner/look.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import { seededRandom } from '../../src/vision/face/learn.ts'
import type { FacePrint } from '../../src/vision/face/print.ts'
import { printCard } from '../../src/vision/face/prints.ts'
import { phoneOf } from '../journeys/phone.ts'
import { asIssued, through } from '../journeys/steps.ts'
import { jaithip } from '../people/people.ts'

const random = seededRandom(4)
/** What the service draws, so that the same poses are asked for each time. */
const drawn = seededRandom(5)
const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const greyFace = readFileSync(new URL('../people/grey-face.webp', import.meta.url)).toString('base64')
/** Without noise two frames are so alike that no living face made them: the second look finds that by itself. */
const noisy =
  (camera: Camera): Camera =>
  async (...asked) => {
    const { pixels, faces } = await camera(...asked)
    // The service is in this process too: its connections must not wait for the whole round.
    await breath()
    return { pixels: { ...pixels, data: pixels.data.map((value) => value + 20 * (random() - 0.5)) }, faces }
  }

let engine: FaceEngine
let [man, strangers]: Sample[][] = [[], []]
let calibration: FaceCalibration
let living: Played
let local: Local
const logged: string[] = []
const log = (event: string, details?: object) => void logged.push(JSON.stringify({ event, ...details }))
let secrets: Awaited<ReturnType<typeof newSecrets>>
/** 23 November 2026, 10:00 in Bangkok; moved by hand. */
let now = Date.UTC(2026, 10, 23, 3)
beforeAll(async () => {
  engine = await openFaceEngine()
  const { faceTriangulation: triangles } = await openHuman({})
  const samples = await gridSamples()
  man = samples.filter(({ person }) => person === samples[0]?.person)
  strangers = samples.filter(({ person }) => person !== samples[0]?.person)
  const seen: FacePrint[][] = []
  for (const { photo } of [man[2]!, ...strangers.slice(0, 3)]) {
    const print = await printCard(engine, photo)
    if (print) seen.push([print])
  }
  calibration = loosestCalibration(seen)
  const made = await puppet({ ...engine, backend: 'wasm', triangles }, man[0]!.photo)
  secrets = await newSecrets()
  local = await startLocal(onNode, {
    ...{ servicePort: 0, simulatorPort: 0, databaseUrl: ':memory:', secrets, log, clock: () => now },
    random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(drawn() * 256)),
    env: { FACE_CALIBRATION: JSON.stringify(calibration) },
  })
  const phone = phoneOf(local.service.origin, await local.simulator.platform.person(jaithip.line).idToken())
  const pass = async (ms: number) => {
    now += ms
  }
  const world = { phone: async () => phone, pass }
  await through(world, jaithip, 'selfie')
  const { nonce, steps } = await phone.challenge()
  const begun = now
  let last = await chainStart(nonce, sha256)
  living = await playAsked(noisy(made!.camera), steps, async (kept) => {
    const frame = await frameOf(kept)
    now = begun + frame.atMs
    last = await frameLink(last, frame, Buffer.from(frame.jpeg, 'base64'), sha256)
    return (await phone.step(nonce, last)).body as Awaited<ReturnType<Asker>>
  })
  now += 3_000
  const evidence = await evidenceOf(living, man[1]!.photo, nonce)
  const settings = { width: 640, height: 480, frameRate: 30, facingMode: 'user' }
  const camera = { label: 'Front Camera', settings }
  const { round: _, flags: __, ...claim } = evidence
  const { view, reason } = await phone.post('/selfie', {
    ...{ ...claim, nonce, camera, match: { l2: 0.4, samePerson: 0.3 }, tinyFace: greyFace },
  })
  if (view?.step !== 'setPin') throw new Error(`the selfie was not taken: ${reason}`)
  await asIssued(world, jaithip)
})
afterAll(() => local?.close())

const lookedAt = async (played: Played, of: Sample, by?: FaceCalibration) => {
  const evidence = await evidenceOf(played, of.photo)
  const report = await lookAgain(engine, { evidence, head: evidence.head, calibration: by }, () => performance.now())
  return judgeLook(report, evidence.flags, by)
}

test('a round at the service itself, beside another photograph of the same man, rises by an examiner’s process, and the chat says so', async () => {
  expect(living.end).toBe('done')
  const { platform } = local.simulator
  const examiner = startSecondLook(local.service.origin, secrets.examinerSecret, () => {})
  const said = () => logged.find((line) => line.includes('face_case'))
  await expect.poll(said, { timeout: 120_000, interval: 250 }).toBeDefined()
  expect(said()).toContain('rechecked')
  await platform.settled()
  await examiner.close()
  const heard = JSON.stringify(platform.received(jaithip.line))
  for (const sentence of [th.sentences.faceRechecked, th.card.face.rechecked])
    expect(heard).toContain(JSON.stringify(sentence).slice(1, -1))
})

test('without a calibration the same round is for a person', async () => {
  expect(await lookedAt(living, man[1]!)).toEqual({ review: 'not_calibrated' })
})

test('beside a stranger’s card it does not', async () => {
  expect(await lookedAt(living, strangers[0]!, calibration)).toEqual({ review: 'card_unlike' })
})
