// Tests the calibration on invented people: what it learns, and when it is refused.
import { expect, test } from 'vitest'
import { judgeFaces } from '../../../src/core/face/bands.ts'
import { readCalibration } from '../../../src/core/face/calibration.ts'
import { calibrate, type Subject } from '../../../src/vision/face/calibrate.ts'
import { scoreFaces } from '../../../src/vision/face/calibration.ts'
import { seededRandom } from '../../../src/vision/face/learn.ts'
import type { FaceTemplate } from '../../../src/vision/face/model.ts'
import { faceModels } from '../../../src/vision/face/models.ts'

const model = faceModels.mobilefacenet

/**
 * Invented people, one in `women` a woman: a common face, a part shared by a sex, a part of their own, noise in every
 * picture.
 */
const madePeople = (count: number, alike: (sex: string) => number, { women = 2 } = {}): Subject[] => {
  const random = seededRandom(7)
  const bell = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const vector = (size: number, spread: number) => Float32Array.from({ length: size }, () => bell() * spread)
  const plus = (a: Float32Array, b: Float32Array, by = 1) => a.map((value, i) => value + by * b[i])
  const template = (spread: number): FaceTemplate => ({ mobilefacenet: vector(192, spread) })
  const sum = (a: FaceTemplate, b: FaceTemplate, by = 1): FaceTemplate => ({
    mobilefacenet: plus(a.mobilefacenet, b.mobilefacenet, by),
  })
  const [common, paper, sisters] = [template(1), template(0.5), template(1)]
  return Array.from({ length: count }, (_, i) => {
    const sex = i % women ? 'm' : 'f'
    const person = sum(sum(common, template(1)), sisters, alike(sex))
    const picture = () => sum(person, template(0.35))
    const round = () => [picture(), picture(), picture()]
    return { name: `p${i}`, sex, age: 20 + (i % 50), selfies: [round(), round()], cards: [sum(picture(), paper)] }
  })
}
const named = () => 'made-1'

test('people who differ can be calibrated: few strangers match, few users are missed, and the version is stored', () => {
  const learnt = calibrate(
    model,
    madePeople(150, () => 0),
    1,
    named,
  )
  if (!learnt.ok) throw new Error(learnt.faults.join('\n'))
  const { calibration, findings } = learnt.value
  expect(calibration.version).toBe('made-1')
  expect(calibration).toMatchObject({ recipe: model.recipe.id, again: 0.35 })
  expect(calibration.match).toBeGreaterThanOrEqual(0.5)
  expect(findings.map(({ group }) => group)).toEqual(
    expect.arrayContaining(['everybody', 'sex f', 'sex m', 'age under 30', 'age 60 and over']),
  )
  for (const { falseMatch, missed } of findings) {
    expect(falseMatch.high).toBeGreaterThan(0)
    expect(falseMatch.count).toBe(0)
    expect(missed.count / missed.of).toBeLessThan(0.05)
  }
  expect(JSON.stringify(calibration).length).toBeLessThan(5000)
  expect(readCalibration(JSON.stringify(calibration))).toEqual(calibration)
  const other = { ...calibration, recipe: faceModels['dlib+faceres'].recipe.id }
  expect(readCalibration(JSON.stringify(other)), 'the means of another model').toBeUndefined()
})

test('the same people and seed give the same calibration, another seed another split', () => {
  const [one, again, other] = [1, 1, 2].map((seed) =>
    calibrate(
      model,
      madePeople(150, () => 0),
      seed,
      named,
    ),
  )
  expect(again).toEqual(one)
  expect(other).not.toEqual(one)
})

test('too few persons, or too few pairs of strangers for the promised rate, are refused with a reason each', () => {
  expect(
    calibrate(
      model,
      madePeople(20, () => 0),
      1,
      named,
    ),
  ).toMatchObject({ ok: false, faults: [expect.stringContaining('20 persons')] })
  const few = calibrate(
    model,
    madePeople(66, () => 0),
    1,
    named,
  )
  expect(few.ok ? [] : few.faults.length).toBe(4)
})

test('a group whose strangers look alike to the networks is refused by name, although the rate for all is low enough', () => {
  const alike = (by: number) =>
    calibrate(
      model,
      madePeople(210, (sex) => (sex === 'f' ? by : 0), { women: 7 }),
      1,
      named,
    )
  expect(alike(0).ok).toBe(true)
  const learnt = alike(1.5)
  expect(learnt.ok ? [] : learnt.faults).toEqual(expect.arrayContaining([expect.stringMatching(/^sex f: /)]))
})

test('after calibration, an invented face matches its own card and not a stranger’s', () => {
  const people = madePeople(150, () => 0)
  const learnt = calibrate(model, people, 1, named)
  if (!learnt.ok) throw new Error('refused')
  const { calibration } = learnt.value
  const band = (one: number, other: number) =>
    judgeFaces(
      scoreFaces(model, people[one].selfies[0], people[other].cards[0], calibration),
      model.recipe,
      calibration,
    )
  expect(band(3, 3)).toBe('match')
  expect(band(3, 5)).toBe('again')
})
