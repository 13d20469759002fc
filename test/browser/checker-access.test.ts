// Tests that the official's page passes WCAG 2.2 AA (axe) in every state, and works by keyboard and screen reader.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { faultsBothWays, faultsOf, focused } from '../kit/browser/access.ts'
import { openStand, stopClock, verdictOn } from '../kit/browser/checker-stand.ts'

let [folder, stand] = ['', undefined as unknown as Awaited<ReturnType<typeof openStand>>]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checker-access-'))
  stand = await openStand(folder)
})
afterAll(async () => {
  await stand.close()
  await rm(folder, { recursive: true })
})
afterEach(() => {
  Object.assign(stand.service, { statuses: new Map(), down: false })
})

/** Opens the page and waits for its last view: one that comes later replaces whatever stands there. */
const openStart = async (page: Page) => {
  await page.goto(`${stand.origin}/v`)
  await page.getByRole('button', { name: 'สแกนด้วยหน้านี้' }).waitFor()
}

test('axe finds nothing before a scan, after a wipe, while scanning, at a shared link, nor at a face that is not alike', async () => {
  const { page, context } = await stand.phone()
  await openStart(page)
  expect(await faultsBothWays(page)).toEqual([])
  await page.getByRole('button', { name: 'สแกนด้วยหน้านี้' }).click()
  await page.waitForSelector('html[data-stage=scanning]')
  expect(await faultsBothWays(page)).toEqual([])
  await page.goto(`${stand.origin}/s/${'A'.repeat(22)}`)
  await page.getByRole('button', { name: 'เปิดดูบัตร' }).waitFor()
  expect(await faultsBothWays(page)).toEqual([])
  await page.getByRole('button', { name: 'เปิดดูบัตร' }).click()
  await page.getByRole('heading', { name: 'ลิงก์นี้ใช้ไม่ได้' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.goto(await stand.qr())
  await page.getByRole('button', { name: 'ไม่เหมือน' }).click()
  await page.waitForSelector('.pair')
  expect(await faultsBothWays(page)).toEqual([])
  await context.close()
})
test('axe finds nothing on any of the verdicts, in both languages, by day and by night', async () => {
  stand.service.statuses = new Map([
    [7, 'revoked'],
    [8, 'frozen'],
  ])
  const { drawnFace } = await import('../kit/specimen.ts')
  const full = {
    face: await drawnFace(),
    nameThai: 'น.ส. ใจทิพย์ สุขเกษม',
    nameEnglish: 'Miss Jaithip Sukkasem',
    birthDate: { year: 1958, month: 5, day: 9 },
    idNumber: '3831640857441',
  }
  const urls = {
    CHECKED: await stand.qr({ scope: 'full', claims: full }),
    CONFIRMED: await stand.qr({ assurance: { document: 'chip', face: 'in-person' } }),
    DECLARED: await stand.qr({ assurance: { document: 'typed', face: 'self' } }),
    DOUBTED: await stand.qr({ assurance: { document: 'registry', face: 'doubted' } }),
    QR_TIMED_OUT: await stand.qr({ issuedAt: 1_700_000_000, expiresAt: 1_700_000_180 }),
    EXPIRED: await stand.qr({ cardExpiry: { year: 2025, month: 9, day: 7 } }),
    REVOKED: await stand.qr({ statusIndex: 7 }),
    FROZEN: await stand.qr({ statusIndex: 8 }),
    ALTERED: (await stand.qr()).slice(0, -30),
    UNKNOWN_ISSUER: await stand.qr({ issuer: 'somebody' }),
  }
  const { page, context } = await stand.phone()
  await page.goto(`${stand.origin}/v`)
  await page.getByText('ใช้ได้แม้ไม่มีสัญญาณ').waitFor()
  const checkVerdict = async (verdict: string, url: string) => {
    await page.evaluate((hash) => location.assign(hash), new URL(url).hash)
    await page.waitForSelector(`html[data-verdict=${verdict}]`)
    expect([verdict, await faultsBothWays(page)]).toEqual([verdict, []])
  }
  for (const [verdict, url] of Object.entries(urls)) await checkVerdict(verdict, url)
  stand.service.down = true
  await checkVerdict('STATUS_UNKNOWN', await stand.qr())
  await context.close()
})
test('axe does find faults: a button without a name, text of low contrast', async () => {
  const { page, context } = await stand.phone()
  await openStart(page)
  await page.evaluate(() => {
    const button = document.createElement('button')
    const pale = document.createElement('p')
    pale.textContent = 'pale'
    pale.style.color = '#ccc'
    document.querySelector('main')?.append(button, pale)
  })
  expect((await faultsOf(page)).map((fault) => fault.split(':')[0]).sort()).toEqual(['button-name', 'color-contrast'])
  await context.close()
})
test('the stand records what the page’s policy refuses, in the page and in its workers', async () => {
  const { page, context, faults } = await stand.phone()
  await page.goto(`${stand.origin}/v`)
  await page.evaluate(() => {
    const ask = (where: string) => `fetch('https://elsewhere.example/${where}').catch(() => 0)`
    new Worker(URL.createObjectURL(new Blob([ask('worker')])))
    return fetch('https://elsewhere.example/page').catch(() => 0)
  })
  const recorded = (where: string) => faults.some((fault) => fault.includes(`elsewhere.example/${where}`))
  await expect.poll(() => [recorded('page'), recorded('worker')]).toEqual([true, true])
  await context.close()
})
test('a screen reader hears the verdict at once, why, and what the picture is for', async () => {
  const { page, context } = await stand.phone()
  await page.goto(await stand.qr())
  await verdictOn(page)
  expect(await focused(page)).toMatchObject({
    role: 'heading',
    name: 'ตรวจทางไกลแล้ว CHECKED REMOTELY',
    description: expect.stringContaining('ตรงกับทะเบียน'),
  })
  const tree = await page.locator('body').ariaSnapshot()
  for (const spoken of [
    'heading "ตรวจทางไกลแล้ว CHECKED REMOTELY" [level=1]',
    'img "รูปหน้าเจ้าของบัตร ให้เทียบกับคนตรงหน้า"',
    'button "ไม่เหมือน"',
    'เห็นแต่รูปถ่าย',
    'term: ผู้ออก',
    'button "ตรวจคนถัดไป"',
    'button "เพิ่มเวลา"',
  ])
    expect(tree).toContain(spoken)
  expect(await page.getAttribute('html', 'lang')).toBe('th')
  await context.close()
})
test('every control works by keyboard and shows its focus: time can be added and the language changed', async () => {
  const { page, context } = await stand.phone()
  await stopClock(page)
  await page.goto(await stand.qr())
  await verdictOn(page)
  const reached: string[] = []
  for (let i = 0; i < 7; i++) {
    await page.keyboard.press('Tab')
    const { name } = await focused(page)
    if (!name) continue // between the last control and the first
    reached.push(name)
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid')
  }
  expect(reached).toEqual(['ไม่เหมือน', 'ตรวจคนถัดไป', 'เพิ่มเวลา', 'English', 'ปิดเสียง', 'หน้าจอมืด'])
  await page.clock.runFor(20_000)
  expect(await page.innerText('.timer')).toMatch(/ 10 วินาที$/)
  await page.getByRole('button', { name: 'เพิ่มเวลา' }).focus()
  await page.keyboard.press('Enter')
  expect(await page.innerText('.timer')).toMatch(/ 30 วินาที$/)
  await page.getByRole('button', { name: 'English' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Compare the face').waitFor()
  expect((await focused(page)).name).toBe('ภาษาไทย')
  await page.keyboard.press('Enter')
  await page.waitForSelector('html[lang=th]')
  for (let presses = 0; presses < 12; presses++) {
    await page.clock.runFor(29_000)
    await page
      .getByRole('button', { name: /เพิ่มเวลา/ })
      .press('Enter', { timeout: 2000 })
      .catch(() => undefined)
  }
  expect(await page.getAttribute('html', 'data-verdict')).toBeNull()
  await context.close()
})
test('a width of 320 pixels, and twice the size on 640, lose nothing (WCAG 1.4.4, 1.4.10)', async () => {
  for (const [width, scale] of [
    [320, 1],
    [640, 2],
  ] as const) {
    const { page, context } = await stand.phone()
    await page.setViewportSize({ width, height: 640 })
    await page.goto(await stand.qr())
    await verdictOn(page)
    await page.evaluate((zoom) => document.documentElement.style.setProperty('zoom', String(zoom)), scale)
    const lost = await page.$$eval('h1, h1 *, p, li, .name, dd, dt, button', (elements) =>
      elements
        .filter((element) => {
          const box = element.getBoundingClientRect()
          return box.right > innerWidth + 1 || box.left < -1
        })
        .map((element) => element.textContent),
    )
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `narrow-${width}-${scale}.png`) })
    expect([width, scale, lost]).toEqual([width, scale, []])
    await context.close()
  }
})
