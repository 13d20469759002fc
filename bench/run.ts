// `npm run bench -- NAME [options]`: runs one bench. Without a name, or with --help in its place, it lists them all.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureChromium } from '../tools/chromium.mjs'
import { stop } from '../tools/options.ts'

type Bench = { measures: string; needsBrowser?: true }

/** Each is a file of this folder. docs/commands.md has the same names (test/commands.test.ts). */
export const benches: Readonly<Record<string, Bench>> = {
  calibration: { measures: 'npm run calibrate on sample faces, judged by people who were not in it' },
  cards: { measures: 'how well cards are read: exact fields, character errors, accepted and wrong, seconds' },
  edge: { measures: 'size of the Worker, webhooks a second against Express, CPU of a request in workerd' },
  faces: { measures: 'how well faces are told apart: error rates of the Human library and of ours' },
  gates: { measures: 'whether the reader names the right fault of a photograph that cannot be read' },
  load: { measures: '1,000 citizens who register at once over HTTP: throughput, latency, errors, memory' },
  qr: {
    measures: 'QR codes read by two other decoders: as drawn, blurred, turned, as screenshots',
    needsBrowser: true,
  },
  reading: { measures: 'the phone’s card reader in Chromium: seconds, bytes, accuracy', needsBrowser: true },
  'second-look': { measures: 'time and CPU of one recheck' },
  selfie: { measures: 'our selfie beside the Human library’s demo: frames, bytes, captures', needsBrowser: true },
  specimens: { measures: 'nothing: draws the photographs that the benches cards and reading use', needsBrowser: true },
  spoof: { measures: 'attacks on the selfie that pass and people who do not: APCER and BPCER' },
  verify: { measures: 'verifications a second, and milliseconds to a verdict on a slow phone', needsBrowser: true },
}

if (import.meta.filename === process.argv[1]) {
  const [node = '', file = '', name, ...options] = process.argv
  if (!name || name === '--help') {
    console.log('npm run bench -- NAME [options]        NAME --help lists the options of one\n')
    for (const [bench, { measures }] of Object.entries(benches)) console.log(`  ${bench.padEnd(13)}${measures}`)
    process.exit(0)
  }
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined
  if (!bench) stop(`There is no bench "${name}". The benches are: ${Object.keys(benches).join(', ')}.`)
  if (bench?.needsBrowser && !options.includes('--help') && !ensureChromium())
    stop('This bench needs Chromium: install the package "chromium" (or Chrome), or set CHROMIUM=/path/to/it.')
  // The bench reads its options from process.argv, as if it had been started directly.
  process.argv = [node, file, ...options]
  await import(pathToFileURL(join(import.meta.dirname, `${name}.ts`)).href)
}
