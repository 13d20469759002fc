// Tests that the official's page reaches each verdict in a real browser, shows only permitted data, and erases it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { spokenOf } from '../../src/checker/spoken.ts'
import { checker as english } from '../../src/core/words/en/checker.ts'
import { checker as thai } from '../../src/core/words/th/checker.ts'
import { openStand, stopClock, verdictOn } from '../kit/browser/checker-stand.ts'

let [folder, stand] = ['', undefined as unknown as Awaited<ReturnType<typeof openStand>>]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checker-'))
  stand = await openStand(folder)
})
afterAll(async () => {
  await stand.close()
  await rm(folder, { recursive: true })
})
afterEach(() => {
  Object.assign(stand.service, { statuses: new Map(), down: false, nonsense: false, forged: false })
})

const NAME = 'สุขเกษม'
/** Saves a screenshot in the folder named by the variable SHOTS, if it is set. */
const screenshot = async (page: Page, name: string) => {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) })
}
const scan = async (url: string, name: string, prepare?: (page: Page) => Promise<unknown>) => {
  const { page, context, faults } = await stand.phone()
  await prepare?.(page)
  await page.goto(url)
  const verdict = await verdictOn(page)
  const text = await page.innerText('body')
  const faceWidth = await page.$eval('img.face', (image) => (image as HTMLImageElement).naturalWidth).catch(() => 0)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  await screenshot(page, name)
  const wordCut = await page.$$eval('.word', (words) =>
    words.some((word) => word.getBoundingClientRect().right > innerWidth),
  )
  expect({ faults, wide, wordCut }).toEqual({ faults: [], wide: false, wordCut: false })
  expect(text).not.toContain('|')
  return { verdict, text, faceWidth, page, context }
}
/** Scans the next code in the same tab. */
const scanNext = (page: Page, url: string) => page.evaluate((hash) => location.assign(hash), new URL(url).hash)
const alteredUrl = (url: string) => {
  const at = url.length - 40 // inside the signature
  return url.slice(0, at) + (url[at] === '0' ? '1' : '0') + url.slice(at + 1)
}

test('a good card: its grade, with name, face, what it rests on and who issued it', async () => {
  const { verdict, text, faceWidth, page, context } = await scan(await stand.qr(), 'valid')
  expect([verdict, faceWidth]).toEqual(['CHECKED', 64])
  for (const shown of [
    'ตรวจทางไกลแล้ว',
    'ใจทิพย์',
    NAME,
    'Miss Jaithip',
    'เทียบหน้าคนตรงหน้า',
    'ตรงกับทะเบียน และเทียบรูปซ้ำแล้ว',
    'ยังไม่มีเจ้าหน้าที่เห็นตัวหรือบัตรจริง',
    'เห็นแต่รูปถ่าย',
    'ตรงตอนออกบัตร',
    '7 ก.ย. 2575',
    'ไม่ใช่เอกสารราชการ',
  ])
    expect(text).toContain(shown)
  expect(new URL(page.url()).hash).toBe('')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('Compare the face').waitFor()
  await screenshot(page, 'valid-en')
  await context.close()
})
test('the content of the QR code never leaves the phone', async () => {
  stand.requests.length = 0
  const { context } = await scan(await stand.qr(), 'valid')
  const posts = () => stand.requests.filter(({ method }) => method !== 'GET')
  await expect.poll(() => posts().map(({ url }) => url)).toEqual(['/api/status', '/api/portraits', '/api/looks'])
  // A digest and a nonce of the page’s own, then the portrait key, then the digest alone.
  const [status, asked, posted] = posts()
  const digest = expect.stringMatching(/^[\w-]{43}$/)
  expect(JSON.parse(status?.body ?? '')).toEqual({ shown: digest, nonce: expect.stringMatching(/^[\w-]{22}$/) })
  expect(JSON.parse(posted?.body ?? '')).toEqual({ shown: digest })
  expect(JSON.parse(asked?.body ?? '')).toEqual({ key: digest })
  expect(asked?.body).not.toContain(JSON.parse(posted?.body ?? '').shown)
  // The page requests these before its script has loaded, and the script does not request them again.
  const facts = stand.requests.filter(({ url }) => url.startsWith('/.well-known/')).map(({ url }) => url)
  expect(facts.sort()).toEqual(['/.well-known/phokbat/issuer.json', '/.well-known/phokbat/status.jwt'])
  expect(
    stand.requests
      .filter(({ method }) => method === 'GET')
      .map(({ url }) => url)
      .filter(
        (url) =>
          !/^\/(V|assets\/[\w.-]+|favicon.ico|\.well-known\/phokbat\/(issuer\.json|status\.jwt)|v|v\/offline\.js)$/.test(
            url,
          ),
      ),
  ).toEqual([])
  await context.close()
})
test('an expired card: EXPIRED, small and grey', async () => {
  const { verdict, text } = await scan(await stand.qr({ cardExpiry: { year: 2025, month: 9, day: 7 } }), 'expired')
  expect(verdict).toBe('EXPIRED')
  expect(text).toContain('บัตรนี้หมดอายุเมื่อ 7 ก.ย. 2568')
  expect(text).toContain('อย่าใช้ยืนยันตัวตน')
})
test('a QR code that ran out: QR TIMED OUT, not an expired card, and the holder is asked to show it again', async () => {
  const issuedAt = Math.floor(Date.now() / 1000) - 600
  const { verdict, text } = await scan(await stand.qr({ issuedAt, expiresAt: issuedAt + 180 }), 'timed-out')
  expect(verdict).toBe('QR_TIMED_OUT')
  expect(text).toContain('ไม่ใช่บัตรหมดอายุ')
  expect(text).not.toContain(NAME)
})
test('revoked and frozen cards, altered and unknown ones: each its verdict, without name and face', async () => {
  const cases = [
    ['REVOKED', 'revoked', await stand.qr({ statusIndex: 7 })],
    ['FROZEN', 'frozen', await stand.qr({ statusIndex: 8 })],
    ['ALTERED', 'altered', alteredUrl(await stand.qr())],
    ['ALTERED', 'altered-cut', (await stand.qr()).slice(0, -30)],
    ['UNKNOWN_ISSUER', 'unknown', await stand.qr({}, stand.stranger)],
    ['UNKNOWN_ISSUER', 'unknown-id', await stand.qr({ issuer: 'somebody' })],
  ] as const
  stand.service.statuses = new Map([
    [7, 'revoked'],
    [8, 'frozen'],
  ])
  for (const [expected, name, url] of cases) {
    const { verdict, text, faceWidth, context } = await scan(url, name)
    expect([name, verdict, faceWidth]).toEqual([name, expected, 0])
    expect(text).not.toContain(NAME)
    expect(text).toContain('ไม่แสดงชื่อและรูป')
    await context.close()
  }
})
test('offline: STATUS UNKNOWN, never green, and CHECKED by itself once the phone is online again', async () => {
  const { page, context } = await stand.phone()
  await page.goto(`${stand.origin}/v#${new URL(await stand.qr()).hash.slice(1)}`)
  expect(await verdictOn(page)).toBe('CHECKED')
  stand.service.down = true
  await scanNext(page, await stand.qr())
  await page.waitForSelector('html[data-verdict=STATUS_UNKNOWN]')
  expect(await page.innerText('body')).toContain('เทียบหน้ากับรูปข้างล่าง')
  await screenshot(page, 'offline')
  const background = await page.$eval('header', (header) => getComputedStyle(header).backgroundColor)
  expect(background).toBe('rgb(255, 255, 255)')
  stand.service.down = false
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.waitForSelector('html[data-verdict=CHECKED]')
  await context.close()
})
test('offline and without keys nothing is proven, so nothing is shown', async () => {
  const url = await stand.qr()
  stand.service.down = true
  const { verdict, text } = await scan(url, 'no-keys')
  expect(verdict).toBe('STATUS_UNKNOWN')
  expect(text).not.toContain(NAME)
})
test('a malformed status list does not give a green verdict', async () => {
  stand.service.nonsense = true
  expect((await scan(await stand.qr(), 'nonsense')).verdict).toBe('STATUS_UNKNOWN')
})
test('a phone whose clock is an hour wrong still reaches the right verdict while online', async () => {
  const { verdict } = await scan(await stand.qr(), 'clock', (page) =>
    page.clock.install({ time: Date.now() + 3_600_000 }),
  )
  expect(verdict).toBe('CHECKED')
})
test('after 30 seconds nothing of the person is left on the page', async () => {
  const { page, context } = await scan(await stand.qr(), 'wipe', stopClock)
  await page.clock.runFor(29_000)
  expect(await page.innerText('body')).toContain('ลบใน 1 วินาที')
  await page.clock.runFor(1500)
  expect(await page.innerText('body')).toContain('ลบข้อมูลของคนก่อนหน้าแล้ว')
  expect(await page.content()).not.toContain(NAME)
  expect(await page.getAttribute('html', 'data-verdict')).toBeNull()
  await context.close()
})
test('the next person can be checked at once, on the same page', async () => {
  stand.service.statuses = new Map([[7, 'revoked']])
  const { page, context } = await scan(await stand.qr(), 'next')
  await scanNext(page, await stand.qr({ statusIndex: 7 }))
  await page.waitForSelector('html[data-verdict=REVOKED]')
  await page.getByRole('button', { name: 'ตรวจคนถัดไป' }).click()
  await page.waitForSelector('html:not([data-verdict])', { state: 'attached' })
  await context.close()
})
test('without a QR code the page says how to scan one, by night too, with targets of 48 pixels', async () => {
  const { page, context, faults } = await stand.phone({ night: true })
  await page.goto(`${stand.origin}/v`)
  await page.getByText('อาจเปิดหน้าของคนปลอม').waitFor()
  const [first] = await page.$$eval('main button', (all) => all.map((button) => button.textContent))
  expect(first).toBe('สแกนด้วยหน้านี้')
  await screenshot(page, 'start-night')
  const small = await page.$$eval(
    'button',
    (buttons) =>
      buttons.map((b) => b.getBoundingClientRect()).filter((box) => box.width < 48 || box.height < 48).length,
  )
  expect([faults, small]).toEqual([[], 0])
  await page.goto(await stand.qr())
  await verdictOn(page)
  await screenshot(page, 'valid-night')
  await context.close()
})
test('a tap is not lost while the keys arrive, nor by a second tap while English loads', async () => {
  const { page, context } = await stand.phone()
  // Disables the service worker, because a test cannot delay answers from its cache.
  await page.addInitScript(() => Object.defineProperty(navigator, 'serviceWorker', { value: undefined }))
  const delayed: (() => void)[] = []
  const delay = (address: string | RegExp) =>
    page.route(address, (route) => new Promise<void>((go) => delayed.push(go)).then(() => route.continue()))
  const release = async () => {
    await expect.poll(() => delayed.length).toBe(1)
    delayed.pop()?.()
  }
  await delay('**/status.jwt')
  await page.goto(`${stand.origin}/v`)
  await page.getByRole('button', { name: 'สแกนด้วยหน้านี้' }).hover()
  await page.mouse.down()
  await release()
  await page.getByText('ใช้ได้แม้ไม่มีสัญญาณ').waitFor()
  await page.mouse.up()
  await page.waitForSelector('html[data-stage=scanning]')
  await page.unroute('**/status.jwt')
  await page.goto(`${stand.origin}/v`)
  await delay(/\/assets\/checker-[\w-]{8}\.js/)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'ปิดเสียง' }).click()
  await release()
  await page.getByRole('button', { name: 'Sound on' }).waitFor()
  await context.close()
})
test('the verdict is heard after the first touch, and not when muted', async () => {
  const listen = (page: Page) =>
    page.addInitScript(() => {
      const heard: string[] = []
      Object.assign(window, { heard })
      // Chromium counts the driver's own evaluations as user activation; here only a real touch counts.
      const activation = { hasBeenActive: false }
      Object.defineProperty(navigator, 'userActivation', { value: activation })
      addEventListener('pointerup', () => setTimeout(() => Object.assign(activation, { hasBeenActive: true })))
      speechSynthesis.speak = (spoken) => void heard.push(spoken.text)
      navigator.vibrate = (pattern) => heard.push(String(pattern)) > 0
    })
  const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  const { page, context } = await scan(await stand.qr(), 'sound', listen)
  expect(await heard(page)).toEqual([])
  const thaiVoice = spokenOf(thai, 'CHECKED')
  await page.tap('h1')
  await expect.poll(() => heard(page)).toEqual(['80,60,80', thaiVoice])
  await page.getByRole('button', { name: 'ปิดเสียง' }).tap()
  await scanNext(page, await stand.qr({ issuer: 'x' }))
  await page.waitForSelector('html[data-verdict=UNKNOWN_ISSUER]')
  expect(await heard(page)).toEqual(['80,60,80', thaiVoice])
  await page.getByRole('button', { name: 'เปิดเสียง' }).tap()
  await page.getByRole('button', { name: 'English' }).tap()
  await page.waitForSelector('html[lang=en]')
  await scanNext(page, await stand.qr())
  await expect.poll(() => heard(page)).toEqual(['80,60,80', thaiVoice, '80,60,80', spokenOf(english, 'CHECKED')])
  await context.close()
})
