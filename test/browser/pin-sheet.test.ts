// Tests that the PIN sheet is whole on a small screen and with large text: no key is out of reach, no reason is hidden.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Harness, openHarness } from '../kit/browser/harness.ts'
import { enlargeText } from '../kit/browser/large-text.ts'

let gallery: Harness
beforeAll(async () => {
  gallery = await openHarness('../../phone/gallery')
})
afterAll(() => gallery?.close())

const cutOff = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    elements
      .filter((element) => {
        const { top, bottom, left, right, height } = element.getBoundingClientRect()
        return height === 0 || top < 0 || left < 0 || bottom > innerHeight || right > innerWidth
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  )

it.each(
  ['th', 'en'].flatMap((language) =>
    [
      [360, 640],
      [360, 780],
      [320, 568],
    ].flatMap(([width, height]) => [1, 2].map((factor) => ({ language, width, height, factor }))),
  ),
)(
  '$width×$height, $language, text × $factor: twelve keys, the cells and the reason are in view',
  async ({ language, width, height, factor }) => {
    const page = await gallery.freshPage({ viewport: { width: width!, height: height! }, reducedMotion: 'reduce' })
    for (const scene of ['pin', 'pin-refused', 'pin-locked']) {
      await page.goto(`${gallery.origin}?language=${language}&scene=${scene}`)
      await page.waitForSelector('.keypad')
      if (factor > 1) await enlargeText(page, factor)
      expect(await cutOff(page, '.key'), scene).toEqual([])
      expect(await page.locator('.key').count()).toBe(12)
      expect(await cutOff(page, '.cells'), scene).toEqual([])
      if (scene !== 'pin') expect(await cutOff(page, '.trouble'), scene).toEqual([])
      if (factor === 1) expect(await cutOff(page, '.pin-own'), scene).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), scene).toBe(true)
    }
    await page.close()
  },
)

it('a keyboard types as fast as it can, and no digit is lost', async () => {
  const page = await gallery.freshPage({ viewport: { width: 360, height: 640 } })
  await page.goto(`${gallery.origin}?language=en&scene=pin`)
  await page.waitForSelector('.keypad')
  await page.evaluate(() => {
    for (const key of '2740816') dispatchEvent(new KeyboardEvent('keydown', { key }))
  })
  await page.waitForFunction(() => document.querySelectorAll('.cells .full').length === 7, undefined, {
    timeout: 5_000,
  })
  await page.close()
})
