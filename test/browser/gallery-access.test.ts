// Tests every screen and failure of the mini-app for whoever reads, hears or types differently: axe (WCAG 2.2 AA), large
// text, zoom, forced colours, reduced motion and the keyboard alone.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsOf } from '../kit/browser/access.ts'
import { type Harness, openHarness } from '../kit/browser/harness.ts'
import { enlargeText } from '../kit/browser/large-text.ts'
import type { Kit } from '../phone/gallery/gallery.tsx'

declare const kit: Kit
let gallery: Harness
let scenes: string[]
let failures: string[]
beforeAll(async () => {
  gallery = await openHarness('../../phone/gallery')
  const [shown, reasons] = await gallery.page.evaluate(() => [kit.scenes, kit.reasons] as const)
  scenes = shown.map((name) => `scene=${name}`)
  failures = reasons.map((name) => `failure=${name}`)
})
afterAll(() => gallery?.close())

type Look = { language: 'th' | 'en'; colorScheme: 'light' | 'dark'; width?: number; height?: number }
const looks: Look[] = [
  { language: 'th', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
]
const opened = async ({ colorScheme, width = 360, height = 780 }: Look, forcedColors: 'active' | 'none' = 'none') => {
  const page = await gallery.freshPage({
    viewport: { width, height },
    colorScheme,
    forcedColors,
    reducedMotion: 'reduce',
  })
  await page.goto(gallery.origin)
  await page.waitForFunction('window.kit')
  return page
}
const show = async (page: Page, language: string, name: string) => {
  await page.evaluate((address) => {
    for (const grown of [document.body, document.querySelector('#app')]) grown?.removeAttribute('style')
    return kit.show(address)
  }, `language=${language}&${name}`)
  await page.waitForSelector('#app > *')
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))))
}

/** The texts and controls that end outside the page, or inside a box that hides what does not fit. */
const cutSideways = (page: Page) =>
  page.evaluate(() => {
    const cut: string[] = []
    const walker = document.createTreeWalker(document.querySelector('#app')!, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const text = walker.currentNode
      const holder = text.parentElement
      if (!holder || !text.textContent?.trim() || holder.closest('.unseen, [aria-hidden=true]')) continue
      if (!holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      range.selectNodeContents(text)
      for (const { left, right, width } of range.getClientRects())
        if (width > 0 && (left < -1 || right > innerWidth + 1)) {
          cut.push(
            `${holder.className || holder.tagName} “${text.textContent.slice(0, 30)}” ${Math.round(left)}–${Math.round(right)}`,
          )
          break
        }
    }
    const wide = document.documentElement.scrollWidth
    return wide > innerWidth ? [...cut, `${wide} wide`] : cut
  })

/** Collects the faults of all screens, so that one run names them all. */
const allFaults = async (
  page: Page,
  language: string,
  names: string[],
  faults: (name: string) => Promise<string[]>,
) => {
  const found: Record<string, string[]> = {}
  for (const name of names) {
    await show(page, language, name)
    const here = await faults(name)
    if (here.length > 0) found[name] = here
  }
  return found
}

/** Names the animations that run, in spite of a phone that asks for none. */
const moving = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map(({ effect }) => `moves: ${(effect as KeyframeEffect).target?.className}`),
  )

test.each(looks)('axe finds nothing and nothing moves on any screen, $language, $colorScheme', async (look) => {
  const page = await opened(look)
  // The failures share one screen and differ by words alone, whose width the next test measures: some stand for all.
  const names = [...scenes, ...failures.slice(0, 3)]
  const faults = async () => [...(await faultsOf(page)), ...(await moving(page))]
  expect(await allFaults(page, look.language, names, faults)).toEqual({})
  await page.close()
})

test('nothing is cut sideways at 360 px with 200 % text (WCAG 1.4.4), nor at 320 px, which is 1280 px at 400 % (1.4.10)', async () => {
  const all = [...scenes, ...failures]
  const large = async (look: Look) => {
    const page = await opened(look)
    const faults = async () => {
      await enlargeText(page, 2)
      return cutSideways(page)
    }
    const found = await allFaults(page, look.language, all, faults)
    await page.close()
    return found
  }
  const narrow = async (look: Look) => {
    const page = await opened({ ...look, width: 320, height: 256 })
    const found = await allFaults(page, look.language, all, () => cutSideways(page))
    await page.close()
    return found
  }
  // Together: each page mostly waits for its next frame.
  const found = await Promise.all(looks.flatMap((look) => [large(look), narrow(look)]))
  expect(found).toEqual([{}, {}, {}, {}])
})

test('in forced colours the chosen answer, a switch that is on and the focus can be told from the others', async () => {
  const page = await opened(looks[0]!, 'active')
  await show(page, 'th', 'scene=share')
  const drawn = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { backgroundColor, color, borderColor, outlineStyle } = getComputedStyle(element)
        return [backgroundColor, color, borderColor, outlineStyle].join()
      })
  expect(await drawn('.choices.row label.chosen')).not.toBe(await drawn('.choices.row label:not(.chosen)'))
  const on = await drawn('.switch input:checked')
  await page.locator('.switch input:checked').first().uncheck()
  expect(on).not.toBe(await drawn('.switch input:not(:checked)'))
  const before = await drawn('[data-testid=choose]')
  await page.keyboard.press('Tab')
  await page.getByTestId('choose').focus()
  expect(await drawn('[data-testid=choose]')).not.toBe(before)
  await page.close()
})

test('the Tab key reaches every control of every screen in the order of the page, and shows the focus', async () => {
  const page = await opened(looks[0]!)
  const faults = async () => {
    const wanted = await page.evaluate(() => {
      const controls = [
        ...document.querySelectorAll<HTMLElement>('#app :is(button, a[href], input, select, textarea, summary)'),
      ]
      const reachable = controls.filter(
        (one) => one.checkVisibility() && !one.matches(':disabled, [tabindex="-1"]') && !one.closest('[inert]'),
      )
      // One radio button of a group takes the focus; the arrow keys reach the others.
      const stops = reachable.filter(
        (one) => !(one instanceof HTMLInputElement && one.type === 'radio' && !one.checked),
      )
      stops.forEach((one, i) => {
        one.dataset.stop = String(i)
      })
      ;(document.activeElement as HTMLElement | null)?.blur()
      return stops.length
    })
    const reached: string[] = []
    const unseen: string[] = []
    await page.evaluate(() => getSelection()?.removeAllRanges())
    for (let i = 0; i < wanted + 2; i++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const one = document.activeElement as HTMLElement
        const ring = getComputedStyle(one.closest('label:focus-within') ?? one).outlineStyle
        const own = getComputedStyle(one).outlineStyle
        return { stop: one.dataset.stop, seen: ring !== 'none' || own !== 'none', name: one.outerHTML.slice(0, 80) }
      })
      if (at.stop === undefined) continue
      if (!at.seen) unseen.push(at.name)
      if (!reached.includes(at.stop)) reached.push(at.stop)
    }
    const order = reached.map(Number)
    const start = order.indexOf(0)
    const turned = [...order.slice(start), ...order.slice(0, start)]
    const right = turned.length === wanted && turned.every((one, i) => one === i)
    return [...unseen, ...(right ? [] : [`${wanted} controls, reached ${turned.join(' ')}`])]
  }
  expect(await allFaults(page, 'th', scenes, faults)).toEqual({})
  await page.close()
})
