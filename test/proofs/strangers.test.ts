// No stranger among the sample people is ever called a match: by real networks, on real photographs, with and without a calibration.
import { beforeAll, describe, expect, test } from 'vitest'
import { allPairs, gridSamples, type Sample, sharedFaces, sharedSamples } from '../../bench/faces/samples.ts'
import { faceRecipe, judgeFaces, leastBands } from '../../src/core/card/face-band.ts'
import type { FaceCalibration } from '../../src/core/journey/calibration.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { packPrint, scoreFaces } from '../../src/vision/face/calibration.ts'
import { meansFrom } from '../../src/vision/face/learn.ts'
import type { FacePrint } from '../../src/vision/face/print.ts'
import { printCard } from '../../src/vision/face/prints.ts'
import { shrink } from '../../src/vision/pixels.ts'

const shared = await sharedSamples()
if (shared.length === 0) console.log(`${sharedFaces} is absent: strangers are those of the library's own sample alone`)

describe.each([
  ['the library’s sample', gridSamples],
  ...(shared.length > 0 ? [['the photographs beside the project', async () => shared] as const] : []),
] as const)('%s', (_, samplesOf) => {
  let samples: readonly Sample[]
  const prints = new Map<string, FacePrint>()
  beforeAll(async () => {
    samples = await samplesOf()
    const engine = await openFaceEngine()
    for (const { name, photo } of samples) {
      const print = await printCard(engine, shrink(photo, 1280))
      if (print) prints.set(name, print)
    }
  })

  /** The loosest bands that a calibration may have, with the means of these very people. */
  const loosest = (): FaceCalibration => {
    const persons = [...new Set(samples.map(({ person }) => person))]
    const seen = persons.map((person) =>
      samples.flatMap((sample) => (sample.person === person ? (prints.get(sample.name) ?? []) : [])),
    )
    const { selfie, card } = meansFrom(seen, seen)
    const means = { selfie: packPrint(selfie), card: packPrint(card) }
    return { version: 'samples', recipe: faceRecipe, ...leastBands, means }
  }
  const judged = (calibration?: FaceCalibration) =>
    allPairs(samples).flatMap(({ a, b, same }) => {
      const [one, two] = [prints.get(a[0] ?? ''), prints.get(b[0] ?? '')]
      return one && two ? [{ same, band: judgeFaces(scoreFaces([one], two, calibration), calibration), a, b }] : []
    })

  test('every face is found', () => {
    expect(samples.filter(({ name }) => !prints.has(name)).map(({ name }) => name)).toEqual([])
  })
  test('no stranger is a match, and people match themselves', () => {
    const all = judged(loosest())
    expect(all.filter(({ same, band }) => !same && band === 'match')).toEqual([])
    const own = all.filter(({ same }) => same)
    const matched = own.filter(({ band }) => band === 'match').length
    console.log(`${all.length - own.length} pairs of strangers; ${matched} of ${own.length} pairs of one person match`)
    if (own.length > 0) expect(matched).toBeGreaterThan(0)
  })
  test('without a calibration nobody is a match', () => {
    expect(judged().filter(({ band }) => band === 'match')).toEqual([])
  })
})
