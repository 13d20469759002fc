// Tests that the official's page reads a card beside other codes, through percent-encoding, with a broken detector of the
// phone, and on old phones.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStand, verdictOn } from '../kit/browser/checker-stand.ts'
import { drawQr, type Grey, placed, png, y4m } from '../kit/browser/qr-picture.ts'

let [folder, stand] = ['', undefined as unknown as Awaited<ReturnType<typeof openStand>>]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checker-codes-'))
  stand = await openStand(join(folder, 'pages'), [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${join(folder, 'video.y4m')}`,
  ])
})
afterAll(async () => {
  await stand.close()
  await rm(folder, { recursive: true })
})

const film = (picture: Grey) => writeFile(join(folder, 'video.y4m'), y4m(picture))
const open = async (path: string, init = '') => {
  const phone = await stand.phone()
  if (init) await phone.page.addInitScript(init)
  await phone.page.goto(`${stand.origin}${path}`)
  return phone
}
const startScan = (page: Page) => page.getByRole('button', { name: 'สแกนด้วยหน้านี้' }).click()
const choose = (page: Page, buffer: Buffer) =>
  page.setInputFiles('input[type=file]', { name: 'qr.png', mimeType: 'image/png', buffer })

/** A payment sticker's text (EMV). */
const STICKER = '00020101021129370016A000000677010111011300668123456785802TH53037646304ABCD'
type Placed = readonly [text: string, scale: number, left: number, top: number]
/** Codes at given places of a grey scene. */
const scene = (codes: readonly Placed[], width = 1280, height = 1000): Grey => {
  const data = new Uint8Array(width * height).fill(120)
  for (const [text, scale, left, top] of codes) {
    const code = drawQr(text, scale)
    for (let y = 0; y < code.height; y++)
      data.set(code.data.subarray(y * code.width, (y + 1) * code.width), (top + y) * width + left)
  }
  return { data, width, height }
}
const scenes: readonly [string, (url: string) => Grey][] = [
  [
    'left',
    (url) =>
      scene([
        [STICKER, 6, 40, 300],
        [url, 5, 640, 300],
      ]),
  ],
  [
    'right',
    (url) =>
      scene([
        [url, 5, 20, 300],
        [STICKER, 6, 900, 300],
      ]),
  ],
  [
    'above',
    (url) =>
      scene([
        [STICKER, 6, 400, 20],
        [url, 4, 400, 400],
      ]),
  ],
  [
    'small in a corner',
    (url) =>
      scene([
        [STICKER, 3, 10, 10],
        [url, 5, 500, 300],
      ]),
  ],
  [
    'large, the card small',
    (url) =>
      scene([
        [STICKER, 16, 20, 20],
        [url, 3, 850, 600],
      ]),
  ],
]

/** Detectors of phones whose part for codes is broken: the scripts of pages see them so. */
const detector = (detect: string, formats = `return ['qr_code']`) =>
  `window.BarcodeDetector = class { static async getSupportedFormats() { ${formats} } async detect() { ${detect} } }`
const detectors: readonly [string, string][] = [
  ['rejects', detector(`throw new DOMException('Barcode detection service unavailable.', 'NotSupportedError')`)],
  ['finds nothing', detector('return []')],
  ['never answers', detector('return new Promise(() => {})')],
  ['never says what it reads', detector('return []', 'return new Promise(() => {})')],
  [
    'cannot be made',
    `${detector('return []')}; window.BarcodeDetector = new Proxy(window.BarcodeDetector, { construct() { throw new TypeError('no') } })`,
  ],
  ['reads another code', detector(`return [{ rawValue: '${STICKER}' }]`)],
]

test('of several codes in view the card wins, live and in a picture', async () => {
  for (const [where, draw] of scenes) {
    const picture = draw(await stand.qr())
    await film(picture)
    const live = await open('/v')
    await startScan(live.page)
    expect([where, await verdictOn(live.page)]).toEqual([where, 'CHECKED'])
    await live.context.close()
    const { page, context } = await open(
      '/v',
      `navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError') }`,
    )
    await startScan(page)
    await choose(page, png(picture))
    expect([where, await verdictOn(page)]).toEqual([where, 'CHECKED'])
    await context.close()
  }
})
test('a card that is a small part of a large photo is read', async () => {
  await film(placed(drawQr('https://promptpay.example/1234', 14), 1280, 720))
  const { page, context } = await open('/v')
  await startScan(page)
  await choose(
    page,
    png(
      scene(
        [
          [await stand.qr(), 3, 3000, 2200],
          [STICKER, 12, 100, 100],
        ],
        4000,
        3000,
      ),
    ),
  )
  expect(await verdictOn(page)).toBe('CHECKED')
  await context.close()
})
test('a detector of the phone that fails gives way to ours, live and in a picture', async () => {
  for (const [how, init] of detectors) {
    const picture = placed(drawQr(await stand.qr(), 5), 1280, 720)
    await film(picture)
    const live = await open('/v', init)
    await startScan(live.page)
    expect([how, await verdictOn(live.page)]).toEqual([how, 'CHECKED'])
    await live.context.close()
    const { page, context, faults } = await open(
      '/v',
      `${init}; navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError') }`,
    )
    await startScan(page)
    await choose(page, png(picture))
    expect([how, await verdictOn(page)]).toEqual([how, 'CHECKED'])
    expect(faults).toEqual([])
    await context.close()
  }
})
test('a link that an app percent-encoded is the same card', async () => {
  const hex = (text: string) => [...text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')
  const changes: readonly ((fragment: string) => string)[] = [
    (f) => f.replaceAll('/', '%2F'),
    (f) => f.replaceAll('$', '%24').replaceAll('+', '%2B').replaceAll(':', '%3A'),
    (f) => encodeURIComponent(encodeURIComponent(f)),
    hex,
    (f) => `${f}%0A`,
    (f) => `${f}%20`,
    (f) => f.replaceAll('+', '%20'),
  ]
  for (const [i, change] of changes.entries()) {
    const { page, context } = await open(`/V#${change(new URL(await stand.qr()).hash.slice(1))}`)
    expect([i, await verdictOn(page)]).toEqual([i, 'CHECKED'])
    await context.close()
  }
})
test('a scanned text whose # was encoded is the same card', async () => {
  await film(placed(drawQr((await stand.qr()).replace('#', '%23'), 5), 1280, 720))
  const { page, context } = await open('/v')
  await startScan(page)
  expect(await verdictOn(page)).toBe('CHECKED')
  await context.close()
})
test('text that cannot be a card is no card of ours, never ALTERED', async () => {
  for (const text of ['hello', 'HELLO1', '%F0%9F%98%80', 'A'.repeat(5000), 'access_token=1&state=2']) {
    const { page, context, faults } = await open(`/V#${text}`)
    await page.getByText('QR นี้ไม่ใช่บัตร').waitFor()
    expect(await page.getAttribute('html', 'data-verdict')).toBeNull()
    expect(new URL(page.url()).hash).toBe('')
    expect(faults).toEqual([])
    await context.close()
  }
  await film(placed(drawQr(`${stand.origin}/V#HELLO1`, 8), 1280, 720))
  const { page, context } = await open('/v')
  await startScan(page)
  await page.getByText('QR นี้ไม่ใช่บัตร').waitFor()
  expect(await page.getAttribute('html', 'data-stage')).toBe('scanning')
  await context.close()
})

/** What iOS 15.4 or Android WebView 90 lacks, taken away. */
const oldPhone = `
  delete URL.canParse; delete window.DecompressionStream; delete window.CompressionStream; delete window.BarcodeDetector
  delete window.structuredClone; delete crypto.randomUUID; delete Object.hasOwn; delete Object.groupBy; delete Promise.withResolvers
  delete AbortSignal.timeout; delete AbortSignal.any; delete Navigator.prototype.userActivation; delete Navigator.prototype.vibrate
  for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with', 'group'])
    for (const type of [Array, String, Uint8Array]) delete type.prototype[name]
  const native = RegExp
  const check = (source) => { if (/\\(\\?<[=!]/.test(String(source))) throw new SyntaxError('invalid group specifier name') }
  window.RegExp = new Proxy(native, { construct(t, x) { check(x[0]); return new t(...x) }, apply(t, _, x) { check(x[0]); return t(...x) } })`

test('a phone of iOS 15.4 or Android WebView 90 checks a link and scans', async () => {
  const url = await stand.qr()
  const linked = await open(`/V${new URL(url).hash}`, oldPhone)
  expect(await verdictOn(linked.page)).toBe('CHECKED')
  expect(linked.faults).toEqual([])
  await linked.context.close()
  await film(placed(drawQr(url, 5), 1280, 720))
  const { page, context, faults } = await open('/v', oldPhone)
  await startScan(page)
  expect(await verdictOn(page)).toBe('CHECKED')
  expect(faults).toEqual([])
  await context.close()
})
test('without DecompressionStream a revoked card is REVOKED', async () => {
  stand.service.statuses.set(4711, 'revoked')
  const { page, context } = await open(`/V${new URL(await stand.qr({ statusIndex: 4711 })).hash}`, oldPhone)
  expect(await verdictOn(page)).toBe('REVOKED')
  stand.service.statuses.clear()
  await context.close()
})
test('a phone that is too old is told so: without a part of the list, and without the script', async () => {
  const { page, context } = await open('/v', `Object.defineProperty(crypto, 'subtle', { value: undefined })`)
  await page.getByText('เก่าเกินไป').first().waitFor()
  await context.close()
  const blank = await stand.phone()
  await blank.page.route('**/*.js', (route) => route.abort())
  await blank.page.goto(`${stand.origin}/v`)
  const text = blank.page.getByText('เก่าเกินไป')
  expect(await text.isVisible()).toBe(false)
  await text.waitFor({ timeout: 15_000 })
  await blank.context.close()
})
