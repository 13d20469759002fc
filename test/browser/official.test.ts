// Tests the officials' page in a real browser: signing in, requests by QR code, face reviews and visits, with axe.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chat } from '../../src/core/words/th/chat.ts'
import { official as words } from '../../src/core/words/th/official.ts'
import { buildPages } from '../../tools/build/pages.ts'
import { openBrowser, openPhone } from '../../tools/demo/browser.ts'
import { scan } from '../../tools/demo/official.ts'
import { type Local, newSecrets, onNode, startLocal } from '../../tools/dev/local.ts'
import { faultsBothWays, faultsOf, focused } from '../kit/browser/access.ts'
import type { Deployment } from '../kit/deployment.ts'
import { examineOneCase } from '../kit/examine-one-case.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { phoneOf } from '../kit/phone.ts'
import { browserOf, officer, type Provider, reviewers, settingsFor, startProvider } from '../kit/provider.ts'
import { issueCard } from '../kit/steps.ts'

let provider: Provider
let local: Local
let secrets: Awaited<ReturnType<typeof newSecrets>>
let browser: Browser
let holder: BrowserContext
let page: Page
let strayed: string[]
let refused: string[][]
let ahead = 0
let deployment: Deployment

beforeAll(async () => {
  buildPages()
  provider = await startProvider(Date.now)
  secrets = await newSecrets()
  local = await startLocal(onNode, {
    servicePort: 0,
    simulatorPort: 0,
    databaseUrl: ':memory:',
    secrets,
    log: () => {},
    clock: () => Date.now() + ahead,
    env: settingsFor(provider, reviewers),
  })
  deployment = {
    phone: async (id: string) => phoneOf(local.service.origin, await local.simulator.platform.person(id).idToken()),
    pass: async (ms: number) => {
      ahead += ms
    },
  } as unknown as Deployment
  await issueCard(deployment, jaithip)
  browser = await openBrowser()
  const [phone, holders] = [await openPhone(browser), await openPhone(browser)]
  holder = holders.context
  strayed = phone.strayed
  refused = [phone.refused, holders.refused]
  page = await phone.context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await local?.close()
  await provider?.close()
  expect(strayed).toEqual([])
  expect(refused).toEqual([[], []])
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}
/** The official requests the card with a reason; the holder's phone opens the address of the QR code. */
const requestCard = async (): Promise<Page> => {
  await page.getByLabel(words.ask.why).fill('ตรวจผู้โดยสารก่อนขึ้นเครื่อง')
  await shot('official-ask')
  await button(words.ask.go).click()
  await page.locator('html[data-stage=shown]').waitFor({ state: 'attached' })
  await shot('official-qr')
  const address = await scan(await page.screenshot())
  const path = address?.match(/^https:\/\/liff\.line\.me\/[\w-]+(\/request\/[\w-]{22})$/)?.[1]
  const phone = await holder.newPage()
  await phone.goto(`${local.service.origin}/app${path}?simPerson=jaithip`)
  await phone.getByTestId('approve').waitFor()
  expect(await phone.locator('body').innerText()).toContain(officer.agency)
  return phone
}

/** Checks with axe in both languages and themes, and that the heading has the focus so that it is read out. */
const accessible = async (stage: string) => {
  expect([stage, (await focused(page)).role]).toEqual([stage, 'heading'])
  expect([stage, await faultsBothWays(page)]).toEqual([stage, []])
}
/** The controls that the Tab key reaches, in order. Each must show its focus. */
const byKeyboard = async (): Promise<string[]> => {
  const reached: string[] = []
  await page.locator('h1').focus()
  for (;;) {
    await page.keyboard.press('Tab')
    const { name, role } = await focused(page)
    if (!role || reached.includes(`${role} ${name}`)) return reached
    reached.push(`${role} ${name}`)
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).not.toBe('none')
  }
}

it('the page is accessible while it checks the session, and to a person who is not listed as an official', async () => {
  let answer = () => {}
  const released = new Promise<void>((go) => {
    answer = go
  })
  await page.route('**/api/official', async (route) => {
    await released
    await route.continue()
  })
  await page.goto(`${local.service.origin}/official?why=unregistered`)
  await page.locator('html[data-stage=waiting]').waitFor({ state: 'attached' })
  await accessible('waiting')
  answer()
  await page.locator('html[data-stage=signIn]').waitFor({ state: 'attached' })
  await page.unroute('**/api/official')
  expect(await page.locator('body').innerText()).toContain('เป็นเจ้าหน้าที่')
  await accessible('unregistered')
  await shot('official-unregistered')
})

it('an official signs in, asks by QR, and the verdict comes once the holder agreed with the PIN', async () => {
  await page.goto(`${local.service.origin}/official`)
  await shot('official-sign-in')
  await page.locator('html[data-stage=signIn]').waitFor({ state: 'attached' })
  await accessible('signIn')
  await button(words.signIn.go).click()
  await page.locator('html[data-stage=ask]').waitFor({ state: 'attached' })
  expect(await page.locator('body').innerText()).toContain(officer.name)
  await accessible('ask')
  const controls = await byKeyboard()
  for (const control of [words.ask.why, words.ask.go, words.signOut]) expect(controls.join(' · ')).toContain(control)

  const refusing = await requestCard()
  await accessible('shown')
  await refusing.getByTestId('decline').click()
  await refusing.getByTestId('request-refused').waitFor()
  await page.getByText(words.answer.declined).waitFor()
  await accessible('answered')
  await button(words.answer.again).click()

  const phone = await requestCard()
  await phone.getByTestId('approve').click()
  for (const digit of jaithip.pin) await phone.getByTestId(`pin-key-${digit}`).click()
  await phone.getByTestId('request-shown').waitFor()
  await page.locator('html[data-verdict=DECLARED]').waitFor({ state: 'attached' })
  expect(await page.locator('body').innerText()).toContain('สุขเกษม')
  // The official's phone reports the check after the verdict and does not wait for the answer.
  await expect
    .poll(() => JSON.stringify(local.simulator.platform.received('jaithip')), { timeout: 10_000 })
    .toContain(chat.looking.via.request)
})

/** The other reviewer, in a browser of their own. */
const otherReviewerSaysYes = async () => {
  provider.signedIn = reviewers[1].subject
  const other = browserOf(local.service.origin)
  await other.signIn()
  const [waiting] = (await other.json('/api/official/cases')).cases
  await other.post(`/api/official/cases/${waiting?.id}/open`)
  await other.post(`/api/official/cases/${waiting?.id}/verdict`, { said: 'yes', why: 'เหมือนกัน' })
}

const fits = async (name: string) => {
  await shot(name)
  expect(await faultsOf(page), name).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(360)
}

it('a reviewer compares two pictures and accepts with a reason, which raises the card; the page is accessible at 360 px', async () => {
  await examineOneCase(local.service.origin, secrets.examinerSecret)
  provider.signedIn = reviewers[0].subject
  await page.goto(`${local.service.origin}/official/sign-in`)
  await button(words.review.title).click()
  await page.locator('html[data-stage=cases]').waitFor({ state: 'attached' })
  await fits('review-cases')
  await page.getByRole('button', { name: words.review.reason.not_calibrated }).click()
  await page.locator('html[data-stage=case]').waitFor({ state: 'attached' })
  await page.getByText(words.review.measured).click()
  await fits('review-case')
  // One yes is not enough: another reviewer said yes before, of which this one learns nothing.
  await otherReviewerSaysYes()
  await button(words.review.send).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel(words.review.said.yes.replace('|', '')).check()
  await page.getByLabel(words.review.why, { exact: true }).fill('ตา จมูก และไฝตรงกัน')
  await button(words.review.send).click()
  await page.getByRole('heading', { name: words.review.ended.taken }).waitFor()
  await fits('review-taken')
  await button(words.review.back).click()
  await page.getByRole('heading', { name: words.review.none }).waitFor()
  await expect
    .poll(() => JSON.stringify(local.simulator.platform.received('jaithip')), { timeout: 10_000 })
    .toContain(chat.card.face.reviewed.split('\n')[0])
})

it('after a refusal the holder comes with a code: an official opens the case and accepts, and the card works again', async () => {
  await issueCard(deployment, somchai)
  await examineOneCase(local.service.origin, secrets.examinerSecret)
  const phone = await deployment.phone('somchai')
  await phone.signIn()
  const answer = async (choice: string, why: string) => {
    await page.getByLabel(choice.replaceAll('|', '')).check()
    await page.getByLabel(words.review.why, { exact: true }).fill(why)
    await button(words.review.send).click()
    await page.getByRole('heading', { name: words.review.ended.taken }).waitFor()
  }
  await page.goto(`${local.service.origin}/official`)
  await button(words.review.title).click()
  await page.getByRole('button', { name: words.review.reason.not_calibrated }).click()
  await answer(words.review.said.no, 'ตาและคางไม่ตรงกัน')
  const { helpCode } = (await phone.get('/me')).view
  await page.goto(`${local.service.origin}/official`)
  await button(words.visit.title).click()
  await page.locator('html[data-stage=code]').waitFor({ state: 'attached' })
  expect(await page.getByRole('alert').isVisible()).toBe(false)
  await button(words.visit.open).click()
  await page.getByRole('alert').waitFor()
  await fits('visit-code')
  await page.getByLabel(words.visit.code).fill(helpCode?.toLowerCase() ?? '')
  await button(words.visit.open).click()
  await page.locator('html[data-stage=visit]').waitFor({ state: 'attached' })
  await page.getByText(words.visit.held).waitFor()
  expect(await page.locator('body').innerText()).not.toContain(somchai.card.firstNameThai)
  await fits('visit')
  const type = async (idNumber: string, day: string) => {
    await page.getByLabel(words.visit.number).fill(idNumber)
    await page.getByLabel(words.visit.day, { exact: true }).fill(day)
    await page.getByLabel(words.visit.month).fill('3')
    await page.getByLabel(words.visit.year).fill('2535')
    await button(words.visit.compare).click()
  }
  await type('123', '15')
  await page.getByText(words.visit.incomplete.split('|')[0]!.trim()).waitFor()
  await type(somchai.card.idNumber, '16')
  await page.getByText(words.visit.differs(4).split('|')[0]!.trim()).waitFor()
  await fits('visit-differs')
  await type(somchai.card.idNumber, '15')
  await page.getByText(somchai.card.firstNameThai).waitFor()
  await fits('visit-named')
  await answer(words.visit.said.yes, 'บัตรจริงตรงกับตัว')
  expect((await phone.get('/me')).view).toMatchObject({
    cardStatus: 'valid',
    card: { assurance: { face: 'in-person' } },
  })
})
