// Tests, on the sample faces and by the real networks, that nothing worn makes a stranger plausible (drawn, not real).
import { beforeAll, expect, test } from 'vitest'
import { bandOf, isNearly } from '../../../src/core/face/bands.ts'
import { openFaceEngine } from '../../../src/examiner/face.ts'
import type { FaceEngine } from '../../../src/vision/face/human.ts'
import type { FaceTemplate } from '../../../src/vision/face/model.ts'
import { cardTemplate, type DetectedFace, portraitFace } from '../../../src/vision/face/templates.ts'
import { gridSamples, type Sample } from '../../kit/faces/samples.ts'
import { withBehind, worn } from '../../kit/faces/worn.ts'

let engine: FaceEngine
type Known = Sample & { found: DetectedFace; plain: FaceTemplate }
let known: Known[]
beforeAll(async () => {
  engine = await openFaceEngine()
  known = []
  for (const sample of await gridSamples()) {
    const found = await portraitFace(engine, sample.photo)
    if (found) known.push({ ...sample, found, plain: await engine.describe(found.pixels, found.face) })
  }
})

/** What the product would call `selfie` with every card but that of the same photograph. */
const judged = (selfie: FaceTemplate, own: Known) =>
  known
    .filter(({ name }) => name !== own.name)
    .map(({ person, plain }) => {
      const score = engine.model.score(selfie, plain)
      const nearly = isNearly(score, engine.model.recipe) ? 'nearly' : 'again'
      return {
        same: person === own.person,
        score,
        band: bandOf(score, engine.model.recipe) === 'again' ? nearly : 'plausible',
      }
    })
type Judged = ReturnType<typeof judged>
const strangersPlausible = (all: Judged) => all.filter(({ same, band }) => !same && band === 'plausible')
const told = (what: string, all: Judged, lost: number) => {
  const of = (same: boolean) => all.filter((one) => one.same === same)
  const count = (band: string) => of(true).filter((one) => one.band === band).length
  const highest = Math.max(...of(false).map(({ score }) => score)).toFixed(2)
  console.info(
    `${what}: ${lost} without a face; own ${count('plausible')} plausible, ${count('nearly')} nearly, ${count('again')} again; strangers ${of(false).length}, highest ${highest}`,
  )
}

test.each(Object.keys(worn))('with %s, drawn on one side, no stranger is plausible', async (what) => {
  const all: Judged = []
  let lost = 0
  for (const one of known) {
    const template = await cardTemplate(engine, worn[what]!(one.found.pixels, one.found.face.mesh))
    if (template) all.push(...judged(template, one))
    else lost++
  }
  told(what, all, lost)
  expect(strangersPlausible(all)).toEqual([])
  expect(all.length).toBeGreaterThan(0)
})

test('with a smaller face beside it, a photograph scores as its nearer face, and never as the other', async () => {
  const all: Judged = []
  let lost = 0
  for (const [i, one] of known.entries()) {
    const other = known
      .slice(i + 1)
      .concat(known)
      .find(({ person }) => person !== one.person)!
    const template = await cardTemplate(engine, withBehind(one.found.pixels, other.found.pixels))
    if (template) all.push(...judged(template, one))
    else lost++
  }
  told('a smaller face beside', all, lost)
  expect(strangersPlausible(all)).toEqual([])
})
