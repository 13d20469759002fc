// `npm run bench -- specimens`: draws specimens that were not used for tuning: photographs of cards and truth.json, as `npm run bench -- cards`
// reads them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { formatLaserCode } from '../src/core/card/laser-code.ts'
import { formatIdNumber } from '../src/core/card/thai-id.ts'
import { englishDate, thaiDate } from '../src/simulator/specimen/layout.ts'
import type { SpecimenPerson } from '../src/simulator/specimen/people.ts'
import { seededRandom } from '../src/simulator/specimen/table.ts'
import { openHarness } from '../test/kit/browser/harness.ts'
import { loadGazetteer } from '../test/kit/card/places.ts'
import { optionsOf, wholeNumber } from '../tools/options.ts'
import type { ShotOptions, SpecimenKit } from './specimens/page.ts'
import { personOf } from './specimens/people.ts'

declare const kit: SpecimenKit

const help = `npm run bench -- specimens [--dir DIR] [--count N] [--from N] [--part tune|report|rare] [--other] [--screen] [--labels FILE]

--dir     where photographs and truth.json are written (.data/specimens)
--count   number of people, with four photographs each (40)
--from    number of the first person: other numbers are other people (0)
--part    tune: people and typefaces for tuning; report: the others (default); rare: report, with rare letters in names
--other   printed by a different printer, photographed in bad light on any background
--screen  shown on screens instead of printed: npm run bench -- cards counts how many are noticed
--labels  only draws the shapes of the printed labels, for src/vision/card/label-shapes.json`
const values = optionsOf(help, {
  dir: { type: 'string', default: '.data/specimens' },
  count: { type: 'string', default: '40' },
  from: { type: 'string', default: '0' },
  part: { type: 'string', default: 'report' },
  other: { type: 'boolean', default: false },
  screen: { type: 'boolean', default: false },
  labels: { type: 'string' },
})
const [count, from] = [wholeNumber('--count', values.count), wholeNumber('--from', values.from, 0)]
const tuning = values.part === 'tune'
const { other } = values
// Fonts of TLWG come from the system (fonts-thai-tlwg). Without them the browser uses another looped Thai font.
const types = tuning
  ? ['Sarabun', 'Niramit', 'Taviraj', 'Garuda', 'Umpush', 'Loma']
  : ['IBM Plex Sans Thai Looped', 'Trirong', 'Noto Sans Thai Looped', 'Norasi', 'Kinnari', 'Laksaman', 'Waree']

const shotsOf = (n: number): { front: ShotOptions; back: ShotOptions }[] => {
  const next = seededRandom(n * 31 + 5)
  for (let i = 0; i < 4; i++) next()
  const around = (most: number) => (2 * next() - 1) * most
  const table = () => (['dark', 'wood', 'light'] as const)[Math.floor(next() * 3)]
  const free = (): ShotOptions => ({
    turn: around(8),
    tilt: around(0.06),
    blur: next() < 0.6 ? 1 : 0,
    table: table(),
    fill: 0.7 + next() * 0.15,
    upsideDown: next() < 0.1,
    seed: n + 1000,
  })
  const guided = (): ShotOptions => ({
    turn: around(1.5),
    tilt: around(0.02),
    blur: next() < 0.4 ? 1 : 0,
    table: table(),
    fill: 0.8 + next() * 0.06,
    seed: n,
  })
  /** With --other each photograph has disturbances of its own, and every fourth is only 1280 pixels wide. */
  const troubled = (shot: ShotOptions): ShotOptions => {
    if (!other) return shot
    const grounds = ['white', 'checks', 'stripes', 'leaves', shot.table, shot.table] as const
    const table = grounds[Math.floor(next() * grounds.length)]
    const light = { falloff: next() * 0.45, angle: next() * 6.3, shadow: next() < 0.3 ? next() * 0.35 : 0 }
    const small = next() < 0.25
    return {
      ...shot,
      table,
      quality: 0.6 + next() * 0.3,
      quarters: next() < 0.25 ? 1 + 2 * Math.floor(next() * 2) : 0,
      ...(small && { size: [1280, 960] as const, fill: 0.85, blur: 0 }),
      disturbance: { ...light, streak: !small && next() < 0.3 ? 2 + Math.floor(next() * 3) : 0 },
    }
  }
  /** With --screen: from a monitor, whose pixels are twice as large as the photograph's, to a phone, whose pixels are as small. */
  const shown = (shot: ShotOptions): ShotOptions => {
    if (!values.screen) return shot
    const [width] = shot.size ?? [1920]
    const lights = next() < 0.7 ? 'strips' : 'dots'
    return { ...shot, screen: { across: Math.round((width * (shot.fill ?? 0.82)) / (0.9 + next() * 1.6)), lights } }
  }
  return [
    { front: shown(troubled(free())), back: shown(troubled(free())) },
    { front: shown(troubled(guided())), back: shown(troubled(guided())) },
  ]
}

const truthOf = (p: SpecimenPerson, n: number, font: string) => ({
  n,
  font,
  idPrinted: formatIdNumber(p.idNumber),
  titleTh: p.titleThai,
  firstTh: p.firstNameThai,
  middleTh: p.middleNameThai ?? '',
  lastTh: p.lastNameThai ?? '',
  titleEn: p.titleEnglish,
  firstEn: p.firstNameEnglish,
  middleEn: p.middleNameEnglish ?? '',
  lastEn: p.lastNameEnglish ?? '',
  dobTh: thaiDate(p.birthDate),
  dobEn: englishDate(p.birthDate),
  address: p.address.join(' '),
  issueTh: thaiDate(p.issueDate),
  expTh: thaiDate(p.expiry),
  laser: formatLaserCode(p.laserCode ?? ''),
})

mkdirSync(values.dir, { recursive: true })
const places = [...(await loadGazetteer())].flatMap(([province, amphoes]) =>
  [...amphoes].flatMap(([amphoe, tambons]) => tambons.map((tambon) => ({ tambon, amphoe, province }))),
)
const { page, close } = await openHarness(resolve(import.meta.dirname, 'specimens'))
if (values.labels) {
  const shapes = await page.evaluate((person) => kit.labels(person), personOf(0, places) as never)
  writeFileSync(values.labels, `${JSON.stringify(shapes, undefined, 1)}\n`)
  await close()
  process.exit()
}
const list = []
for (let i = 0; i < count; i++) {
  const n = 2 * (from + i) + (tuning ? 0 : 1)
  const person = personOf(n, places, values.part === 'rare')
  const type = types[i % types.length]
  const shots = shotsOf(n)
  const taken = await page.evaluate(([p, t, s, q]) => kit.take(p, t, s, q), [
    person,
    type,
    shots,
    other ? n : undefined,
  ] as const as unknown as Parameters<SpecimenKit['take']>)
  const files = Object.fromEntries(
    ['free', 'guided'].flatMap((how, k) =>
      (['front', 'back'] as const).map((side) => {
        const { jpeg, quad, size } = taken[k][side]
        const file = `${String(n).padStart(3, '0')}_${side}_${how}.jpg`
        writeFileSync(join(values.dir, file), Buffer.from(jpeg, 'base64'))
        return [`${how}_${side}`, { file, quad, size, ...(values.screen && { screen: shots[k][side].screen }) }]
      }),
    ),
  )
  list.push({ ...truthOf(person, n, type), files })
}
await close()
writeFileSync(join(values.dir, 'truth.json'), `${JSON.stringify(list, undefined, 1)}\n`)
console.log(`${list.length} people, ${4 * list.length} photos in ${values.dir}`)
