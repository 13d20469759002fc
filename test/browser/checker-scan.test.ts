// Tests that the official's page scans by camera or from a picture, works offline after one visit, and opens links.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { codeOf } from '../../src/core/card/token.ts'
import { chromiumArgs, findWholeChromium } from '../../tools/chromium.mjs'
import { openStand, verdictOn } from '../kit/browser/checker-stand.ts'
import { drawQr, placed, png, y4m } from '../kit/browser/qr-picture.ts'

let [folder, stand] = ['', undefined as unknown as Awaited<ReturnType<typeof openStand>>]
const cameraSwitches = (within: string) => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${join(within, 'video.y4m')}`,
]
const writeVideo = (text: string, scale: number) =>
  writeFile(join(folder, 'video.y4m'), y4m(placed(drawQr(text, scale), 1280, 720)))
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checker-scan-'))
  stand = await openStand(join(folder, 'pages'), cameraSwitches(folder))
})
afterAll(async () => {
  await stand.close()
  await rm(folder, { recursive: true })
})
afterEach(() => {
  Object.assign(stand.service, { down: false, forged: false, share: { status: 404, body: {} } })
})

const screenshot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) })
}
const open = async (path = '/v') => {
  const phone = await stand.phone()
  await phone.page.goto(`${stand.origin}${path}`)
  return phone
}
const startScan = (page: Page) => page.getByRole('button', { name: 'สแกนด้วยหน้านี้' }).click()

test('the camera on the page reads the card that the holder shows, and goes out', async () => {
  await writeVideo(await stand.qr(), 5)
  const { page, context, faults } = await open()
  await startScan(page)
  expect(await verdictOn(page)).toBe('CHECKED')
  expect(await page.locator('video').count()).toBe(0)
  expect(faults).toEqual([])
  await context.close()
})
/** The code of a whole card, and what of it no file of a browser may keep. */
const wholeCard = async () => {
  const idNumber = '3831640857441'
  const claims = { ...(await maskedClaims()), nameThai: 'น.ส. ใจทิพย์ สุขเกษม', nameEnglish: 'Miss Jaithip Sukkasem' }
  const person = { ...claims, birthDate: { year: 1958, month: 5 }, idNumber }
  const code = codeOf(stand.origin, 'full', await stand.sign({ scope: 'full', claims: person }))
  return { code, traces: [code.slice(9, 60), code.slice(-60, -10), idNumber, 'สุขเกษม', 'Sukkasem'] }
}
test('the camera on the page reads a whole card, whose code is no address, and the address of the page stays as it was', async () => {
  const { code } = await wholeCard()
  await writeVideo(code, 5)
  const { page, context, faults } = await open()
  await startScan(page)
  expect(await verdictOn(page)).toBe('CHECKED')
  expect(await page.innerText('body')).toContain('3 8316 40857 44 1')
  expect(page.url()).toBe(`${stand.origin}/v`)
  expect(await page.evaluate(() => [history.length, history.state])).toEqual([2, null])
  expect(faults).toEqual([])
  await context.close()
})
test('a whole card that was scanned leaves nothing in any file of the browser; a card that an address opened stands in its history', async ({
  skip,
}) => {
  const executablePath = findWholeChromium()
  if (!executablePath) return skip('there is no Chromium that keeps a history')
  const { code, traces } = await wholeCard()
  await writeVideo(code, 5)
  const profile = join(folder, 'profile')
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...chromiumArgs, ...cameraSwitches(folder)],
    locale: 'th-TH',
  })
  const page = await context.newPage()
  await page.goto(`${stand.origin}/v`)
  await startScan(page)
  expect(await verdictOn(page)).toBe('CHECKED')
  // By its address, as a phone's own camera would open a card of another scope: this shows that the search finds one.
  const address = await stand.qr()
  await page.goto(address)
  expect(await verdictOn(page)).toBe('CHECKED')
  await context.close()
  const found = new Map<string, string[]>()
  const opened = new URL(address).hash.slice(1, 60)
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name))
    const holds = (text: string) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))
    for (const text of [...traces, opened].filter(holds)) found.set(text, [...(found.get(text) ?? []), entry.name])
  }
  expect(found.get(opened)).toContain('History')
  for (const trace of traces) expect(found.get(trace), trace).toBeUndefined()
})
test('a QR code that is no card is named, and the camera goes on looking', async () => {
  await writeVideo('https://promptpay.example/1234', 14)
  const { page, context } = await open()
  await startScan(page)
  await page.getByText('QR นี้ไม่ใช่บัตร').waitFor()
  await screenshot(page, 'scan-other')
  expect(await page.getAttribute('html', 'data-stage')).toBe('scanning')
  await page.getByRole('button', { name: 'ปิดกล้อง' }).click()
  expect(await page.getAttribute('html', 'data-stage')).toBe('start')
  await context.close()
})
test('a genuine card behind an address that is not ours: UNKNOWN ISSUER', async () => {
  const url = (await stand.qr()).replace(/^HTTPS?:\/\/[^/]+/, 'HTTPS://CARD-CHECK.EXAMPLE')
  await writeVideo(url, 5)
  const { page, context } = await open()
  await startScan(page)
  expect(await verdictOn(page)).toBe('UNKNOWN_ISSUER')
  await context.close()
})
test('without a camera a picture of the QR code is enough, and a picture without a code is reported', async () => {
  const { page, context, faults } = await stand.phone()
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('no', 'NotAllowedError')
    }
  })
  await page.goto(`${stand.origin}/v`)
  await startScan(page)
  await page.getByText('อนุญาตกล้องในการตั้งค่า').waitFor()
  await screenshot(page, 'scan-refused')
  const choose = (buffer: Buffer) =>
    page.setInputFiles('input[type=file]', { name: 'qr.png', mimeType: 'image/png', buffer })
  await choose(png({ data: new Uint8Array(90_000).fill(200), width: 300, height: 300 }))
  await page.getByText('ไม่พบ QR ในรูปนี้').waitFor()
  await choose(png(drawQr(await stand.qr(), 4)))
  expect(await verdictOn(page)).toBe('CHECKED')
  expect(faults).toEqual([])
  await context.close()
})
test('after one visit the page, its scanner and the keys are available offline, with their age', async () => {
  await writeVideo(await stand.qr(), 5)
  const { page, context, faults } = await open()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(async () => (await caches.match('/v')) !== undefined)
  await page.getByText('ใช้ได้แม้ไม่มีสัญญาณ').waitFor()
  await context.setOffline(true)
  for (const path of ['/v', '/V']) {
    await page.goto(`${stand.origin}${path}`)
    await page.getByText('ใช้ได้แม้ไม่มีสัญญาณ').waitFor()
    expect(await page.innerText('body')).toMatch(/กุญแจผู้ออกล่าสุด: เมื่อครู่นี้\s+รายชื่อสถานะล่าสุด: เมื่อครู่นี้/)
  }
  await screenshot(page, 'offline-start')
  await startScan(page)
  expect(await verdictOn(page)).toBe('STATUS_UNKNOWN')
  const text = await page.innerText('body')
  for (const shown of ['สุขเกษม', 'รายชื่อสถานะล่าสุด', 'กุญแจผู้ออกล่าสุด', 'เมื่อครู่นี้']) expect(text).toContain(shown)
  await screenshot(page, 'offline-scanned')
  expect(faults).toEqual([])
  await context.close()
})
test('no personal data is stored: neither storage nor caches hold a name, a face or a token', async () => {
  const url = await stand.qr()
  const { page, context } = await open(`/V${new URL(url).hash}`)
  expect(await verdictOn(page)).toBe('CHECKED')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(async () => (await caches.match('/v')) !== undefined)
  const stored = await page.evaluate(async () => {
    const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie]
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) texts.push(request.url)
    return [...texts, ...(await indexedDB.databases()).map(({ name }) => name ?? '')].join('\n')
  })
  expect(stored).toContain('/assets/')
  for (const trace of ['สุขเกษม', 'Sukkasem', new URL(url).hash.slice(1, 60)]) expect(stored).not.toContain(trace)
  await context.close()
})
test('a status list that another key signed is not green', async () => {
  stand.service.forged = true
  const { page, context } = await open(`/V${new URL(await stand.qr()).hash}`)
  expect(await verdictOn(page)).toBe('STATUS_UNKNOWN')
  await context.close()
})
test('a shared link waits for a tap, because opening counts; then it is a card like any other', async () => {
  const path = `/s/${'A'.repeat(22)}`
  const token = Buffer.from(await stand.sign({ claims: { ...(await maskedClaims()) } })).toString('base64url')
  stand.service.share = { status: 200, body: { token, masked: true, viewsLeft: 0, expiresAt: Date.now() + 60_000 } }
  stand.requests.length = 0
  const { page, context, faults } = await open(path)
  await page.getByText('เปิดแล้วนับเป็นการดูหนึ่งครั้ง').waitFor()
  await screenshot(page, 'shared')
  expect(stand.requests.filter(({ method }) => method === 'POST')).toEqual([])
  await page.getByRole('button', { name: 'เปิดดูบัตร' }).click()
  expect(await verdictOn(page)).toBe('CHECKED')
  expect(await page.innerText('body')).toContain('เจ้าของให้เห็นเพียงอักษรแรกของชื่อ')
  // The opening is in the holder's log. The second request asks for the colour portrait, and logs nothing.
  await expect
    .poll(() => posts('/api/shares/', '/api/portraits'))
    .toEqual([`/api/shares/${'A'.repeat(22)}`, '/api/portraits'])
  await screenshot(page, 'shared-masked')
  expect(faults).toEqual([])
  await context.close()
})
test('a link opened while keys and status list are unavailable is checked again, so its one view is not lost', async () => {
  const token = Buffer.from(await stand.sign({ claims: { ...(await maskedClaims()) } })).toString('base64url')
  stand.service.share = { status: 200, body: { token, masked: true, viewsLeft: 0, expiresAt: Date.now() + 60_000 } }
  stand.service.down = true
  stand.requests.length = 0
  const { page, context } = await open(`/s/${'A'.repeat(22)}`)
  await page.getByRole('button', { name: 'เปิดดูบัตร' }).click()
  expect(await verdictOn(page)).toBe('STATUS_UNKNOWN')
  stand.service.down = false
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.waitForSelector('html[data-verdict=CHECKED]')
  expect(await page.innerText('body')).toContain('เจ้าของให้เห็นเพียงอักษรแรกของชื่อ')
  expect(posts('/api/shares/', '/api/looks')).toEqual([`/api/shares/${'A'.repeat(22)}`])
  await context.close()
})
/** The addresses beginning so to which the page posted. */
const posts = (...starts: string[]) =>
  stand.requests
    .filter(({ method, url }) => method === 'POST' && starts.some((start) => url.startsWith(start)))
    .map(({ url }) => url)
const maskedClaims = async () => {
  const { drawnFace } = await import('../kit/specimen.ts')
  return { face: await drawnFace(), nameThai: 'น.ส. ใ… ส…', nameEnglish: 'Miss J… S…' }
}
test('a link that is used up, revoked, expired or unknown says so, and what to do', async () => {
  for (const [status, reason, heading] of [
    [410, 'used', 'ลิงก์นี้ถูกเปิดครบแล้ว'],
    [410, 'revoked', 'เจ้าของยกเลิกลิงก์นี้แล้ว'],
    [410, 'expired', 'ลิงก์นี้หมดเวลาแล้ว'],
    [410, 'frozen', 'เจ้าของระงับบัตรนี้อยู่'],
    [404, 'not_found', 'ลิงก์นี้ใช้ไม่ได้'],
  ] as const) {
    stand.service.share = { status, body: { reason } }
    const { page, context } = await open(`/s/${'B'.repeat(22)}`)
    await page.getByRole('button', { name: 'เปิดดูบัตร' }).click()
    await page.getByRole('heading', { name: heading }).waitFor()
    expect(await page.getAttribute('html', 'data-verdict')).toBeNull()
    expect(await page.innerText('body')).toContain('ขอให้เจ้าของแชร์ใหม่')
    await context.close()
  }
})
