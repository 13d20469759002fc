// `npm run bench -- faces --images DIR --pairs pairs.csv`: how well the Human library and each face model tell faces apart,
// clean and printed, from one frame and from three, in one run; and what the product would call these pairs.

import { severalFrames } from '../src/core/face/bands.ts'
import { type FaceModelName, faceRecipes } from '../src/core/face/recipes.ts'
import { meansFrom, seededRandom, shuffled } from '../src/vision/face/learn.ts'
import { type Means, meanScore } from '../src/vision/face/model.ts'
import { faceModels } from '../src/vision/face/models.ts'
import type { Pair } from '../test/kit/faces/samples.ts'
import { optionsOf, stop, wholeNumber } from '../tools/options.ts'
import { type Degree, degrees } from './faces/degrade.ts'
import { extractAll } from './faces/extract.ts'
import { type FaceFeatures, openExtractor } from './faces/features.ts'
import { pairsFrom, samplePairs } from './faces/pair-selection.ts'
import { personsOf } from './faces/pairs.ts'
import { printProduct, type ScoredPair } from './faces/product.ts'
import { printRows, type Row, rowOf } from './faces/report.ts'

const help = `npm run bench -- faces --images DIR --pairs FILE [--degrade clean|card220|card110] [--seed N] [--json]
npm run bench -- faces [--samples DIR] [--degrade clean|card220|card110] [--seed N] [--json]

--images   a folder of JPEG, PNG or WebP pictures
--pairs    rows a,b,same or a,b,same,group: two pictures, and 1 or true where they show one person, 0 or false where not; group
           is whatever should have figures of its own, such as f. By comma, semicolon or tab, with a header or without.
           A cell may name several pictures of one person, one.jpg|two.jpg|three.jpg: frames of one selfie, whose scores are
           averaged. Impostors of the same sex: leave the other pairs out
--degrade  b as the photograph (clean), or as the portrait of a printed card, 220 or 110 pixels wide; without it all three
--seed     selects the third of the people that the means are learnt from; centred rows are of the others
--samples  more sample faces: photographs named person-1.jpg, person-2.jpg
--json     the same figures as one line

Without folder and list: the library's sample faces, and those of --samples. About a second a picture.`
const values = optionsOf(help, {
  images: { type: 'string' },
  pairs: { type: 'string' },
  samples: { type: 'string' },
  degrade: { type: 'string' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
})
const seed = wholeNumber('--seed', values.seed, 0)
const names = ['clean', ...(Object.keys(degrees) as Degree[])] as const
const only = names.find((name) => name === values.degrade)
if (values.degrade && !only) stop(`--degrade is ${names.join(' or ')}, and not "${values.degrade}".`)
const wanted = only ? [only] : names
const { images, pairs: list } = values
if (Boolean(images) !== Boolean(list)) stop('--images and --pairs belong together: give both, or neither.')
const chosen = images && list ? pairsFrom(images, list) : await samplePairs(values.samples)
const { pairs } = chosen

const { extract, models, similarity } = await openExtractor()
const degreeOf = (name: (typeof names)[number]) => (name === 'clean' ? undefined : name)
const { each, lost } = await extractAll(chosen, extract, wanted.map(degreeOf))
for (const [what, files] of Object.entries(lost))
  if (files.length > 0)
    console.log(`${files.length} pictures ${what}: ${files.slice(0, 8).join(', ')}${files.length > 8 ? ' …' : ''}`)
for (const name of Object.keys(faceRecipes))
  if (!models.some((model) => model === name)) console.log(`${name} is left out: its package is not installed`)

const persons = personsOf(pairs)
const personOf = (name: string) => persons.get(name) ?? name
const everybody = shuffled([...new Set(persons.values())].sort(), seededRandom(seed))
const third = new Set(everybody.slice(0, Math.round(everybody.length / 3)))

/** Prints of the persons of the third, from these cells. */
const learnt = (model: FaceModelName, all: readonly (readonly string[])[], side?: Degree) => {
  const pictures = new Map<string, string[]>()
  for (const name of new Set(all.flat())) {
    const person = personOf(name)
    if (third.has(person)) pictures.set(person, [...(pictures.get(person) ?? []), name])
  }
  return [...pictures.values()]
    .map((cell) =>
      each(cell, side)
        .map(({ templates }) => templates[model])
        .filter((template) => template !== undefined),
    )
    .filter((templates) => templates.length > 0)
}
const meansOf = (model: FaceModelName, side?: Degree): Means | undefined => {
  const selfies = learnt(
    model,
    pairs.map(({ a }) => a),
  )
  const cards = learnt(
    model,
    pairs.map(({ b }) => b),
    side,
  )
  return selfies.length > 1 && cards.length > 1 ? meansFrom(selfies, cards) : undefined
}

type Whole = { pair: Pair; frames: FaceFeatures[]; card: FaceFeatures }
const isHeldOut = ({ a, b }: Pair) => ![...a, ...b].some((name) => third.has(personOf(name)))
const scoredBy = (model: FaceModelName, all: readonly Whole[], means?: Means): ScoredPair[] =>
  all.map(({ pair, frames, card }) => {
    const templates = frames.map((frame) => frame.templates[model]!)
    const known = means && isHeldOut(pair) ? means : undefined
    return {
      same: pair.same,
      group: pair.group,
      persons: [personOf(pair.a[0]), personOf(pair.b[0])] as const,
      plain: meanScore(faceModels[model], templates, card.templates[model]!),
      centred: known && meanScore(faceModels[model], templates, card.templates[model]!, known),
    }
  })
const meanOf = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length

const told: Record<string, { rows: Record<string, Row>; product: Record<string, object> }> = {}
for (const name of wanted)
  for (const count of [1, severalFrames]) {
    const side = degreeOf(name)
    const whole = pairs.flatMap((pair): Whole[] => {
      const frames = each(pair.a).slice(0, count)
      const [card] = each(pair.b, side)
      return frames.length === count && card ? [{ pair, frames, card }] : []
    })
    const title = `${name}${side ? ` (${degrees[side].join('×')} px)` : ''}, ${count === 1 ? 'one frame' : `${count} frames`}`
    if (whole.length === 0) {
      console.log(`${title}: the list has no pairs with so many pictures that show a face`)
      continue
    }
    console.log(`\n${title}: ${whole.length} of ${pairs.length} pairs`)
    const human = whole.map(({ pair, frames, card }) => ({
      same: pair.same,
      score: meanOf(frames.map((frame) => similarity(frame.human, card.human))),
    }))
    const rows: Record<string, Row> = { 'Human as it comes': rowOf(human) }
    const product: Record<string, object> = {}
    for (const model of models) {
      const scored = scoredBy(model, whole, meansOf(model, side))
      const centred = scored.flatMap(({ same, centred: score }) => (score === undefined ? [] : [{ same, score }]))
      const uncentred = (all: readonly ScoredPair[]) => all.map(({ same, plain }) => ({ same, score: plain }))
      rows[model] = rowOf(uncentred(scored))
      if (centred.length > 0) {
        rows[`${model}, other two thirds`] = rowOf(uncentred(scored.filter((pair) => pair.centred !== undefined)))
        rows[`${model} centred, other two thirds`] = rowOf(centred)
      }
      Object.assign(product, printProduct(model, count, scored))
    }
    printRows(rows)
    console.table(product)
    told[title] = { rows, product }
  }
if (Object.keys(told).length === 0)
  stop('Nothing can be compared: are the names in the list those of files in the folder?')
console.log(`In brackets: counts, and 95 % of what other people like these might give (persons drawn anew, or Wilson’s interval where wider).
Plausible: without a calibration, by the threshold of each model. Match: by means learnt here and the least band that a calibration may have.
No Asian faces come with the project. What was believed of them, and on which sets, is in docs/face-model.md: run this on a list of your own.`)
if (values.json) console.log(JSON.stringify(told))
