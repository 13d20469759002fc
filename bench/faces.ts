// `npm run bench -- faces --images DIR --pairs pairs.csv [--degrade card220|card110] [--json]`: how well the Human library
// and our face matcher tell faces apart, in one run.

import { l2 } from '../src/vision/face/descriptor.ts'
import { meansFrom, seededRandom, shuffled } from '../src/vision/face/learn.ts'
import { centredScore, plainScore } from '../src/vision/face/match.ts'
import type { ScoredPair } from '../src/vision/face/rates.ts'
import { optionsOf, stop, wholeNumber } from '../tools/options.ts'
import { type Degree, degrees } from './faces/degrade.ts'
import { extractAll } from './faces/extract.ts'
import { openExtractor } from './faces/features.ts'
import { pairsFrom, samplePairs } from './faces/pair-selection.ts'
import { personsOf } from './faces/pairs.ts'
import { printRows, printThreshold, rowOf } from './faces/report.ts'

const help = `npm run bench -- faces --images DIR --pairs FILE [--degrade card220|card110] [--seed N] [--json]
npm run bench -- faces [--samples DIR] [--degrade card220|card110] [--seed N] [--json]

--images   a folder of JPEG, PNG or WebP pictures
--pairs    rows a,b,same: two pictures, and 1 or true if they show one person, 0 or false if not.
           Separated by comma, semicolon or tab, with or without a header. A cell may name several pictures of one person,
           one.jpg|two.jpg|three.jpg, which are averaged. To count only impostors of the same sex, leave the other pairs out
--degrade  turns b into the portrait of a printed card, 220 or 110 pixels wide; without it b is used as it is
--seed     selects the third of the people that the means are learnt from; the figures are of the others
--samples  more sample faces: photographs named person-1.jpg, person-2.jpg
--json     the same figures as one line

Without folder and list: the library's sample faces, and those of --samples. About half a second a picture.`
const values = optionsOf(help, {
  images: { type: 'string' },
  pairs: { type: 'string' },
  samples: { type: 'string' },
  degrade: { type: 'string' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
})
const seed = wholeNumber('--seed', values.seed, 0)
const degree = values.degrade as Degree | undefined
if (degree && !(degree in degrees)) stop(`--degrade is ${Object.keys(degrees).join(' or ')}, and not "${degree}".`)
const { images, pairs: list } = values
if (Boolean(images) !== Boolean(list)) stop('--images and --pairs belong together: give both, or neither.')
const chosen = images && list ? pairsFrom(images, list) : await samplePairs(values.samples)
const { pairs } = chosen

const { extract, similarity } = await openExtractor()
const { each, mean, lost } = await extractAll(chosen, extract, degree)
for (const [what, files] of Object.entries(lost))
  if (files.length > 0)
    console.log(`${files.length} pictures ${what}: ${files.slice(0, 8).join(', ')}${files.length > 8 ? ' …' : ''}`)

const comparable = pairs.flatMap(({ a, b, same }) => {
  const [selfie, card] = [mean(a), mean(b, degree)]
  return selfie && card ? [{ pair: { a, b }, same, selfie, card }] : []
})
console.log(
  `${comparable.length} of ${pairs.length} pairs can be compared${degree ? `; b is a printed portrait (${degree}, ${degrees[degree].join('×')} px)` : ''}`,
)
if (comparable.length === 0) stop('Nothing can be compared: are the names in the list those of files in the folder?')
const scored = (all: typeof comparable, score: (one: (typeof comparable)[number]) => number): ScoredPair[] =>
  all.map((one) => ({ same: one.same, score: score(one) }))
const human = (one: (typeof comparable)[number]) => similarity(one.selfie.human, one.card.human)
const ours = (one: (typeof comparable)[number]) => plainScore(one.selfie.ours, one.card.ours)

const persons = personsOf(pairs)
const everybody = shuffled([...new Set(persons.values())].sort(), seededRandom(seed))
const third = new Set(everybody.slice(0, Math.round(everybody.length / 3)))
const learnt = (all: readonly (readonly string[])[], side?: Degree) => {
  const pictures = new Map<string, string[]>()
  for (const name of new Set(all.flat())) {
    const person = persons.get(name) ?? ''
    if (third.has(person)) pictures.set(person, [...(pictures.get(person) ?? []), name])
  }
  return [...pictures.values()]
    .map((names) => each(names, side).map(({ ours }) => ours))
    .filter((prints) => prints.length > 0)
}
const [selfies, cards] = [
  learnt(pairs.map(({ a }) => a)),
  learnt(
    pairs.map(({ b }) => b),
    degree,
  ),
]
const rest = comparable.filter(({ pair }) => ![...pair.a, ...pair.b].some((name) => third.has(persons.get(name) ?? '')))

const rows: Record<string, ReturnType<typeof rowOf>> = {
  'Human as it comes': rowOf(scored(comparable, human)),
  ours: rowOf(scored(comparable, ours)),
}
let centred: ScoredPair[] = []
if (selfies.length > 1 && cards.length > 1 && rest.length > 0) {
  const means = meansFrom(selfies, cards)
  centred = scored(rest, ({ selfie, card }) => centredScore(means, selfie.ours, card.ours))
  rows['Human, other two thirds'] = rowOf(scored(rest, human))
  rows['ours, other two thirds'] = rowOf(scored(rest, ours))
  rows['ours centred, other two thirds'] = rowOf(centred)
  console.log(
    `centred by ${selfies.length} persons' selfies and ${cards.length} persons' cards of ${everybody.length} persons, reported on the others`,
  )
} else
  console.log(
    'too few people for centring: the third that the means are learnt from needs two with selfies and two with cards',
  )
printRows(rows)
const near = scored(comparable, ({ selfie, card }) => -l2(selfie.ours.dlib, card.ours.dlib))
for (const threshold of [0.55, 0.6]) printThreshold(`L2 < ${threshold}`, near, -threshold)
const bands = pairs.some(({ a }) => a.length > 2) ? [0.8, 0.45] : [0.75, 0.4]
if (centred.length > 0) for (const threshold of bands) printThreshold(`centred ≥ ${threshold}`, centred, threshold)
console.log('in brackets: pairs, and Wilson’s 95 % interval; pairs share people, so the true interval is wider')
if (values.json) console.log(JSON.stringify({ degree: degree ?? 'clean', rows }))
