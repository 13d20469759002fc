// Tests the counter in a real browser: a person who refused the use of the face leaves it with a confirmed card.
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { official as words } from '../../src/core/words/th/official.ts'
import { reasons } from '../../src/core/words/th/reasons.ts'
import { buildPages } from '../../tools/build/pages.ts'
import { openBrowser, openPhone } from '../../tools/demo/browser.ts'
import { type Local, newSecrets, onNode, startLocal } from '../../tools/dev/local.ts'
import { faultsBothWays, faultsOf } from '../kit/browser/access.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { phoneOf } from '../kit/phone.ts'
import { type Provider, reviewers, settingsFor, startProvider } from '../kit/provider.ts'

let provider: Provider
let local: Local
let browser: Browser
let page: Page
let strayed: string[]
const place = 'สำนักทะเบียนตัวอย่าง ชั้น 1 โทร. 0 2000 0000'

beforeAll(async () => {
  buildPages()
  provider = await startProvider(Date.now)
  provider.signedIn = reviewers[0].subject
  local = await startLocal(onNode, {
    servicePort: 0,
    simulatorPort: 0,
    databaseUrl: ':memory:',
    secrets: await newSecrets(),
    log: () => {},
    env: { ...settingsFor(provider, reviewers), ISSUER_CONTACT_TH: place },
  })
  browser = await openBrowser()
  const phone = await openPhone(browser)
  strayed = phone.strayed
  page = await phone.context.newPage()
  await page.goto(`${local.service.origin}/official/sign-in`)
  await page.locator('html[data-stage=ask]').waitFor({ state: 'attached' })
})
afterAll(async () => {
  await browser?.close()
  await local?.close()
  await provider?.close()
  expect(strayed).toEqual([])
})

/** The desk has no camera here: the officer chooses a file. */
const picture = join(import.meta.dirname, '../kit/people/grey.jpg')
const button = (name: string) => page.getByRole('button', { name: name.replaceAll('|', ''), exact: true })
const stage = (name: string) => page.locator(`html[data-stage=${name}]`).waitFor({ state: 'attached' })
const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}
/** A person at the counter with a code, because the face must not be used. */
const comes = async (line: string) => {
  await local.simulator.platform.person(line).follows()
  await local.simulator.platform.settled()
  const phone = phoneOf(local.service.origin, await local.simulator.platform.person(line).idToken())
  await phone.signIn()
  await phone.terms()
  const code = (await phone.face(false)).view.helpCode ?? ''
  return { phone, code }
}
const opens = async (code: string) => {
  if ((await page.locator('html').getAttribute('data-stage')) === 'ask') await button(words.visit.title).click()
  await page.getByLabel(words.visit.code).fill(code)
  await button(words.visit.open).click()
}
const typesRealCard = async ({ card: { idNumber, birthDate } }: typeof jaithip) => {
  await page.getByLabel(words.visit.number).fill(idNumber)
  await page.getByLabel(words.visit.day, { exact: true }).fill(String(birthDate.day))
  await page.getByLabel(words.visit.month).fill(String(birthDate.month))
  await page.getByLabel(words.visit.year).fill(String(birthDate.year + 543))
  await button(words.counter.unknown.go).click()
}

it('an officer types the real card, takes a picture and signs; the person sets the PIN and has a confirmed card', async () => {
  const { phone, code } = await comes('jaithip')
  await opens(code)
  await stage('counter')
  await page.getByText(words.counter.reason.no_face_consent).waitFor()
  await shot('counter-compare')
  expect(await faultsBothWays(page)).toEqual([])
  await typesRealCard(jaithip)

  const { fields } = words.counter
  await page.locator('#titleThai').waitFor()
  const { card } = jaithip
  for (const name of [
    'titleThai',
    'firstNameThai',
    'lastNameThai',
    'titleEnglish',
    'firstNameEnglish',
    'lastNameEnglish',
    'laserCode',
  ] as const)
    await page.getByLabel(fields[name], { exact: true }).fill(card[name] ?? '')
  const dates = { issued: card.issueDate, expiry: card.expiry === 'lifelong' ? card.issueDate : card.expiry }
  for (const [id, { day, month, year }] of Object.entries(dates)) {
    await page.locator(`#${id}-day`).fill(String(day))
    await page.locator(`#${id}-month`).fill(String(month))
    await page.locator(`#${id}-year`).fill(String(year + 543))
  }
  await shot('counter-form')
  expect(await faultsBothWays(page)).toEqual([])
  // Nothing is sent without a picture and a reason.
  await button(words.counter.sign).click()
  await page.getByText(words.counter.pictureMissing.replaceAll('|', '')).waitFor()
  await page.locator('#picture').setInputFiles(picture)
  await page.locator('.desk-picture canvas').waitFor()
  await page.locator('#why').fill('พบตัวจริง บัตรจริง')
  await shot('counter-picture')
  await button(words.counter.sign).click()
  await stage('served')
  await shot('counter-signed')

  await local.simulator.platform.settled()
  expect((await phone.get('/me')).view.step).toBe('setPin')
  await phone.pin(jaithip.pin)
  await phone.sign(jaithip.pin)
  const { view } = await phone.get('/me')
  expect(view.card?.grade).toBe('confirmed')
})

it('an officer reads what is wrong with the card beside what was typed, and refuses in writing', async () => {
  await button(words.visit.back).click()
  const { phone, code } = await comes('somchai')
  await opens(code)
  await stage('counter')
  await typesRealCard(somchai)
  await page.locator('#titleThai').fill('นาย')
  await page.locator('#issued-year').fill('2565')
  await page.locator('#expiry-year').fill('2574')
  await page.locator('#picture').setInputFiles({
    name: 'picture.svg.txt',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture'),
  })
  await page.getByText(words.counter.noPicture.split('|')[0]!.trim()).waitFor()
  await page.locator('#picture').setInputFiles(picture)
  await page.locator('.desk-picture canvas').waitFor()
  await page.locator('#why').fill('พบตัวจริง')
  await button(words.counter.sign).click()
  await page.getByText(reasons.first_name_missing.title).waitFor()
  expect(await page.locator('#titleThai').inputValue()).toBe('นาย')

  await button(words.counter.refuse).click()
  await page.locator('#why').fill('บัตรตัวจริงหมดอายุ')
  await shot('counter-refuse')
  expect(await faultsBothWays(page)).toEqual([])
  await button(words.counter.sendRefusal).click()
  await stage('served')
  expect((await phone.get('/me')).view).toMatchObject({ step: 'inPerson', caseReason: 'counter_refused' })

  // The person reads the reason, the same code and the place on their own phone.
  await page.goto(`${local.service.origin}/app?simPerson=somchai`)
  await page.getByText('บัตรตัวจริงหมดอายุ').waitFor()
  await page.getByText(place).waitFor()
  await page.getByText(code).waitFor()
  await shot('counter-refused-phone')
  expect(await faultsOf(page)).toEqual([])
})
