// Tests that each grade has its own layout on an official's phone, in both languages, by day and night and with large text,
// and that a face that is not alike, a code that ran out and a missing signal lead somewhere.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Assurance } from '../../src/core/card/card.ts'
import type { Grade } from '../../src/core/card/grade.ts'
import { openStand, stopClock, verdictOn } from '../kit/browser/checker-stand.ts'

let [folder, stand] = ['', undefined as unknown as Awaited<ReturnType<typeof openStand>>]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checker-grades-'))
  stand = await openStand(folder)
})
afterAll(async () => {
  await stand.close()
  await rm(folder, { recursive: true })
})
afterEach(() => {
  Object.assign(stand.service, { down: false, portrait: undefined })
  stand.requests.length = 0
})

const cards: Record<Grade, Assurance> = {
  confirmed: { document: 'chip', face: 'in-person' },
  checked: { document: 'registry', face: 'rechecked' },
  declared: { document: 'typed', face: 'self' },
  doubted: { document: 'registry', face: 'doubted' },
}
const grades = Object.keys(cards) as Grade[]
/** The page as a user with these settings has it. */
const phoneWith = async (language: 'th' | 'en', theme: 'day' | 'night', height: number) => {
  const phone = await stand.phone()
  await phone.page.addInitScript(
    (settings) => location.protocol.startsWith('http') && localStorage.setItem('checker-settings', settings),
    JSON.stringify({ language, muted: true, night: theme === 'night' }),
  )
  await phone.page.setViewportSize({ width: 360, height })
  return phone
}
const open = async (page: Page, grade: Grade) => {
  await page.goto('about:blank')
  await page.goto(await stand.qr({ assurance: cards[grade] }))
  expect(await verdictOn(page)).toBe(grade.toUpperCase())
}
/** What makes a layout, by what a user sees of it: no colour is compared. */
const layoutOf = (page: Page) =>
  page.evaluate(() => {
    const style = (selector: string, property: string) => {
      const element = document.querySelector(selector)
      return element ? getComputedStyle(element).getPropertyValue(property) : ''
    }
    const top = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().top ?? Number.NaN
    return {
      band: document.querySelector('header h1') !== null,
      outline: style('.outline-box', 'border-left-width'),
      bubble: document.querySelector('.bubble h1') !== null,
      frame: style('.dashed-box', 'border-left-style'),
      torn: style('header', 'background-image').includes('conic-gradient'),
      actFirst: top('.instruction') < top('.name'),
      compare: document.querySelector('.compare')?.className ?? 'none',
      quoted: document.querySelector('.name')?.textContent?.startsWith('“') ?? false,
      tick: document.querySelector('[data-sign=tick]') !== null,
    }
  })
/** Words that reach over an edge of the screen. */
const cutWords = (page: Page) =>
  page.$$eval('h1, h1 *, p, p *, li, dd, dt, b, button', (all) =>
    all
      .filter((element) => {
        const box = element.getBoundingClientRect()
        const scrolls = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow === 'hidden'
        return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1 || scrolls)
      })
      .map((element) => element.textContent),
  )
/** Doubles every text and nothing else, as a phone's text size does. */
const doubleText = (page: Page) =>
  page.evaluate(() => {
    const sizes = [...document.querySelectorAll<HTMLElement>('body, body *')].map(
      (element) => [element, Number.parseFloat(getComputedStyle(element).fontSize)] as const,
    )
    for (const [element, size] of sizes) element.style.fontSize = `${size * 2}px`
  })

test('each grade has a layout that no other has, and only the two that somebody checked carry a tick', async () => {
  const { page, context } = await phoneWith('th', 'day', 780)
  const layouts: Record<string, Awaited<ReturnType<typeof layoutOf>>> = {}
  for (const grade of grades) {
    await open(page, grade)
    layouts[grade] = await layoutOf(page)
  }
  const none = {
    band: false,
    outline: '',
    bubble: false,
    frame: '',
    torn: false,
    actFirst: false,
    quoted: false,
    tick: false,
  }
  expect(layouts).toEqual({
    confirmed: { ...none, band: true, compare: 'compare soft', tick: true },
    checked: { ...none, outline: '6px', compare: 'compare loud', tick: true },
    declared: { ...none, bubble: true, frame: 'dashed', compare: 'compare loud', quoted: true },
    doubted: { ...none, band: true, torn: true, actFirst: true, compare: 'none' },
  })
  await context.close()
})
test.each([
  ['th', 'day'],
  ['en', 'day'],
  ['th', 'night'],
  ['en', 'night'],
] as const)(
  'in %s by %s: word, and face or act, are in the first view, and no word is cut, not with text of twice the size',
  async (language, theme) => {
    for (const height of [780, 640]) {
      const { page, context, faults } = await phoneWith(language, theme, height)
      for (const grade of grades) {
        await open(page, grade)
        const word = (await page.locator('h1 .word').boundingBox())!
        const foot = (await page.locator('footer').boundingBox())!
        // A card in doubt gives the act first, any other the face.
        const first = (await page.locator(grade === 'doubted' ? '.instruction' : 'img.face').boundingBox())!
        expect([grade, word.y < 200, first.y < foot.y]).toEqual([grade, true, true])
        expect([grade, height, await cutWords(page)]).toEqual([grade, height, []])
        await doubleText(page)
        expect([grade, 'twice', await cutWords(page)]).toEqual([grade, 'twice', []])
        const [more, other] = await Promise.all(
          ['.small', '.language'].map(async (control) => (await page.locator(control).boundingBox())!),
        )
        const apart =
          more!.x + more!.width <= other!.x ||
          more!.y + more!.height <= other!.y + 1 ||
          other!.x + other!.width <= more!.x
        expect([grade, 'the controls are apart', apart]).toEqual([grade, 'the controls are apart', true])
      }
      expect(faults).toEqual([])
      await context.close()
    }
  },
)
test('the page around a declared card is tinted by day and by night, and no other page is', async () => {
  for (const theme of ['day', 'night'] as const) {
    const { page, context } = await phoneWith('th', theme, 780)
    const grounds: string[] = []
    for (const grade of grades) {
      await open(page, grade)
      grounds.push(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor))
    }
    const [confirmed, checked, declared, doubted] = grounds
    expect([checked, doubted]).toEqual([confirmed, confirmed])
    expect(declared).not.toBe(confirmed)
    await context.close()
  }
})
test('an age alone is shown without a name, and a card in doubt names nobody in it either', async () => {
  const { page, context } = await phoneWith('th', 'day', 780)
  const { drawnFace } = await import('../kit/specimen.ts')
  const age = { scope: 'age' as const, claims: { face: await drawnFace(), ageOver: 18 } }
  for (const grade of grades) {
    await page.goto('about:blank')
    await page.goto(await stand.qr({ ...age, assurance: cards[grade] }))
    expect(await verdictOn(page)).toBe(grade.toUpperCase())
    const text = await page.innerText('body')
    expect(text).toContain('18 ปีขึ้นไป')
    expect(text).not.toMatch(/สุขเกษม|Sukkasem/)
  }
  await context.close()
})
test('without a signal the sign in the broken circle is a tick for a checked card, and an i for a declared one', async () => {
  for (const [grade, sign] of [
    ['checked', 'tick'],
    ['declared', 'i'],
    ['doubted', 'question'],
  ] as const) {
    const { page, context } = await phoneWith('th', 'day', 780)
    await page.goto(`${stand.origin}/v`)
    await page.getByText('ใช้ได้แม้ไม่มีสัญญาณ').waitFor()
    stand.service.down = true
    await page.evaluate((hash) => location.assign(hash), new URL(await stand.qr({ assurance: cards[grade] })).hash)
    await page.waitForSelector('html[data-verdict=STATUS_UNKNOWN]')
    expect(await page.$$eval('.shape [data-sign]', (all) => all.map((e) => e.getAttribute('data-sign')))).toEqual([
      sign,
    ])
    const first = await page.locator('ol.steps').boundingBox()
    expect(first!.y).toBeLessThan((await page.locator('img.face').boundingBox())!.y)
    expect(await page.innerText('.caption')).toBe('รูปเล็กจาก QR')
    stand.service.down = false
    await page.getByRole('button', { name: 'ลองตรวจสถานะอีกครั้ง' }).click()
    await page.waitForSelector(`html[data-verdict=${grade.toUpperCase()}]`)
    await context.close()
  }
})
test('the small face is there at once; the colour portrait takes its place without moving anything, and is wiped', async () => {
  const { drawnWebp } = await import('../kit/specimen.ts')
  stand.service.portrait = await drawnWebp(480, 600)
  const { page, context, faults } = await phoneWith('th', 'day', 780)
  await stopClock(page)
  const held: (() => void)[] = []
  await page.route('**/api/portraits', (route) => new Promise<void>((go) => held.push(go)).then(() => route.continue()))
  await open(page, 'checked')
  const face = page.locator('img.face')
  const width = () => face.evaluate((image) => (image as HTMLImageElement).naturalWidth)
  const place = async () =>
    JSON.stringify(await page.locator('.name, .loud').evaluateAll((all) => all.map((e) => e.getBoundingClientRect())))
  expect(await width()).toBe(64)
  const before = await place()
  await expect.poll(() => held.length).toBe(1)
  held.pop()?.()
  await page.locator('img.face.colour').waitFor()
  await expect.poll(width).toBe(480)
  expect(await face.evaluate((image) => image.getBoundingClientRect().width)).toBeGreaterThanOrEqual(240)
  expect(await place()).toBe(before)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('Compare the face').waitFor()
  expect(await width()).toBe(480)
  await page.getByRole('button', { name: 'Not alike' }).click()
  await page.waitForSelector('.pair')
  expect(await width()).toBe(480)
  // The portrait was logged with its fetch: no second report.
  expect(stand.requests.filter(({ url }) => url === '/api/looks')).toEqual([])
  await page.clock.runFor(31_000)
  await page.getByText('data is wiped').waitFor()
  expect(await page.content()).not.toContain('base64')
  expect(faults).toEqual([])
  await context.close()
})
test('a card that is not good now gets no portrait: none is asked for', async () => {
  const { drawnWebp } = await import('../kit/specimen.ts')
  stand.service.portrait = await drawnWebp(480, 600)
  const { page, context } = await phoneWith('th', 'day', 780)
  await page.goto(await stand.qr({ cardExpiry: { year: 2025, month: 9, day: 7 } }))
  expect(await verdictOn(page)).toBe('EXPIRED')
  await expect.poll(() => stand.requests.filter(({ url }) => url === '/api/looks').length).toBe(1)
  expect(stand.requests.filter(({ url }) => url === '/api/portraits')).toEqual([])
  await context.close()
})
test('not alike: what to do, in order, and a report by digest alone, once; the way back leads to the verdict', async () => {
  const { page, context, faults } = await phoneWith('th', 'day', 780)
  await open(page, 'declared')
  await page.getByRole('button', { name: 'ไม่เหมือน' }).click()
  await page.getByRole('heading', { name: 'หน้าไม่เหมือน' }).waitFor()
  const text = await page.innerText('main')
  for (const said of ['ให้ถอดแว่น', 'ขอดูบัตรประชาชนตัวจริง', 'อย่ารับหน้าจอนี้', 'บัตรไม่ถูกระงับเพราะเรื่องนี้'])
    expect(text).toContain(said)
  expect(await cutWords(page)).toEqual([])
  await page.getByRole('button', { name: 'แจ้งว่าไม่เหมือน' }).click()
  await page.getByText('อยู่ในบันทึกของเจ้าของ').waitFor()
  const reports = stand.requests.filter(({ body }) => body.includes('unalike')).map(({ body }) => JSON.parse(body))
  expect(reports).toEqual([{ shown: expect.stringMatching(/^[\w-]{43}$/), unalike: true }])
  expect(await page.getByRole('button', { name: 'แจ้งว่าไม่เหมือน' }).count()).toBe(0)
  await page.getByRole('button', { name: 'กลับไปเทียบใหม่' }).click()
  expect(await verdictOn(page)).toBe('DECLARED')
  await page.locator('.bubble').waitFor()
  expect(faults).toEqual([])
  await context.close()
})
test('not alike without a signal: the page says that nothing was reported, and offers it again', async () => {
  const { page, context } = await phoneWith('en', 'day', 640)
  await open(page, 'checked')
  await page.getByRole('button', { name: 'Not alike' }).click()
  await page.getByRole('heading', { name: 'Not alike?' }).waitFor()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Report: not alike' }).click()
  await page.getByText('Not reported yet').waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Report: not alike' }).click()
  await page.getByText('It stands in the holder’s log').waitFor()
  await context.close()
})
test('a face that is not alike is wiped too', async () => {
  const { page, context } = await phoneWith('th', 'day', 780)
  await stopClock(page)
  await open(page, 'checked')
  await page.getByRole('button', { name: 'ไม่เหมือน' }).click()
  await page.waitForSelector('.pair')
  await page.clock.runFor(31_000)
  await page.getByText('ลบข้อมูลของคนก่อนหน้าแล้ว').waitFor()
  expect(await page.$$eval('img', (all) => all.length)).toBe(0)
  await context.close()
})
test('the address of a card opens it also when an app has escaped its #, and leaves the address bar', async () => {
  for (const escaped of ['%23', '%2523']) {
    const { page, context } = await phoneWith('th', 'day', 780)
    const url = await stand.qr()
    await page.goto(`${stand.origin}/V${escaped}${encodeURIComponent(new URL(url).hash.slice(1))}`)
    expect(await verdictOn(page)).toBe('CHECKED')
    expect(new URL(page.url()).pathname).toBe('/V')
    await context.close()
  }
})
test('after the first visit the page with all its views opens without a network', async () => {
  const { page, context } = await phoneWith('th', 'day', 780)
  await page.goto(`${stand.origin}/v`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(async () => (await caches.match('/v')) !== undefined)
  await page.getByText('ใช้ได้แม้ไม่มีสัญญาณ').waitFor()
  await context.setOffline(true)
  await page.goto('about:blank')
  await page.goto(`${stand.origin}/v${new URL(await stand.qr()).hash}`)
  expect(await verdictOn(page)).toBe('STATUS_UNKNOWN')
  await page.getByRole('button', { name: 'ตรวจคนถัดไป' }).click()
  await page.waitForSelector('html[data-stage=scanning]')
  await context.close()
})
