// `npm run bench -- reading`: reads cards in Chromium as a phone does: time to the first result, seconds per card, bytes, what a second
// visit fetches again. In the same run tesseract reads the same photographs whole ("naive").
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openHarness } from '../test/kit/browser/harness.ts'
import { type Specimen, truthOf } from '../test/kit/card/truth.ts'
import { optionsOf, wholeNumber } from '../tools/options.ts'
import type { ReadingKit } from './reading/page.ts'
import { specimenFolder } from './specimens/default-folder.ts'

declare const kit: ReadingKit

const help = `npm run bench -- reading [--dir DIR] [--count N]

--dir    photos and their truth.json, as npm run bench -- specimens draws them (.data/specimens, drawn on the first run)
--count  how many people, from the first (12)`
const values = optionsOf(help, {
  dir: { type: 'string' },
  count: { type: 'string', default: '12' },
})
const folder = specimenFolder(values.dir)
const list = join(folder, 'truth.json')
const specimens = (JSON.parse(readFileSync(list, 'utf8')) as Specimen[]).slice(0, wholeNumber('--count', values.count))
const jpegOf = (file: string) => readFileSync(join(folder, file)).toString('base64')

const { page, asked, close } = await openHarness(resolve(import.meta.dirname, 'reading'))
/** Transferred bytes by URL, compressed as a server would (gzip); the models are compressed already. */
const fetched = new Map<string, number>()
const weighing: Promise<void>[] = []
page.context().on('response', (response) => {
  const url = response.url()
  if (!url.startsWith('http')) return
  const weigh = async () => {
    const body = await response.body().catch(() => Buffer.alloc(0))
    fetched.set(url, url.endsWith('.gz') ? body.length : gzipSync(body).length)
  }
  weighing.push(weigh())
})
await page.reload()
await page.waitForFunction('window.kit')

const read = (jpeg: string, side: 'front' | 'back') =>
  page.evaluate(([j, s]) => kit.read(j, s), [jpeg, side] as ['', 'front'])
const seconds: Record<string, number[]> = { front: [], back: [] }
const wrong: string[] = []
let fields = 0
let exact = 0
const first = await read(jpegOf(specimens[0].files.guided_front.file), 'front')
await Promise.all(weighing)
for (const specimen of specimens)
  for (const [kind, { file }] of Object.entries(specimen.files)) {
    const side = kind.endsWith('front') ? 'front' : 'back'
    const { ms, value } = await read(jpegOf(file), side)
    seconds[side].push(ms / 1000)
    for (const [name, truth] of Object.entries(truthOf(specimen, side))) {
      fields++
      const field = value.fields[name]
      if (field?.value === truth) exact++
      else if (field?.status === 'accepted') wrong.push(`${file} ${name}: ${field.value} for ${truth}`)
    }
  }
// Both ways read the same photographs, guided and free, because naive is slowest where much surrounds the card. They take turns, because
// the machine's speed varies. The first photograph is read twice and its first time dropped, because the browser compiles the code then.
const fronts = specimens.flatMap(({ files }) => Object.entries(files).filter(([kind]) => kind.endsWith('front')))
const both = fronts.slice(-8).map(([kind, { file }]) => ({ kind, file }))
const ours: number[] = []
const naive: number[] = []
for (const { file } of [both[0], ...both]) {
  ours.push((await read(jpegOf(file), 'front')).ms / 1000)
  naive.push((await page.evaluate((jpeg) => kit.naive(jpeg), jpegOf(file))) / 1000)
}
ours.shift()
naive.shift()
// The live guide on a page that is slowed down four times, as Chromium's own tools imitate a slow phone. The worker is not slowed.
const throttle = await page.context().newCDPSession(page)
await throttle.send('Emulation.setCPUThrottlingRate', { rate: 4 })
const guide = await page.evaluate((jpeg) => kit.guide(jpeg, 5000), jpegOf(both[0].file))
await throttle.send('Emulation.setCPUThrottlingRate', { rate: 1 })
// A second visit, as for a renewal.
await page.reload()
await page.waitForFunction('window.kit')
asked.length = 0
const again = await read(jpegOf(specimens[0].files.guided_front.file), 'front')
await close()

const mean = (all: number[]) => all.reduce((a, b) => a + b, 0) / Math.max(1, all.length)
const most = (all: number[]) => Math.max(...all).toFixed(2)
const total = [...fetched.values()].reduce((a, b) => a + b, 0)
const { front, back } = seconds
console.log(`first result after ${(first.ms / 1000).toFixed(2)} s, with the engine loaded over loopback`)
console.log(`bytes until then: ${(total / 1e6).toFixed(2)} MB transferred, of at most 6`)
for (const [url, bytes] of [...fetched].sort((a, b) => b[1] - a[1]).slice(0, 6))
  console.log(`  ${(bytes / 1e6).toFixed(2)} MB ${new URL(url).pathname.split('/').at(-1)}`)
const models = asked.filter((path) => path.startsWith('/models/'))
console.log(
  `second visit: first result after ${(again.ms / 1000).toFixed(2)} s; fetched again of the engine and its models: ${models.length === 0 ? 'nothing' : models.join(' ')}`,
)
console.log(
  `front ${mean(front).toFixed(2)} s (most ${most(front)}), back ${mean(back).toFixed(2)} s (most ${most(back)})`,
)
for (const kind of ['', 'guided', 'free']) {
  const of = (all: number[]) => mean(all.filter((_, i) => both[i].kind.startsWith(kind)))
  const times = (of(naive) / of(ours)).toFixed(1)
  console.log(
    `naive, ${kind || 'the last fronts'}: ${of(naive).toFixed(2)} s, ours on the same photographs ${of(ours).toFixed(2)} s: ${times} times as long`,
  )
}
const longest = guide.task === 0 ? 'none over 50 ms' : `${Math.round(guide.task)} ms, of at most 50`
console.log(
  `guide at a quarter of the page's speed: ${guide.looks} looks in 5 s, longest task ${longest}, slowest answer of a button ${Math.round(guide.answer)} ms, of at most 100`,
)
console.log(`fields exact: ${exact} of ${fields}; accepted and wrong: ${wrong.length}`)
for (const line of wrong) console.log(`  ${line}`)
