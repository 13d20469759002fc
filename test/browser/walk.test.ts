import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { formatLaserCode } from '../../src/core/card/laser-code.ts'
import { formatIdNumber } from '../../src/core/card/thai-id.ts'
import { chat as words } from '../../src/core/words/th/chat.ts'
import type { Printer, PrintOptions, Thing } from '../../src/simulator/page/print-options.ts'
import { residents, type SpecimenPerson } from '../../src/simulator/specimen/people.ts'
import { buildPages } from '../../tools/build/pages.ts'
import { openBrowser, openPhone } from '../../tools/demo/browser.ts'
import { citizenOn, type DemoCitizen } from '../../tools/demo/citizen.ts'
import { check, scan } from '../../tools/demo/official.ts'
import { type Local, newSecrets, onNode, startLocal } from '../../tools/dev/local.ts'
import { phoneOf } from '../kit/phone.ts'

const pin = '93620815'
const person = (id: string): SpecimenPerson => residents.find((resident) => resident.id === id) ?? residents[0]!

let local: Local
let browser: Browser
let context: BrowserContext
let strayed: string[]
let refused: string[]
let page: Page
const hour = 3_600_000
/** ms that the service's clock is ahead of this machine's. */
let ahead = 0
const passes = async (ms: number) => {
  ahead += ms
}

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
  ;({ context, strayed, refused } = await openPhone(browser, { width: 1280, height: 900 }, 1))
})
afterAll(async () => {
  await browser?.close()
  await local?.close()
  expect(strayed).toEqual([])
  expect(refused).toEqual([])
})
afterEach(() => local.simulator.platform.set({ camera: 'puppet' }))

const platform = () => local.simulator.platform
const phone = async (id: string) => {
  const opened = phoneOf(local.service.origin, await platform().person(id).idToken())
  await opened.signIn()
  return opened
}

/** The simulator's page with this person's phone in hand, the account followed and both consents given. */
const citizen = async (id: string): Promise<DemoCitizen> => {
  await page?.close()
  page = await context.newPage()
  await page.goto(local.simulator.origin)
  await page.getByTestId(`person-${id}`).click()
  platform().person(id).speaks('th')
  await platform().person(id).follows()
  const api = await phone(id)
  await api.terms()
  await api.face()
  return citizenOn(page, { person: person(id), pin })
}
const opensMiniApp = async (one: DemoCitizen, id: string) => {
  await platform().person(id).says('ทำต่อ')
  await platform().settled()
  await one.taps(words.steps.cardFront.go)
}

const photograph = (id: string, thing: Thing, wish: Partial<PrintOptions> = {}): Promise<Buffer> =>
  page
    .evaluate(
      ([who, what, how]) =>
        (window as unknown as { phokbatPrinter: Printer }).phokbatPrinter.photograph(who, what, how),
      [id, thing, wish] as const,
    )
    .then((url) => Buffer.from(url.split(',')[1] ?? '', 'base64'))

describe('with a guided camera and a face', () => {
  const looksLike = (face: string) => page.getByTestId('faceAtCamera').selectOption(face)

  it('registers, also when it is closed half-way, and an official finds the card valid', async () => {
    const one = await citizen('jaithip')
    await opensMiniApp(one, 'jaithip')
    await one.does('cardFront')
    await one.does('cardBack')
    await one.does('checkData')

    // Closed and opened again: what was read of the card is still on the phone.
    await page.getByTestId('liff-close').click()
    await platform().person('jaithip').says('ทำต่อ')
    await platform().settled()
    await one.taps(words.steps.selfie.go)
    await one.does('selfie')
    await one.does('setPin')
    await one.does('consent')
    await one.app.getByTestId('close').click()
    await platform().settled()

    await one.taps(words.card.show)
    await one.types(pin)
    await one.app.getByTestId('live-qr').waitFor()
    const address = await scan(await page.screenshot())
    const official = await openPhone(browser)
    const seen = await check(official.context, address ?? '')
    expect(seen.verdict).toBe('VALID')

    const forged = (address ?? '').replace(/.(?=.{100}$)/, (letter) => (letter === 'A' ? 'B' : 'A'))
    expect((await check(official.context, forged)).verdict).toBe('ALTERED')
    await official.context.close()
    expect(official.refused).toEqual([])
  })

  it('whoever forgot the PIN is not believed with another face; with their own they wait, can stop it, and choose a new one', async () => {
    const one = citizenOn(page, { person: person('jaithip'), pin })
    const byId = (id: string) => one.app.getByTestId(id)
    const comesBack = async (says: string, label: string) => {
      await page.getByTestId('liff-close').click()
      await platform().person('jaithip').says(says)
      await platform().settled()
      await one.taps(label)
    }
    const own = await page.getByTestId('faceAtCamera').inputValue()
    await looksLike(own === 'orchid' ? 'river' : 'orchid')
    await comesBack('บัตรของฉัน', words.card.show)
    await one.types('00000001')
    await byId('forgot-pin').click()
    await byId('start').click()
    await byId('start-selfie').click()
    await byId('failure').or(byId('confirm-selfie')).first().waitFor({ timeout: 60_000 })
    expect(await byId('failure').getAttribute('data-reason')).toBe('face_unlike')
    const api = await phone('jaithip')
    expect((await api.get('/me')).view).toMatchObject({ step: 'issued', triesLeft: 2 })

    // Their own face went through these screens when they registered.
    await api.selfie({}, passes, '/new-pin/face')
    await comesBack('ลืมรหัส', words.newPin.go)
    await byId('new-pin-held').waitFor()
    await byId('not-me').click()
    await byId('new-pin-stopped').waitFor()

    // A day later it is really she who asks.
    await passes(25 * hour)
    await (await phone('jaithip')).selfie({}, passes, '/new-pin/face')
    await comesBack('ลืมรหัส', words.newPin.go)
    await byId('new-pin-held').waitFor()
    await passes(25 * hour)
    await comesBack('ลืมรหัส', words.newPin.go)
    await byId('pin-picture-boat').click()
    await one.types('27408163')
    await one.types('27408163')
    await byId('show').or(byId('start')).first().waitFor()
    await comesBack('บัตรของฉัน', words.card.show)
    await one.types('27408163')
    await byId('live-qr').waitFor()
  })
})

describe('without a camera', () => {
  it('photos are chosen instead: recognisers that do not load are fetched again, what is no front is told apart, nothing is lost', async () => {
    const one = await citizen('fatima')
    platform().set({ camera: 'refused' })
    const models = /\/models\/.*\/tesseract\//
    await page.route(models, (route) => route.abort())
    await opensMiniApp(one, 'fatima')
    await one.app.getByTestId('open-camera').click()
    await one.app.getByTestId('trouble').waitFor()

    const chooses = async (thing: Thing, wish: Partial<PrintOptions> = {}) => {
      const buffer = await photograph('fatima', thing, wish)
      await one.app
        .getByTestId('file-input')
        .first()
        .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
    }
    const isTold = async (...reasons: string[]) => {
      const failure = one.app.getByTestId('failure')
      await failure.waitFor()
      expect(reasons).toContain(await failure.getAttribute('data-reason'))
      await one.app.getByTestId('try-again').click()
    }
    await chooses('back')
    await one.app.getByTestId('try-again').waitFor()
    await page.unroute(models)
    await one.app.getByTestId('try-again').click()
    await isTold('back_for_front')
    await chooses('cup')
    await isTold('no_card', 'other_card')
    await chooses('front')
    await one.app.locator('html[data-step=cardBack]').waitFor({ state: 'attached' })
    await chooses('back')
    await one.does('checkData')
    expect((await (await phone('fatima')).get('/me')).view.data?.lastNameThai).toBeUndefined()
  })

  it('a PIN that others would guess, and two that differ, are told apart before anything is kept', async () => {
    const api = await phone('fatima')
    await api.selfie({}, passes)
    const one = citizenOn(page, { person: person('fatima'), pin })
    await page.getByTestId('liff-close').click()
    await platform().person('fatima').says('ทำต่อ')
    await platform().settled()
    await one.taps(words.steps.setPin.go)
    await one.app.getByTestId('pin-picture-boat').click()
    await one.types('30062540')
    const trouble = one.app.getByTestId('trouble')
    await trouble.waitFor()
    expect(await trouble.getAttribute('data-reason')).toBe('birth_date')
    await one.types(pin)
    await one.types('93620816')
    await trouble.waitFor()
    expect((await api.get('/me')).view.step).toBe('setPin')
    await one.types(pin)
    await one.types(pin)
    await one.app.locator('html[data-step=consent]').waitFor({ state: 'attached' })
  })
})

describe('photos sent straight in the chat', () => {
  it('are read on the phone, told apart by what they show, and erased from the service', async () => {
    const one = await citizen('bunma')
    const [back, front] = [await photograph('bunma', 'back'), await photograph('bunma', 'front')]
    await platform().person('bunma').sendsPhoto(new Uint8Array(back), new Uint8Array(front))
    await platform().settled()
    const api = await phone('bunma')
    expect((await api.get('/me')).view.photos).toHaveLength(2)
    await one.taps(words.photos.open)
    await one.app.getByTestId('read-photos').click()
    await one.app.locator('html[data-step=checkData]').waitFor({ state: 'attached' })
    expect((await api.get('/me')).view.photos).toEqual([])
    const shown = (name: string) => one.app.getByTestId(`value-${name}`).innerText()
    expect(await shown('idNumber')).toBe(formatIdNumber(person('bunma').idNumber))
    expect(await shown('laserCode')).toBe(formatLaserCode(person('bunma').laserCode ?? ''))
  })
})

describe('on a bad line', () => {
  it('the first screen needs at most 60 KB of script, LINE’s own SDK included; the checker at most 40', async () => {
    const web = join(import.meta.dirname, '../../dist/web')
    const scripts = async (visit: () => Promise<unknown>) => {
      const files = new Set<string>()
      const note = (request: Request) => {
        const { origin, pathname } = new URL(request.url())
        if (origin === local.service.origin && pathname.endsWith('.js')) files.add(pathname)
      }
      page.on('request', note)
      await visit()
      page.off('request', note)
      return files
    }
    const kilobytes = (files: Iterable<string>) =>
      [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(web, file))).length, 0) / 1024

    await page?.close()
    page = await context.newPage()
    const first = await scripts(async () => {
      await page.goto(`${local.service.origin}/app?simPerson=noi`)
      await page.locator('html[data-step=terms]').waitFor({ state: 'attached' })
    })
    // The simulator stands in for LINE's SDK here; a citizen loads this one instead.
    const sdk = readdirSync(join(web, 'assets')).filter((file) => /^liff-sdk-.*\.js$/.test(file))
    expect(sdk).toHaveLength(1)
    expect(first.size).toBeGreaterThan(1)
    expect(kilobytes([...first, `assets/${sdk[0]}`])).toBeLessThanOrEqual(60)

    const checker = await scripts(() => page.goto(`${local.service.origin}/v`, { waitUntil: 'load' }))
    expect(checker.size).toBeGreaterThan(0)
    expect(kilobytes(checker)).toBeLessThanOrEqual(40)
  })
})
