// A whole round by a puppet with a sensor's noise, looked at again with the real networks: what a calibration lets rise, and what not.
import { beforeAll, expect, test } from 'vitest'
import { gridSamples, type Sample } from '../../bench/faces/samples.ts'
import { puppet } from '../../bench/spoof/cameras.ts'
import { type Camera, type Played, play } from '../../bench/spoof/play.ts'
import { evidenceOf } from '../../bench/spoof/second-look.ts'
import { faceRecipe, leastBands } from '../../src/core/card/face-band.ts'
import type { FaceCalibration } from '../../src/core/journey/calibration.ts'
import { judgeLook } from '../../src/core/journey/second-look.ts'
import { openFaceEngine, openHuman } from '../../src/examiner/face.ts'
import { lookAgain } from '../../src/examiner/look.ts'
import { packPrint } from '../../src/vision/face/calibration.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import { meansFrom, seededRandom } from '../../src/vision/face/learn.ts'
import type { FacePrint } from '../../src/vision/face/print.ts'
import { printCard } from '../../src/vision/face/prints.ts'

const random = seededRandom(4)
/** Without noise two frames are so alike that no living face made them: the second look finds that by itself. */
const noisy =
  (camera: Camera): Camera =>
  async (...asked) => {
    const { pixels, faces } = await camera(...asked)
    return { pixels: { ...pixels, data: pixels.data.map((value) => value + 20 * (random() - 0.5)) }, faces }
  }

let engine: FaceEngine
let [man, strangers]: Sample[][] = [[], []]
let calibration: FaceCalibration
let living: Played
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
  const { selfie, card } = meansFrom(seen, seen)
  const means = { selfie: packPrint(selfie), card: packPrint(card) }
  calibration = { version: 'samples', recipe: faceRecipe, ...leastBands, means }
  const made = await puppet({ ...engine, backend: 'wasm', triangles }, man[0]!.photo)
  living = await play(noisy(made!.camera), ['turnLeft', 'lookUp'])
})

const lookedAt = async (played: Played, of: Sample, by?: FaceCalibration) => {
  const evidence = await evidenceOf(played, of.photo)
  const report = await lookAgain(engine, { evidence, head: evidence.head, calibration: by }, () => performance.now())
  return judgeLook(report, evidence.flags, by)
}

test('a round that repeats, beside another photograph of the same man, rises by a calibration alone', async () => {
  expect(living.end).toBe('done')
  expect(await lookedAt(living, man[1]!, calibration)).toEqual({ level: 'rechecked' })
  expect(await lookedAt(living, man[1]!)).toEqual({ review: 'not_calibrated' })
})

test('beside a stranger’s card it does not', async () => {
  expect(await lookedAt(living, strangers[0]!, calibration)).toEqual({ review: 'card_unlike' })
})
