// `npm run bench:faces -- --images DIR --pairs pairs.csv [--degrade card220|card110] [--json]`: how well faces are told apart, by Human
// as it comes and by us, in one run. Rows `a,b,same`; a cell may name several pictures of one person: `1.jpg|2.jpg`.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { decodePicture } from '../src/examiner/pictures.ts'
import { meansFrom, seededRandom, shuffled } from '../src/vision/face/learn.ts'
import { centredScore, l2, plainScore } from '../src/vision/face/match.ts'
import { meanPrint } from '../src/vision/face/print.ts'
import type { Scored } from '../src/vision/face/rates.ts'
import type { Pixels } from '../src/vision/pixels.ts'
import { type Degree, degrees } from './faces/degrade.ts'
import { openLooker, type Seen } from './faces/looks.ts'
import { type Pair, personsOf, readPairs } from './faces/pairs.ts'
import { printRows, printThreshold, rowOf } from './faces/report.ts'
import { allPairs, sharedSamples, wholeGrid } from './faces/samples.ts'

const { values } = parseArgs({
  options: {
    images: { type: 'string' },
    pairs: { type: 'string' },
    degrade: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const stop = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}
const degree = values.degrade as Degree | undefined
if (degree && !(degree in degrees)) stop(`--degrade is ${Object.keys(degrees).join(' or ')}`)
if (Boolean(values.images) !== Boolean(values.pairs)) stop('--images and --pairs belong together')

const chosen = async (): Promise<{ pairs: Pair[]; photo: (name: string) => Promise<Pixels | undefined> }> => {
  if (values.images && values.pairs) {
    const folder = values.images
    if (!existsSync(values.pairs)) stop(`there is no ${values.pairs}`)
    const read = readPairs(readFileSync(values.pairs, 'utf8'))
    if (!read.ok) return stop(`${values.pairs}: ${read.reason}`)
    if (read.value.skipped > 0) console.log(`${read.value.skipped} lines of the list are no pair and were left out`)
    return {
      pairs: read.value.pairs,
      photo: async (name) => {
        const file = [join(folder, name), name].find((path) => existsSync(path))
        const decoded = file ? await decodePicture(readFileSync(file)) : undefined
        return decoded?.ok ? decoded.value : undefined
      },
    }
  }
  const samples = [...(await wholeGrid()), ...(await sharedSamples())]
  console.log(
    `${samples.length} sample faces; nearly all pairs of one person are of one man, and most strangers are of the other sex: no measure of people`,
  )
  const photos = new Map(samples.map(({ name, photo }) => [name, photo]))
  return { pairs: allPairs(samples), photo: async (name) => photos.get(name) }
}

const { pairs, photo } = await chosen()
const { look, similarity } = await openLooker()
const lost: Record<string, string[]> = { 'could not be read': [], 'show no face': [] }
const looked = new Map<string, Seen | undefined>()
const names = new Set(pairs.flatMap(({ a, b }) => [...a, ...b]))
const printed = new Set(pairs.flatMap(({ b }) => b))
let done = 0
for (const name of names) {
  const picture = await photo(name)
  if (!picture) lost['could not be read'].push(name)
  const sides = degree && printed.has(name) ? ([undefined, degree] as const) : ([undefined] as const)
  for (const side of sides) {
    const seen = picture && (await look(picture, side))
    if (picture && !seen) lost['show no face'].push(side ? `${name} as ${side}` : name)
    looked.set(side ? `${side} ${name}` : name, seen)
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${++done} of ${names.size} pictures `)
}
if (process.stderr.isTTY) process.stderr.write('\n')
for (const [what, files] of Object.entries(lost))
  if (files.length > 0)
    console.log(`${files.length} pictures ${what}: ${files.slice(0, 8).join(', ')}${files.length > 8 ? ' …' : ''}`)

const found = (all: readonly string[], side?: Degree): Seen[] =>
  all.map((name) => looked.get(side ? `${side} ${name}` : name)).filter((seen) => seen !== undefined)
const meanOf = (all: readonly number[][]) =>
  all[0].map((_, i) => all.reduce((sum, one) => sum + one[i], 0) / all.length)
const sides = pairs.map(({ a, b, same }) => ({ pair: { a, b }, same, selfie: found(a), card: found(b, degree) }))
const whole = sides
  .filter(({ selfie, card }) => selfie.length > 0 && card.length > 0)
  .map(({ pair, same, selfie, card }) => ({
    ...{ pair, same },
    selfie: { ours: meanPrint(selfie.map(({ ours }) => ours)), human: meanOf(selfie.map(({ human }) => human)) },
    card: { ours: meanPrint(card.map(({ ours }) => ours)), human: meanOf(card.map(({ human }) => human)) },
  }))
const scored = (all: typeof whole, score: (one: (typeof whole)[number]) => number): Scored[] =>
  all.map((one) => ({ same: one.same, score: score(one) }))

console.log(
  `${whole.length} of ${pairs.length} pairs can be compared${degree ? `; b is a printed portrait (${degree}, ${degrees[degree].join('×')} px)` : ''}`,
)
const human = (one: (typeof whole)[number]) => similarity(one.selfie.human, one.card.human)
const ours = (one: (typeof whole)[number]) => plainScore(one.selfie.ours, one.card.ours)

const persons = personsOf(pairs)
const everybody = shuffled([...new Set(persons.values())].sort(), seededRandom(Number(values.seed)))
const third = new Set(everybody.slice(0, Math.round(everybody.length / 3)))
const learnt = (all: readonly (readonly string[])[], side?: Degree) => {
  const pictures = [...new Set(all.flat())]
  return [...third]
    .map((person) =>
      found(
        pictures.filter((name) => persons.get(name) === person),
        side,
      ).map(({ ours }) => ours),
    )
    .filter((prints) => prints.length > 0)
}
const [selfies, cards] = [
  learnt(pairs.map(({ a }) => a)),
  learnt(
    pairs.map(({ b }) => b),
    degree,
  ),
]
const rest = whole.filter(({ pair }) => ![...pair.a, ...pair.b].some((name) => third.has(persons.get(name) ?? '')))

const rows: Record<string, ReturnType<typeof rowOf>> = {
  'Human as it comes': rowOf(scored(whole, human)),
  ours: rowOf(scored(whole, ours)),
}
let centred: Scored[] = []
if (selfies.length > 1 && cards.length > 1 && rest.length > 0) {
  const means = meansFrom(selfies, cards)
  centred = scored(rest, ({ selfie, card }) => centredScore(means, selfie.ours, card.ours))
  rows['Human, other two thirds'] = rowOf(scored(rest, human))
  rows['ours, other two thirds'] = rowOf(scored(rest, ours))
  rows['ours centred, other two thirds'] = rowOf(centred)
  console.log(
    `centred by ${selfies.length} persons' selfies and ${cards.length} persons' cards of ${everybody.length} persons, reported on the others`,
  )
} else console.log('too few persons for centring: it takes two and more a side in a third of them')
printRows(rows)
const near = scored(whole, ({ selfie, card }) => -l2(selfie.ours.dlib, card.ours.dlib))
for (const threshold of [0.55, 0.6]) printThreshold(`L2 < ${threshold}`, near, -threshold)
const bands = pairs.some(({ a }) => a.length > 2) ? [0.8, 0.45] : [0.75, 0.4]
if (centred.length > 0) for (const threshold of bands) printThreshold(`centred ≥ ${threshold}`, centred, threshold)
console.log('in brackets: pairs, and Wilson’s 95 % interval; pairs share persons, so the truth is wider')
if (values.json) console.log(JSON.stringify({ degree: degree ?? 'clean', rows }))
