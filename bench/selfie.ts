// `npm run bench -- selfie [--rounds N --frames N --json]`: our selfie in Chromium on WebAssembly beside the library's faceid demo, in
// one run: time to the first guidance, time per frame, a whole capture by the puppet camera, bytes. Trust the ratios: ms depend on the machine.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { openHarness } from '../test/kit/browser/harness.ts'
import { optionsOf, wholeNumber } from '../tools/options.ts'
import type { SelfieKit } from './selfie/page.ts'

declare const kit: SelfieKit

const help = `npm run bench -- selfie [--rounds N] [--frames N] [--json]

--rounds  whole captures by the puppet (6)
--frames  frames timed on each side (60)
--json    the same figures as one line

It needs Chromium, no network and an idle machine. Trust the ratios: milliseconds depend on the machine.`
const values = optionsOf(help, {
  rounds: { type: 'string', default: '6' },
  frames: { type: 'string', default: '60' },
  json: { type: 'boolean', default: false },
})
const [rounds, frames] = [wholeNumber('--rounds', values.rounds), wholeNumber('--frames', values.frames)]
const { page: first, freshPage, close } = await openHarness(resolve(import.meta.dirname, 'selfie'))

/** Bytes transferred by URL, compressed as a server would (gzip). */
const weighed = new Map<string, number>()
const weighing: Promise<void>[] = []
const weigh = (page: Page) => {
  page.on('response', (response) => {
    if (!response.url().startsWith('http')) return
    weighing.push(
      response.body().then(
        (body) => void weighed.set(response.url(), gzipSync(body).length),
        () => undefined,
      ),
    )
  })
}
/** Only the demo uses the anti-spoofing network, so the product's build lacks it: it is served from the library's folder. */
const models = 'node_modules/@vladmandic/human/models'
const open = async () => {
  const page = await freshPage()
  weigh(page)
  await page.route('**/antispoof.*', (route) =>
    route.fulfill({ body: readFileSync(`${models}/${new URL(route.request().url()).pathname.split('/').at(-1)}`) }),
  )
  await page.goto(first.url())
  await page.waitForFunction('window.kit')
  return page
}
const [ourPage, demoPage, networksPage] = [await open(), await open(), await open()]
const ours = await ourPage.evaluate(() => kit.ours())
const demo = await demoPage.evaluate(() => kit.demo('as_it_is'))
await networksPage.evaluate(() => kit.demo('networks'))

const times: Record<'ours' | 'demo' | 'networks', number[]> = { ours: [], demo: [], networks: [] }
/** Prints progress: several silent minutes look like a hang. */
const told = (what: string) => !values.json && console.error(what)
const blocks = 3
const count = Math.ceil(frames / blocks)
for (let block = 0; block < blocks; block++) {
  times.ours.push(...(await ourPage.evaluate((n) => kit.oursFrames(n), count)))
  // Its filters run in software here and take seconds per frame. A few frames are enough: no budget depends on them.
  times.demo.push(...(await demoPage.evaluate(() => kit.demoFrames(2))))
  times.networks.push(...(await networksPage.evaluate((n) => kit.demoFrames(n), count)))
  told(`frames: ${times.ours.length} of ${count * blocks}`)
}
await demoPage.close()
await networksPage.close()
const played: Awaited<ReturnType<SelfieKit['round']>>[] = []
for (let i = 0; i < rounds; i++) {
  played.push(await ourPage.evaluate(() => kit.round()))
  told(`round ${i + 1} of ${rounds}: ${(played[i].ms / 1000).toFixed(1)} s`)
}
const templates = await ourPage.evaluate(() => kit.templates(20))
await Promise.all(weighing)
await close()

const median = (all: number[]) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN
/** Excludes the page's script and the sample picture, which belong to the bench and not to the product. */
const counted = (url: string) => !/\.(html|jpg)$|\/$|assets\/index-/.test(new URL(url).pathname)
const megabytes = (urls: readonly string[]) =>
  [...new Set(urls)].filter(counted).reduce((sum, url) => sum + (weighed.get(url) ?? 0), 0) / 1e6
const captured = played.filter((round) => round.reason === undefined)
const bytes = {
  ours: megabytes(ours.fetched),
  demo: megabytes(demo.fetched),
  all: megabytes(captured.at(-1)?.fetched ?? []),
}
const frame = { ours: median(times.ours), demo: median(times.demo), networks: median(times.networks) }
const capture = captured.map(({ ms }) => ms)
const figures = {
  firstGuidanceMs: { ours: ours.ms, demo: demo.ms, ratio: ours.ms / demo.ms },
  frameMs: { ...frame, ratio: frame.ours / frame.networks, ratioToDemoAsItIs: frame.ours / frame.demo },
  megabytesUntilGuidance: { ours: bytes.ours, demo: bytes.demo, ratio: bytes.ours / bytes.demo },
  megabytesInAll: bytes.all,
  captureMs: { median: median(capture), most: Math.max(...capture), rounds, captured: captured.length },
  waitedMs: median(captured.map(({ waited = 0 }) => waited)),
  // The quickest too: on a busy machine the median is that of its other work.
  templateMs: { median: median(templates), least: Math.min(...templates) },
  megabytesOfComparison: bytes.all - bytes.ours,
  comparisonMs: median(captured.map(({ matchMs = 0 }) => matchMs)),
}
if (values.json) {
  console.log(JSON.stringify(figures))
} else {
  const s = (ms: number) => `${(ms / 1000).toFixed(2)} s`
  const { firstGuidanceMs, frameMs, megabytesUntilGuidance, captureMs } = figures
  console.log(
    `first guidance: ${s(ours.ms)}, demo ${s(demo.ms)}: ${firstGuidanceMs.ratio.toFixed(2)} of it (files over loopback)`,
  )
  console.log(
    `a frame (median of ${times.ours.length}): ${frame.ours.toFixed(0)} ms, the demo’s networks ${frame.networks.toFixed(0)} ms: ${frameMs.ratio.toFixed(2)} of it, at most .45`,
  )
  console.log(
    `  the demo as it is, with its filters and what it keeps from earlier frames: ${frame.demo.toFixed(0)} ms`,
  )
  console.log(
    `bytes until guidance: ${bytes.ours.toFixed(2)} MB, demo ${bytes.demo.toFixed(2)} MB: ${megabytesUntilGuidance.ratio.toFixed(2)} of it, at most .35; in all ${bytes.all.toFixed(2)} MB`,
  )
  console.log(
    `capture by the puppet: ${captureMs.captured} of ${captureMs.rounds}, median ${s(captureMs.median)}, most ${s(captureMs.most)}; of it ${s(figures.waitedMs)} are the service's own pauses`,
  )
  console.log(
    `comparison with the card: ${s(figures.comparisonMs)}; a template (median of ${templates.length}): ${figures.templateMs.median.toFixed(0)} ms, the quickest ${figures.templateMs.least.toFixed(0)}, at most 45; ${figures.megabytesOfComparison.toFixed(2)} MB, at most 3`,
  )
  for (const { reason, match } of played)
    if (reason || match !== 'plausible') console.log(`  a round ended with ${reason ?? match}`)
}
