// Measures every screen of the mini-app at 360 px: targets of 48 px, text of 16 px, and no motion if it is reduced.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { app as en } from '../../src/core/words/en/app.ts'
import { type Harness, openHarness } from '../kit/browser/harness.ts'
import type { Kit } from '../phone/gallery/gallery.tsx'

declare const kit: Kit
let gallery: Harness
let page: Page
let names: string[]
beforeAll(async () => {
  gallery = await openHarness('../../phone/gallery')
  page = await gallery.freshPage({ viewport: { width: 360, height: 780 }, reducedMotion: 'reduce' })
  await page.goto(gallery.origin)
  await page.waitForFunction('window.kit')
  const [scenes, reasons] = await page.evaluate(() => [kit.scenes, kit.reasons] as const)
  names = [...scenes.map((name) => `scene=${name}`), ...reasons.map((name) => `failure=${name}`)]
})
afterAll(() => gallery?.close())

const show = async (name: string, language: string) => {
  await page.evaluate((address) => kit.show(address), `language=${language}&${name}`)
  await page.waitForSelector('#app > *')
}

const faults = () => page.evaluate(() => kit.faults())

test.each(['th', 'en'])('every screen and every failure, in %s', async (language) => {
  // Runs one by one within the page, because three calls to the browser for each screen took most of the time.
  const found = await page.evaluate(
    async ([all, speaks]) => {
      const frame = () => new Promise((shown) => requestAnimationFrame(shown))
      const faulty: Record<string, string[]> = {}
      for (const name of all) {
        await kit.show(`language=${speaks}&${name}`)
        while (!document.querySelector('#app > *')) await frame()
        await frame()
        const here = kit.faults()
        if (here.length > 0) faulty[name] = here
      }
      return faulty
    },
    [names, language] as const,
  )
  expect(names.length).toBeGreaterThan(50)
  expect(found).toEqual({})
})

test('the measurement does find a small target, small text, motion and a screen that is too wide', async () => {
  await show('scene=terms', 'th')
  expect(await faults()).toEqual([])
  await page.addStyleTag({
    content: `button { min-height: 0 !important; height: 40px } p { font-size: 15px !important; width: 500px }
      h1 { animation: turn 2s infinite } @keyframes turn { to { rotate: 1turn } }`,
  })
  const report = (await faults()).join('\n')
  for (const fault of [/button.* is \d+×40/, /p\..* is 15/, /h1.* moves/, /\d+ wide/]) expect(report).toMatch(fault)
})

test('a card’s corners follow a finger and the arrow keys, and the card is read at those corners', async () => {
  await show('scene=card-corners', 'th')
  const corner = page.locator('.corner')
  const { width } = (await page.locator('.corners canvas').boundingBox())!
  const { x, y } = (await corner.first().boundingBox())!
  await page.mouse.move(x + 24, y + 24)
  await page.mouse.down()
  await page.mouse.move(x + 44, y + 34, { steps: 3 })
  await page.mouse.up()
  await corner.nth(2).focus()
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key)
  await page.click('[data-testid=read-corners]')
  const [topLeft, , bottomRight] = (await page.evaluate(() => kit.told.at(-1))) as [number, number][]
  // The corners start around the middle of an 800 × 600 photo; an arrow key moves a corner by 0.5 % of the width.
  expect(Math.hypot(topLeft![0] - 80 - (20 * 800) / width, topLeft![1] - 98 - (10 * 800) / width)).toBeLessThan(4)
  expect(bottomRight!.map(Math.round)).toEqual([712, 498])
})

test('the data check works by keyboard alone: listen, answer, edit, cancel and send', async () => {
  await show('scene=check-data', 'th')
  await page.evaluate(() => {
    speechSynthesis.speak = ({ text, lang }) => kit.told.push([text, lang])
  })
  const lastCall = () => page.evaluate(() => kit.told.at(-1))
  const value = (name: string) => page.getByTestId(`value-${name}`)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** The focus moves into an editor that opens, and back when it closes, shortly after the key. */
  const editing = (open: boolean) =>
    expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toMatch(open ? /INPUT|TEXTAREA/ : /BUTTON/)
  await page.getByTestId('candidate-nameThai').focus()
  await press('Enter')
  expect(await value('nameThai').innerText()).toBe('น.ส. ใจทิพย์ สุขเกษม')
  await press('Tab', 'Enter')
  await expect.poll(lastCall).toEqual(['นางสาว ใจทิพย์ สุขเกษม', 'th-TH'])

  await press('Tab', 'Enter')
  await editing(true)
  await press('Control+End')
  await page.keyboard.type(' 90110')
  await press('Tab', 'Enter')
  await editing(false)
  expect(await value('address').innerText()).toMatch(/จ.สงขลา 90110$/)
  await press('Tab', 'Enter')
  await editing(true)
  await page.keyboard.type('JT0123456789')
  await press('Enter')
  await editing(false)
  await press('Tab', 'Enter')
  await editing(true)
  await page.keyboard.type('9')
  await press('Escape')
  await editing(false)
  expect(await value('idNumber').innerText()).toBe('3 1919 76185 50 9')

  await page.getByTestId('confirm-data').focus()
  await press('Enter')
  const data = { firstNameThai: 'ใจทิพย์', lastNameThai: 'สุขเกษม', laserCode: 'JT0123456789' }
  const report = {
    corrected: ['nameThai', 'address', 'laserCode'],
    doubtful: [],
    onScreen: false,
    namesConfirmed: false,
  }
  await expect.poll(lastCall).toEqual(['data', expect.objectContaining(data), report])
})

test('a Thai name that does not fit the English one is asked about, and both stay if the user insists', async () => {
  await show('scene=check-data', 'en')
  const tap = (id: string) => page.getByTestId(id).click()
  const lastCall = () => page.evaluate(() => kit.told.at(-1))
  await tap('same-nameThai')
  await tap('same-address')
  await tap('value-laserCode')
  await page.locator('#app input').fill('JT0123456789')
  await page.keyboard.press('Enter')
  await tap('confirm-data')
  expect(await page.getByTestId('names-question').innerText()).toContain(en.check.namesDiffer.title)
  expect(await page.locator('#app').innerText()).toMatch(/สุขเกษน[\s\S]*Sukkasem/)
  await tap('edit-names')
  await tap('confirm-data')
  await tap('keep-names')
  const report = expect.objectContaining({
    corrected: ['laserCode'],
    doubtful: ['nameThai', 'address'],
    namesConfirmed: true,
  })
  const data = expect.objectContaining({ lastNameThai: 'สุขเกษน', lastNameEnglish: 'Sukkasem' })
  await expect.poll(lastCall).toEqual(['data', data, report])
})
