// An officer at the counter: opens a citizen's code, types the card in the citizen's hand, takes a picture and signs.
import type { BrowserContext, Page } from 'playwright-core'
import { official as words } from '../../src/core/words/th/official.ts'
import { people } from '../../src/simulator/people.ts'
import { avatarUrl } from '../../src/simulator/specimen/avatar.ts'
import type { SpecimenPerson } from '../../src/simulator/specimen/people.ts'

/** The simulator's official who may work at the counter. */
const officer = people.find(({ rights }) => rights?.includes('reviewer'))?.name ?? ''
const BUDDHIST = 543

type Counter = {
  phone: BrowserContext
  service: string
  shot: (page: Page, name: string) => Promise<unknown>
}

/** The picture that the desk's camera takes: headless Chromium has no camera, so the officer chooses a file. */
const pictureOf = async (phone: BrowserContext, { appearance }: SpecimenPerson): Promise<Buffer> => {
  const page = await phone.newPage()
  await page.setContent(`<img width="480" height="600" style="object-fit:cover" src="${avatarUrl(appearance)}">`)
  const picture = await page.locator('img').screenshot({ type: 'jpeg' })
  await page.close()
  return picture
}

/** Signs the officer in and takes the case with this code to its end: the signature. */
export const signAtCounter = async (
  { phone, service, shot }: Counter,
  code: string,
  person: SpecimenPerson,
): Promise<void> => {
  const picture = await pictureOf(phone, person)
  const page = await phone.newPage()
  const button = (label: string) => page.getByRole('button', { name: label.replaceAll('|', ''), exact: true })
  const stage = (name: string) => page.locator(`html[data-stage=${name}]`).waitFor({ state: 'attached' })
  await page.goto(`${service}/official/sign-in`)
  await page.getByRole('link', { name: officer }).click()
  await stage('ask')
  await button(words.visit.title).click()
  await page.getByLabel(words.visit.code).fill(code)
  await button(words.visit.open).click()
  await stage('counter')
  await shot(page, 'counter-code')

  const date = async (prefix: string, { day, month, year }: { day?: number; month?: number; year: number }) => {
    await page.locator(`#${prefix}day`).fill(String(day ?? ''))
    await page.locator(`#${prefix}month`).fill(String(month ?? ''))
    await page.locator(`#${prefix}year`).fill(String(year + BUDDHIST))
  }
  await page.getByLabel(words.visit.number).fill(person.idNumber)
  await date('', person.birthDate)
  await button(words.counter.unknown.go).click()
  await page.locator('#titleThai').waitFor()

  const names = ['titleThai', 'firstNameThai', 'middleNameThai', 'lastNameThai'] as const
  const english = ['titleEnglish', 'firstNameEnglish', 'middleNameEnglish', 'lastNameEnglish'] as const
  for (const name of [...names, ...english, 'laserCode'] as const)
    await page.locator(`#${name}`).fill(person[name] ?? '')
  await page.locator('#address').fill(person.address.join(' '))
  await date('issued-', person.issueDate)
  if (person.expiry === 'lifelong') await page.locator('#lifelong').check()
  else await date('expiry-', person.expiry)
  await page.locator('#picture').setInputFiles({ name: 'person.jpg', mimeType: 'image/jpeg', buffer: picture })
  await page.locator('.desk-picture canvas').waitFor()
  await page.locator('#why').fill('พบตัวจริง ตรงกับบัตรตัวจริง')
  await shot(page, 'counter-sign')
  await button(words.counter.sign).click()
  await stage('served')
  await shot(page, 'counter-signed')
}
