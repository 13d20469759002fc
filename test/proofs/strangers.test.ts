// No two different people among the samples are called a match, by the real networks on real photographs, with and
// without a calibration.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { judgeFaces } from '../../src/core/face/bands.ts'
import type { FaceCalibration } from '../../src/core/face/calibration.ts'
import { jpegOf } from '../../src/examiner/encode.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { calibrate } from '../../src/vision/face/calibrate.ts'
import { scoreFaces } from '../../src/vision/face/calibration.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import type { FaceTemplate } from '../../src/vision/face/model.ts'
import { cardTemplate } from '../../src/vision/face/templates.ts'
import { shrink } from '../../src/vision/pixels.ts'
import { readAttributes } from '../../tools/ops/calibrate/attributes.ts'
import { readFolder } from '../../tools/ops/calibrate/folder.ts'
import { loosestCalibration } from '../kit/faces/calibration.ts'
import { allPairs, gridSamples, type Sample, sharedFaces, sharedSamples } from '../kit/faces/samples.ts'

/** The samples of both folders in one pool. No person is in both folders. */
let samples: readonly Sample[]
let engine: FaceEngine
const prints = new Map<string, FaceTemplate>()
beforeAll(async () => {
  const shared = await sharedSamples()
  if (shared.length === 0)
    console.log(`${sharedFaces} is absent: strangers are those of the library's own sample alone`)
  samples = [...(await gridSamples()), ...shared]
  engine = await openFaceEngine()
  for (const { name, photo } of samples) {
    const print = await cardTemplate(engine, shrink(photo, 1280))
    if (print) prints.set(name, print)
  }
})

/** Returns the loosest bands that a calibration may have, with the means of these people. */
const loosest = (): FaceCalibration => {
  const persons = [...new Set(samples.map(({ person }) => person))]
  return loosestCalibration(
    engine.model,
    persons.map((person) =>
      samples
        .filter((sample) => sample.person === person)
        .map(({ name }) => prints.get(name))
        .filter((print) => print !== undefined),
    ),
  )
}
const judged = (calibration?: FaceCalibration) =>
  allPairs(samples).flatMap(({ a, b, same }) => {
    const [one, two] = [prints.get(a[0] ?? ''), prints.get(b[0] ?? '')]
    if (!one || !two) return []
    const scores = scoreFaces(engine.model, [one], two, calibration)
    const band = judgeFaces(scores, engine.model.recipe, calibration)
    return [{ same, band, score: scores.centred?.score ?? scores.score, a, b }]
  })

test('every face is found', () => {
  expect(samples.filter(({ name }) => !prints.has(name)).map(({ name }) => name)).toEqual([])
})
test('no stranger is a match, and people match themselves', () => {
  const all = judged(loosest())
  const [own, strangers] = [all.filter(({ same }) => same), all.filter(({ same }) => !same)]
  const nearest = Math.max(...strangers.map(({ score }) => score))
  const matched = own.filter(({ band }) => band === 'match').length
  console.log(
    `nearest of ${strangers.length} pairs of strangers ${nearest.toFixed(2)}; ${matched} of ${own.length} match`,
  )
  expect(strangers.length).toBeGreaterThan(50)
  expect(strangers.filter(({ band }) => band === 'match')).toEqual([])
  expect(matched).toBeGreaterThan(own.length / 2)
  // A network that does not distinguish people could pass the checks above. So each own pair must be nearer than most
  // pairs of strangers.
  const middle = strangers.map(({ score }) => score).sort((x, y) => x - y)[strangers.length >> 1]
  expect(own.filter(({ score }) => score < (middle ?? 0))).toEqual([])
})
test('without a calibration nobody is a match', () => {
  expect(judged().filter(({ band }) => band === 'match')).toEqual([])
})

test('a folder of photographs is read by the procedure’s file names, ignored files are reported, and too few people are refused', async () => {
  const [one, two] = samples
  const folder = mkdtempSync(join(tmpdir(), 'people-'))
  mkdirSync(join(folder, 'somchai'))
  writeFileSync(join(folder, 'persons.csv'), '\uFEFFperson,sex,age\r\nsomchai,m,41\r\nsomsri,f,30\r\n')
  const files = { 'selfie-1-1.jpg': one, 'selfie-1-2.jpg': two, 'selfie-2-1.JPG': two, 'card-1.jpg': one }
  for (const [name, sample] of Object.entries(files))
    writeFileSync(join(folder, 'somchai', name), await jpegOf(sample!.photo, 90))
  writeFileSync(join(folder, 'somchai', 'selfie-3.png'), 'no picture')
  writeFileSync(join(folder, 'somchai', 'notes.txt'), '')
  const told: string[] = []
  const about = readAttributes(folder)
  const subjects = await readFolder(folder, about.ok ? about.value : {}, engine, (sentence) => told.push(sentence))
  rmSync(folder, { recursive: true })
  expect(told).toEqual([
    expect.stringContaining('no folder of somsri'),
    expect.stringContaining('notes.txt is neither selfie-N nor card-N'),
    expect.stringContaining('selfie-3.png is no picture'),
  ])
  expect(subjects).toMatchObject([{ name: 'somchai', sex: 'm', age: 41, selfies: { length: 2 }, cards: { length: 1 } }])
  expect(subjects[0]?.selfies.map((round) => round.length)).toEqual([2, 1])
  expect(calibrate(engine.model, subjects, 1, () => '')).toMatchObject({
    ok: false,
    faults: [expect.stringContaining('1 persons')],
  })
})
