// Tests the simulator's page: the chat with the real platform, the card printer and the cameras.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import preact from '@preact/preset-vite'
import { encode } from 'jpeg-js'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Printer } from '../../src/simulator/page/print-options.ts'
import { people } from '../../src/simulator/people.ts'
import { findChromium } from '../../tools/chromium.mjs'
import { faultsOf } from '../kit/browser/access.ts'
import { channel, startServiceAndSimulator } from '../kit/line-platform.ts'
import reference from '../simulator/flex-card.json' with { type: 'json' }

const root = join(import.meta.dirname, '../../src/simulator/page')
const arguments_ = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage']
type ServiceAndSimulator = Awaited<ReturnType<typeof startServiceAndSimulator>>
let folder = ''
let both: ServiceAndSimulator
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'))
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [preact()],
    define: { __MODELS__: '"/models/"' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  })
  both = await startServiceAndSimulator({ pageDir: folder, clock: Date.now })
  for (const { id } of people) both.platform.person(id).follows()
  await both.platform.settled()
  browser = await chromium.launch({ executablePath: findChromium(), args: arguments_ })
})
afterAll(async () => {
  await browser?.close()
  await both?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Opens a new page with the phone of `person`. `faults` collects the page's exceptions. */
const open = async (person: string, viewport = { width: 1389, height: 868 }, on = browser, locale = 'th-TH') => {
  const context = await on.newContext({ viewport, locale })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(String(fault)))
  await page.goto(`${both.simulator.origin}/?person=${person}`)
  await page.getByTestId('composer').waitFor()
  return { page, faults, close: () => context.close() }
}
/**
 * One wide page that all tests share, with another phone each: a page takes seconds to load and longer to print its
 * card.
 */
let desk: Awaited<ReturnType<typeof open>> | undefined
const atDesk = async (person: string) => {
  desk ??= await open(person)
  await desk.page.getByTestId(`person-${person}`).click()
  return desk.page
}
afterEach(() => expect(desk?.faults ?? []).toEqual([]))
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) })
}
const eventsAfter = async (from: number) => {
  await expect.poll(() => both.service.heard.length, { timeout: 10_000 }).toBeGreaterThan(from)
  return both.service.heard.slice(from).flatMap(({ events }) => events)
}
const push = (person: string, messages: object[]) =>
  both.api('/v2/bot/message/push', { json: { to: both.platform.person(person).person.userId, messages } })

test('what a person types reaches the service, and can be unsent', async () => {
  const page = await atDesk('somchai')
  const from = both.service.heard.length
  await page.getByTestId('composer').fill('ลงทะเบียน')
  await page.getByTestId('send').click()
  expect(await eventsAfter(from)).toMatchObject([{ type: 'message', message: { type: 'text', text: 'ลงทะเบียน' } }])
  const mine = page.locator('[data-testid="message"][data-from="me"]').last()
  await mine.click({ button: 'right' })
  await mine.getByRole('button', { name: 'ยกเลิกการส่ง' }).click()
  await page.getByText('ยกเลิกการส่งข้อความแล้ว').waitFor()
  expect(await eventsAfter(from + 1)).toMatchObject([{ type: 'unsend' }])
})

test('a postback button of a Flex message sends its data, and its display text appears in the chat', async () => {
  const page = await atDesk('bunma')
  const action = { type: 'postback', label: 'ยอมรับ', data: 'a=accept', displayText: 'ยอมรับข้อตกลง' }
  const body = { type: 'box', layout: 'vertical', contents: [{ type: 'button', style: 'primary', action }] }
  await push('bunma', [{ type: 'flex', altText: 'ข้อตกลง', contents: { type: 'bubble', body } }])
  const from = both.service.heard.length
  await page.getByRole('button', { name: 'ยอมรับ' }).click()
  expect(await eventsAfter(from)).toMatchObject([{ type: 'postback', postback: { data: 'a=accept' } }])
  await page.getByText('ยอมรับข้อตกลง').waitFor()
})

test('the camera quick reply sends a photo of the specimen card, and then is gone', async () => {
  const page = await atDesk('jaithip')
  const items = [{ type: 'action', action: { type: 'camera', label: 'ถ่ายในแชต' } }]
  await push('jaithip', [{ type: 'text', text: 'ถ่ายบัตรด้านหน้าค่ะ', quickReply: { items } }])
  const from = both.service.heard.length
  await page.getByTestId('quick-reply').click()
  await page.getByTestId('shoot-front').click()
  expect(await eventsAfter(from)).toMatchObject([{ type: 'message', message: { type: 'image' } }])
  await expect.poll(() => page.getByTestId('quick-reply').count()).toBe(0)
})

test('a LIFF link slides the mini-app over the chat, as this person, and it can close itself', async () => {
  const page = await atDesk('noi')
  const html = `<!doctype html><p>mini-app</p><button onclick="parent.postMessage({sim:'liff',type:'close'},'*')">x</button>`
  both.service.pictures.set('/app/card?side=front&simPerson=noi', { bytes: Buffer.from(html) })
  const uri = `https://liff.line.me/${channel.liffId}/card?side=front`
  const footer = {
    type: 'box',
    layout: 'vertical',
    contents: [{ type: 'button', action: { type: 'uri', label: 'เปิดกล้อง', uri } }],
  }
  await push('noi', [{ type: 'flex', altText: 'x', contents: { type: 'bubble', footer } }])
  await page.getByRole('button', { name: 'เปิดกล้อง' }).click()
  const inside = page.frameLocator('[data-testid="liff-frame"]')
  await inside.getByText('mini-app').waitFor()
  await fetch(`${both.simulator.origin}/liff/context?person=noi`)
  const row = page.getByTestId('call').filter({ hasText: 'liff.init' })
  await row.waitFor()
  expect((await row.boundingBox())?.height).toBeLessThan(80)
  await inside.getByRole('button').click()
  await expect.poll(() => page.getByTestId('liff-frame').count()).toBe(0)
})

test('the reference card is drawn at its width, with its buttons, and nothing overflows', async () => {
  const page = await atDesk('fatima')
  const answer = await push('fatima', [{ type: 'flex', altText: 'บัตร', contents: reference }])
  expect(await answer.json()).toEqual(expect.objectContaining({ sentMessages: expect.anything() }))
  const bubble = page.locator('.flex-bubble')
  await bubble.waitFor()
  for (const name of ['แสดงบัตร', 'ส่งให้ดู', 'ใครดูบ้าง', 'ระงับบัตรชั่วคราว'])
    expect(await bubble.getByRole('button', { name }).isVisible()).toBe(true)
  const box = await bubble.boundingBox()
  expect(box?.width).toBeCloseTo(300, 0)
  expect(await bubble.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
  await shot(page, 'reference-card')
})

test('a narrow window shows only the phone, and the tools are one tap away', async () => {
  const { page, close } = await open('somchai', { width: 390, height: 844 })
  expect(await page.getByTestId('person-noi').isVisible()).toBe(false)
  expect((await page.getByTestId('phone').boundingBox())?.width).toBe(390)
  await page.getByRole('button', { name: 'เครื่องมือ' }).click()
  await page.getByTestId('person-noi').waitFor()
  await shot(page, 'narrow-tools')
  await close()
})

test('axe finds nothing on a desk, on a phone and among its tools, and nothing is wider than the window', async () => {
  const looks = [
    { width: 1280, height: 900, locale: 'th-TH', colorScheme: 'light' },
    { width: 1280, height: 900, locale: 'en-US', colorScheme: 'dark' },
    { width: 360, height: 780, locale: 'th-TH', colorScheme: 'light' },
  ] as const
  for (const { width, height, locale, colorScheme } of looks) {
    const { page, close } = await open('somchai', { width, height }, browser, locale)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const faults = async () => {
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      return [...(await faultsOf(page)), ...(tooWide ? ['too wide'] : [])]
    }
    expect([width, locale, await faults()]).toEqual([width, locale, []])
    if (width < 800) {
      await page.getByRole('button', { name: 'เครื่องมือ' }).click()
      expect(await faults()).toEqual([])
    }
    await close()
  }
})

test('a switch set on the page is set on the platform', async () => {
  const page = await atDesk('somchai')
  await page.getByTestId('switch-redeliver').click()
  await expect.poll(() => page.getByTestId('switch-redeliver').getAttribute('aria-checked')).toBe('true')
  const switches = await (await fetch(`${both.simulator.origin}/sim/switches`)).json()
  expect(switches).toMatchObject({ redeliver: true })
  await page.getByTestId('switch-redeliver').click()
  await expect.poll(() => page.getByTestId('switch-redeliver').getAttribute('aria-checked')).toBe('false')
})

test('the user’s own face from the webcam is printed on the card, which can be saved, and shown to the camera', async () => {
  const [width, height] = [640, 480]
  const green = Buffer.from(Array.from({ length: width * height }, () => [0, 200, 0, 255]).flat())
  const video = join(folder, 'webcam.mjpeg')
  await writeFile(video, encode({ width, height, data: green }, 90).data)
  const fake = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']
  const args = [...arguments_, ...fake, `--use-file-for-fake-video-capture=${video}`]
  const webcam = await chromium.launch({ executablePath: findChromium(), args })
  const { page, faults } = await open('jaithip', undefined, webcam)
  const greenOn = (src: string) =>
    page.evaluate(async (url) => {
      const picture = await createImageBitmap(await (await fetch(url)).blob())
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!
      context.drawImage(picture, 0, 0)
      const { data } = context.getImageData(0, 0, picture.width, picture.height)
      let count = 0
      for (let i = 0; i < data.length; i += 4)
        if (data[i + 1]! > data[i]! + 100 && data[i + 1]! > data[i + 2]! + 100) count++
      return count / (data.length / 4)
    }, src)
  const front = page.getByTestId('preview').locator('canvas').first()
  const printed = () => front.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
  expect(await greenOn(await printed())).toBe(0)
  await page.getByRole('button', { name: 'ถ่ายหน้าของฉัน' }).click()
  await expect
    .poll(() => page.locator('.webcam video').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBe(width)
  await page.locator('.webcam').getByRole('button').click()
  expect(await page.getByTestId('faceAtCamera').inputValue()).toBe('webcam')
  await expect.poll(async () => greenOn(await printed())).toBeGreaterThan(0.02)
  const face = await page.evaluate(() =>
    (window as unknown as { phokbatPrinter: Printer }).phokbatPrinter.face('jaithip', { faceAtCamera: 'webcam' }),
  )
  expect(await greenOn(face)).toBeGreaterThan(0.99)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('preview').getByRole('button').first().click(),
  ])
  expect(file.suggestedFilename()).toBe('specimen-jaithip-front.png')
  await shot(page, 'webcam')
  expect(faults).toEqual([])
  await webcam.close()
})
