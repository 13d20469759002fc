// Every screen of the mini-app at 360 px, measured: nothing to touch under 48 px, nothing to read under 16, nothing that moves for whoever asked for calm.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Kit } from '../phone/gallery/gallery.tsx'
import { type Harness, openHarness } from './harness/open.ts'

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

const look = async (name: string, language: string) => {
  await page.evaluate((address) => kit.show(address), `language=${language}&${name}`)
  await page.waitForSelector('#app > *')
}

/** What is too small, too wide or in motion, in words that lead to it; sizes in CSS pixels. */
const faults = () =>
  page.evaluate(() => {
    const said = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent?.trim().slice(0, 30)}”`
    const seen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })

    const touched = 'button, a[href], input, select, textarea, summary, [role=button], [role=radio], [tabindex="0"]'
    const small = [...document.querySelectorAll(touched)]
      .map((element) => (element.matches('input') && element.closest('label')) || element)
      .filter((element) => seen(element) && !element.closest('[aria-hidden=true]'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 47.5 || box.height < 47.5)
      .map(({ element, box }) => `${said(element)} is ${Math.round(box.width)}×${Math.round(box.height)}`)

    const pale: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement
      if (!holder || !texts.currentNode.textContent?.trim() || !seen(holder)) continue
      const size = Number.parseFloat(getComputedStyle(holder).fontSize)
      if (size < 16) pale.push(`${said(holder)} is ${size}`)
    }

    const moving = document
      .getAnimations()
      .filter((one) => Number(one.effect?.getComputedTiming().activeDuration) > 100)
      .map((one) => {
        const { target } = one.effect as KeyframeEffect
        return `${target ? said(target) : ''} moves`
      })
    const wide = document.documentElement.scrollWidth
    return [...small, ...pale, ...moving, ...(wide > 360 ? [`${wide} wide`] : [])]
  })

test.each(['th', 'en'])('every screen and every failure, in %s', async (language) => {
  const found: Record<string, string[]> = {}
  for (const name of names) {
    await look(name, language)
    const here = await faults()
    if (here.length > 0) found[name] = here
  }
  expect(names.length).toBeGreaterThan(50)
  expect(found).toEqual({})
})

test('the machine does see a small target, small print, motion and a screen that is too wide', async () => {
  await look('scene=terms', 'th')
  expect(await faults()).toEqual([])
  await page.addStyleTag({
    content: `button { min-height: 0 !important; height: 40px } p { font-size: 15px !important; width: 500px }
      h1 { animation: turn 2s infinite } @keyframes turn { to { rotate: 1turn } }`,
  })
  const seen = (await faults()).join('\n')
  for (const fault of [/button.* is \d+×40/, /p\..* is 15/, /h1.* moves/, /\d+ wide/]) expect(seen).toMatch(fault)
})

test('a card’s corners follow a finger and the arrow keys, and it is read where they were put', async () => {
  await look('scene=card-corners', 'th')
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
  // From the middle of a photo of 800 × 600; an arrow moves by half a per cent of its width.
  expect(Math.hypot(topLeft![0] - 80 - (20 * 800) / width, topLeft![1] - 98 - (10 * 800) / width)).toBeLessThan(4)
  expect(bottomRight!.map(Math.round)).toEqual([712, 498])
})

test('what was read is checked by keyboard alone: heard, answered, typed over, left as it was, and told', async () => {
  await look('scene=check-data', 'th')
  await page.evaluate(() => {
    speechSynthesis.speak = ({ text, lang }) => kit.told.push([text, lang])
  })
  const told = () => page.evaluate(() => kit.told.at(-1))
  const value = (name: string) => page.getByTestId(`value-${name}`)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** The focus goes into an editor that opens and back to where it was when it closes, a breath after the key. */
  const editing = (open: boolean) =>
    expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toMatch(open ? /INPUT|TEXTAREA/ : /BUTTON/)
  await page.getByTestId('candidate-nameThai').focus()
  await press('Enter')
  expect(await value('nameThai').innerText()).toBe('น.ส. ใจทิพย์ สุขเกษม')
  await press('Tab', 'Enter')
  await expect.poll(told).toEqual(['นางสาว ใจทิพย์ สุขเกษม', 'th-TH'])

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
  const typed = ['nameThai', 'address', 'laserCode']
  await expect.poll(told).toEqual(['data', expect.objectContaining(data), typed, false])
})
