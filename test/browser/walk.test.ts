// Tests the enrolment in a real browser: with the guided camera, with chosen photos and with photos from the chat.
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
/** Time (ms) that the service's clock is ahead of this machine's. */
let ahead = 0
const passTime = async (ms: number) => {
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

/** Opens the simulator's page with this person's phone; the account is followed and both consents are given. */
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
const openMiniApp = async (user: DemoCitizen, id: string) => {
  await platform().person(id).says('ทำต่อ')
  await platform().settled()
  await user.taps(words.steps.cardFront.go)
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

  it('a user enrols, even after closing the app half-way, and an official sees it as declared by its holder', async () => {
    const user = await citizen('jaithip')
    await openMiniApp(user, 'jaithip')
    await user.does('cardFront')
    await user.does('cardBack')
    await user.does('checkData')

    // The user closes and opens the app: the data read from the card is still on the phone.
    await page.getByTestId('liff-close').click()
    await platform().person('jaithip').says('ทำต่อ')
    await platform().settled()
    await user.taps(words.steps.selfie.go)
    await user.does('selfie')
    await user.does('setPin')
    await user.does('consent')
    await user.app.getByTestId('close').click()
    await platform().settled()

    await user.taps(words.card.show)
    await user.types(pin)
    await user.app.getByTestId('live-qr').waitFor()
    const address = await scan(await page.screenshot())
    const official = await openPhone(browser)
    const checked = await check(official.context, address ?? '')
    expect(checked.verdict).toBe('DECLARED')

    const forged = (address ?? '').replace(/.(?=.{100}$)/, (letter) => (letter === 'A' ? 'B' : 'A'))
    expect((await check(official.context, forged)).verdict).toBe('ALTERED')
    await official.context.close()
    expect(official.refused).toEqual([])
  })

  it('a forgotten PIN is not replaced with another face; with their own face holders wait, can stop it, and see an officer where nobody confirmed them', async () => {
    const user = citizenOn(page, { person: person('jaithip'), pin })
    const byId = (id: string) => user.app.getByTestId(id)
    const returnToApp = async (says: string, label: string) => {
      await page.getByTestId('liff-close').click()
      await platform().person('jaithip').says(says)
      await platform().settled()
      await user.taps(label)
    }
    const own = await page.getByTestId('faceAtCamera').inputValue()
    await looksLike(own === 'orchid' ? 'river' : 'orchid')
    await returnToApp('บัตรของฉัน', words.card.show)
    await user.types('00000001')
    await byId('forgot-pin').click()
    await byId('start').click()
    await byId('start-selfie').click()
    await byId('failure').or(byId('confirm-selfie')).first().waitFor({ timeout: 60_000 })
    expect(await byId('failure').getAttribute('data-reason')).toBe('face_unlike')
    const api = await phone('jaithip')
    expect((await api.get('/me')).view).toMatchObject({ step: 'issued', triesLeft: 2 })

    // The holder's own face passed through these screens at enrolment, so it is sent by request here.
    await api.selfie({}, passTime, '/new-pin/face')
    await returnToApp('ลืมรหัส', words.newPin.go)
    await byId('new-pin-held').waitFor()
    await byId('not-me').click()
    await byId('new-pin-stopped').waitFor()

    // A day later the holder herself asks.
    await passTime(25 * hour)
    await (await phone('jaithip')).selfie({}, passTime, '/new-pin/face')
    await returnToApp('ลืมรหัส', words.newPin.go)
    await byId('new-pin-held').waitFor()
    await passTime(25 * hour)
    await returnToApp('ลืมรหัส', words.newPin.go)
    // No examiner runs here. test/journeys/recovered-pin.test.ts has those who are confirmed.
    await byId('new-pin-unconfirmed').waitFor()
    await byId('officer').or(byId('code')).first().waitFor()
    if (await byId('officer').isVisible()) await byId('officer').click()
    await byId('code').waitFor()
    await returnToApp('บัตรของฉัน', words.card.show)
    await user.types(pin)
    await byId('live-qr').waitFor()
  })
})

describe('without a camera', () => {
  it('a user chooses photos: recognisers that failed to load are fetched again, and a wrong side is recognised', async () => {
    const user = await citizen('fatima')
    platform().set({ camera: 'refused' })
    const models = /\/models\/.*\/tesseract\//
    await page.route(models, (route) => route.abort())
    await openMiniApp(user, 'fatima')
    await user.app.getByTestId('open-camera').click()
    await user.app.getByTestId('trouble').waitFor()

    const chooses = async (thing: Thing, wish: Partial<PrintOptions> = {}) => {
      const buffer = await photograph('fatima', thing, wish)
      await user.app
        .getByTestId('file-input')
        .first()
        .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
    }
    const expectFailure = async (...reasons: string[]) => {
      const failure = user.app.getByTestId('failure')
      await failure.waitFor()
      expect(reasons).toContain(await failure.getAttribute('data-reason'))
      await user.app.getByTestId('try-again').click()
    }
    await chooses('back')
    await user.app.getByTestId('try-again').waitFor()
    await page.unroute(models)
    await user.app.getByTestId('try-again').click()
    await expectFailure('back_for_front')
    await chooses('cup')
    await expectFailure('no_card', 'other_card')
    await chooses('front')
    await user.app.locator('html[data-step=cardBack]').waitFor({ state: 'attached' })
    await chooses('back')
    await user.does('checkData')
    expect((await (await phone('fatima')).get('/me')).view.data?.lastNameThai).toBeUndefined()
  })

  it('a PIN that is easy to guess, and two entries that differ, are refused before a PIN is stored', async () => {
    const api = await phone('fatima')
    await api.selfie({}, passTime)
    const user = citizenOn(page, { person: person('fatima'), pin })
    await page.getByTestId('liff-close').click()
    await platform().person('fatima').says('ทำต่อ')
    await platform().settled()
    await user.taps(words.steps.setPin.go)
    await user.app.getByTestId('pin-picture-boat').click()
    await user.types('30062540')
    const trouble = user.app.getByTestId('trouble')
    await trouble.waitFor()
    expect(await trouble.getAttribute('data-reason')).toBe('birth_date')
    await user.types(pin)
    await user.types('93620816')
    await trouble.waitFor()
    expect((await api.get('/me')).view.step).toBe('setPin')
    await user.types(pin)
    await user.types(pin)
    await user.app.locator('html[data-step=consent]').waitFor({ state: 'attached' })
  })
})

describe('photos sent straight in the chat', () => {
  it('are read on the phone, recognised by their content, and erased from the service', async () => {
    const user = await citizen('bunma')
    const [back, front] = [await photograph('bunma', 'back'), await photograph('bunma', 'front')]
    await platform().person('bunma').sendsPhoto(new Uint8Array(back), new Uint8Array(front))
    await platform().settled()
    const api = await phone('bunma')
    expect((await api.get('/me')).view.photos).toHaveLength(2)
    await user.taps(words.photos.open)
    await user.app.getByTestId('read-photos').click()
    await user.app.locator('html[data-step=checkData]').waitFor({ state: 'attached' })
    expect((await api.get('/me')).view.photos).toEqual([])
    const shown = (name: string) => user.app.getByTestId(`value-${name}`).innerText()
    expect(await shown('idNumber')).toBe(formatIdNumber(person('bunma').idNumber))
    expect(await shown('laserCode')).toBe(formatLaserCode(person('bunma').laserCode ?? ''))
  })
})

describe('on a slow connection', () => {
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
    // The simulator supplies the SDK in this test; a user's phone loads this file instead.
    const sdk = readdirSync(join(web, 'assets')).filter((file) => /^liff-sdk-.*\.js$/.test(file))
    expect(sdk).toHaveLength(1)
    expect(first.size).toBeGreaterThan(1)
    expect(kilobytes([...first, `assets/${sdk[0]}`])).toBeLessThanOrEqual(60)

    const checker = await scripts(() => page.goto(`${local.service.origin}/v`, { waitUntil: 'load' }))
    expect(checker.size).toBeGreaterThan(0)
    expect(kilobytes(checker)).toBeLessThanOrEqual(40)
  })
})
