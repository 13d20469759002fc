// Tests a holder's screens in a real browser: presenting, freezing, sharing, an offline pass and a copy of the data.
import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { app } from '../../src/core/words/th/app.ts'
import { chat as words } from '../../src/core/words/th/chat.ts'
import { around } from '../../src/core/words/th/checker-around.ts'
import { copyPage } from '../../src/core/words/th/own-data.ts'
import { residents } from '../../src/simulator/specimen/people.ts'
import { buildPages } from '../../tools/build/pages.ts'
import { openBrowser, openPhone } from '../../tools/demo/browser.ts'
import { citizenOn, type DemoCitizen } from '../../tools/demo/citizen.ts'
import { check, scan } from '../../tools/demo/official.ts'
import { type Local, newSecrets, onNode, startLocal } from '../../tools/dev/local.ts'
import type { Deployment } from '../kit/deployment.ts'
import { jaithip } from '../kit/people/people.ts'
import { phoneOf } from '../kit/phone.ts'
import { issueCard } from '../kit/steps.ts'

let local: Local
let browser: Browser
let context: BrowserContext
let refused: string[]
let official: Awaited<ReturnType<typeof openPhone>>
let page: Page
let holder: DemoCitizen
let ahead = 0

beforeAll(async () => {
  buildPages()
  local = await startLocal(onNode, {
    servicePort: 0,
    simulatorPort: 0,
    databaseUrl: ':memory:',
    secrets: await newSecrets(),
    log: () => {},
    clock: () => Date.now() + ahead,
  })
  browser = await openBrowser()
  ;({ context, refused } = await openPhone(browser, { width: 1280, height: 900 }, 1))
  official = await openPhone(browser)
  await context.grantPermissions(['camera', 'screen-wake-lock']) // phones grant these without a prompt
  // The holder's clock is an hour ahead, and a test can move it with `jumps`.
  await context.addInitScript(() => {
    const real = Date.now
    let offset = 3_600_000
    Date.now = () => real() + offset
    Object.assign(globalThis, {
      jumps: (ms: number) => {
        offset += ms
      },
    })
  })
  // Records whether the wake lock was granted (`held`), or its error.
  await context.addInitScript(() => {
    const { request } = WakeLock.prototype
    WakeLock.prototype.request = function (...parameters) {
      const lock = request.apply(this, parameters)
      const record = (awake: string) => Object.assign(globalThis, { awake })
      lock.then(
        () => record('held'),
        (fault) => record(String(fault)),
      )
      return lock
    }
  })
  page = await context.newPage()
  await page.goto(local.simulator.origin)
  await page.getByTestId('person-jaithip').click()
  await platform().person('jaithip').follows()
  // Enrols by API requests, because the enrolment's screens have their own tests.
  const deployment = {
    phone: async (id: string) => phoneOf(local.service.origin, await platform().person(id).idToken()),
    pass: async (ms: number) => {
      ahead += ms
    },
  } as unknown as Deployment
  await issueCard(deployment, jaithip)
  await platform().settled()
  holder = citizenOn(page, { person: residents[0]!, pin: jaithip.pin })
})
afterAll(async () => {
  await browser?.close()
  await local?.close()
  expect(refused).toEqual([])
  expect(official.refused).toEqual([])
})

const platform = () => local.simulator.platform
const byId = (id: string) => holder.app.locator(`[data-testid="${id}"]`)
const close = () => page.getByTestId('liff-close').click()
const fromMenu = async (label: string) => {
  if (await page.getByTestId('liff-close').isVisible()) await close()
  await platform().person('jaithip').says('บัตรของฉัน')
  await platform().settled()
  await holder.taps(label)
}
const scanned = async (known?: string): Promise<string> => {
  for (let tries = 0; tries < 40; tries++) {
    const text = await scan(await holder.app.locator('.live-card .paper').screenshot())
    if (text && text !== known) return text
  }
  throw new Error('no new QR was seen')
}

describe('a card holder', () => {
  let address = ''

  it('presents the card in the chosen scope, and the name leaves the screen when only the age is shown', async () => {
    await fromMenu(words.card.show)
    await holder.types(jaithip.pin)
    await byId('live-qr').waitFor()
    address = await scanned()
    const full = await check(official.context, address)
    expect(full.verdict).toBe('DECLARED')
    expect(await full.page.locator('body').innerText()).toContain('สุขเกษม')
    await full.page.close()

    await byId('scope-age').check({ force: true })
    const age = await check(official.context, await scanned(address))
    expect(age.verdict).toBe('DECLARED')
    expect(await age.page.locator('body').innerText()).not.toContain('สุขเกษม')
    expect(await holder.app.locator('.live-card').innerText()).not.toContain('สุขเกษม')
    await age.page.close()
  })

  it('asks for the PIN before it shows more than it was given for, so that whoever holds the phone sees no more', async () => {
    await byId('scope-name').check({ force: true })
    await byId('live-qr').waitFor({ state: 'detached' })
    expect(await holder.app.locator('body').innerText()).not.toContain('สุขเกษม')
    await holder.types(jaithip.pin)
    await byId('live-qr').waitFor()
    await byId('scope-age').check({ force: true })
    await expect.poll(() => holder.app.locator('.live-card').innerText()).not.toContain('สุขเกษม')
    await byId('scope-name').check({ force: true })
    await holder.types(jaithip.pin)
    await byId('live-qr').waitFor()
  })

  it('says beside the code of the whole card that the official’s own page reads it, and beside no other', async () => {
    const line = holder.app.locator('.bright')
    expect(await line.innerText()).toContain(app.show.bright)
    await byId('scope-full').check({ force: true })
    await holder.types(jaithip.pin)
    await expect.poll(() => line.innerText()).toContain(app.show.ownScanner)
    await byId('scope-name').check({ force: true })
    await expect.poll(() => line.innerText()).toContain(app.show.bright)
  })

  it('shows no code of another scope than was chosen, however long the line takes and whatever comes last', async () => {
    const card = holder.app.locator('.live-card')
    const address = await scanned()
    let answer = () => {}
    const answered = new Promise<void>((go) => {
      answer = go
    })
    await context.route('**/api/show/renew', async (route) => {
      await answered
      await route.continue()
    })
    const late = context.waitForEvent('requestfinished', (request) => request.url().endsWith('/api/show/renew'))
    await byId('scope-age').check({ force: true })
    await byId('live-qr').waitFor({ state: 'hidden' })
    // The clock redraws the screen, and the choice stays.
    const clock = await card.locator('.clock').innerText()
    await expect.poll(() => card.locator('.clock').innerText()).not.toBe(clock)
    expect(await byId('scope-age').isChecked()).toBe(true)
    expect(await card.innerText()).not.toContain('สุขเกษม')

    await byId('scope-name').check({ force: true })
    await byId('live-qr').waitFor()
    answer()
    await late
    await context.unroute('**/api/show/renew')
    expect(await scanned()).toBe(address)
    expect(await card.innerText()).toContain('สุขเกษม')
  })

  it('has a live card that differs from a picture: pattern, clock and ring move, the screen stays on, and hiding removes it', async () => {
    const card = holder.app.locator('.live-card')
    const clock = await card.locator('.clock').innerText()
    const ring = card.locator('.countdown .left')
    const ringAt = async () => Number.parseFloat((await ring.getAttribute('stroke-dasharray')) ?? '')
    const threads = () => card.locator('.weave').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    const [whole, woven] = [await ringAt(), await threads()]
    await expect.poll(() => card.locator('.clock').innerText()).not.toBe(clock)
    await expect.poll(ringAt).toBeLessThan(whole)
    await expect.poll(async () => (await threads()) === woven).toBe(false)
    expect(await holder.app.locator('.bright').isVisible()).toBe(true)
    expect(await card.evaluate(() => (globalThis as { awake?: string }).awake)).toBe('held')
    await card.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await byId('card-wiped').waitFor()
    expect(await byId('live-qr').count()).toBe(0)
    expect(await holder.app.locator('body').innerText()).not.toContain('สุขเกษม')
    await byId('show').evaluate(() => Reflect.deleteProperty(document, 'visibilityState'))
    await byId('show').click()
    await holder.types(jaithip.pin)
    await byId('live-qr').waitFor()
  })

  it('gets a new code before the old one expires, without the PIN; if renewing fails, the card counts down and is removed', async () => {
    const card = holder.app.locator('.live-card')
    const jumps = (ms: number) =>
      card.evaluate((_, by) => (globalThis as unknown as { jumps: (ms: number) => void }).jumps(by), ms)
    const before = await scanned()
    await byId('scope-age').check({ force: true })
    await scanned(before)
    await byId('scope-name').check({ force: true })
    await holder.types(jaithip.pin)
    await byId('live-qr').waitFor()
    const first = await scanned()
    await jumps(120_000)
    expect(await scanned()).toBe(first)
    await jumps(40_000)
    address = await scanned(first)
    await jumps(-160_000)
    const checked = await check(official.context, address)
    expect(checked.verdict).toBe('DECLARED')
    await checked.page.close()

    await context.route('**/api/show/renew', (route) => route.abort())
    await jumps(160_000)
    await card.locator('.off').waitFor()
    expect(await scanned()).toBe(address)
    await jumps(20_000)
    await byId('card-wiped').waitFor()
    expect(await holder.app.locator('body').innerText()).not.toContain('สุขเกษม')
    await byId('show').evaluate(() => (globalThis as unknown as { jumps: (ms: number) => void }).jumps(-180_000))
    await context.unroute('**/api/show/renew')
    await byId('show').click()
    await holder.types(jaithip.pin)
    await byId('live-qr').waitFor()
  })

  it('freezes the card; an official sees that within five seconds, and unfreezing works', async () => {
    await byId('freeze').click()
    await byId('freeze').click()
    await byId('frozen').waitFor()
    const frozenAt = Date.now()
    let verdict = ''
    while (verdict !== 'FROZEN' && Date.now() - frozenAt < 10_000) {
      const checked = await check(official.context, address)
      verdict = checked.verdict
      await checked.page.close()
    }
    const ms = Date.now() - frozenAt
    console.log(`frozen → FROZEN on the official's phone: ${ms} ms`)
    expect(verdict).toBe('FROZEN')
    expect(ms).toBeLessThan(5000)
    await byId('wake').click()
    await holder.types(jaithip.pin)
    await byId('show').waitFor()
    await close()
  })

  it('sends a link through LINE; its viewer sees initials, once, and is listed in the access log', async () => {
    await fromMenu(words.card.share)
    await byId('scope-name').check({ force: true })
    await byId('choose').click()
    await holder.types(jaithip.pin)
    await page.getByTestId('share-picker').getByRole('checkbox').first().check()
    await page.getByTestId('share-picker').locator('button.strong').click()
    await byId('share-sent').waitFor()
    const link = JSON.stringify(residents.flatMap(({ id }) => platform().chat(id))).match(
      /http[^"\\]+\/s\/[\w-]{22}/,
    )?.[0]
    const opened = async () => {
      const viewer = await official.context.newPage()
      await viewer.goto(link ?? '')
      await viewer.getByRole('button', { name: around.shared.open }).click()
      const verdict = viewer.locator('html[data-verdict]')
      await verdict.or(viewer.getByText(around.shared.gone.used)).first().waitFor({ state: 'attached' })
      const text = await viewer.locator('body').innerText()
      const shownVerdict = await viewer.locator('html').getAttribute('data-verdict')
      await viewer.close()
      return { text, verdict: shownVerdict }
    }
    const first = await opened()
    expect(first.verdict).toBe('DECLARED')
    expect(first.text).toContain('ใจ…')
    expect(first.text).not.toContain('สุขเกษม')
    expect((await opened()).verdict).toBeNull()
    await platform().settled()
    expect(JSON.stringify(platform().received('jaithip'))).toContain(words.looking.opened.title)
    await close()
    await page.getByText(words.looking.list.all).last().click()
    await byId('look').first().waitFor()
    const results = await byId('look').evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.result))
    expect(results.slice(0, 2)).toEqual(['used', 'masked'])
    await close()
  })

  it('gets a pass in the chat as a picture that scans', async () => {
    await fromMenu(words.card.show)
    await byId('close').click()
    await byId('pass').click()
    await byId('send').click()
    await holder.types(jaithip.pin)
    await byId('pass-sent').waitFor()
    await platform().settled()
    const image = platform()
      .received('jaithip')
      .find(({ type }) => type === 'image') as { originalContentUrl: string }
    const png = new Uint8Array(await (await fetch(image.originalContentUrl)).arrayBuffer())
    console.log(`pass: ${png.length} bytes`)
    expect((await check(official.context, (await scan(png)) ?? '')).verdict).toBe('DECLARED')
  })

  it('gets a copy of all data as a file in the browser outside LINE, and the address is useless afterwards', async () => {
    await fromMenu(words.card.show)
    await byId('close').click()
    await byId('copy').click()
    await byId('copy').click()
    const [outside] = await Promise.all([context.waitForEvent('page'), holder.types(jaithip.pin)])
    const [file] = await Promise.all([
      outside.waitForEvent('download'),
      outside.getByRole('button', { name: copyPage.go }).click(),
    ])
    const files = unzipSync(new Uint8Array(readFileSync(await file.path())))
    expect(new TextDecoder().decode(files['data.json'])).toContain(jaithip.card.idNumber)
    expect(await outside.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe('none')
    await outside.reload()
    await outside.getByText(copyPage.ended).waitFor()
    await outside.close()
    await byId('copy-offered').waitFor()
  })
})
