// What a machine finds wrong with a page (axe, WCAG 2.2 AA), and what a screen reader is told.
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
type WithAxe = { axe?: { run: (options: object) => Promise<AxeResults> } }

/** What axe finds wrong, each as "rule: element". */
export const faultsOf = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    (values) => (globalThis as WithAxe).axe?.run({ runOnly: { type: 'tag', values } }),
    standards,
  )
  return (found?.violations ?? []).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))
}

/** In English by night and in Thai by day: a language changes no colour, a night no word. */
export const faultsBothWays = async (page: Page): Promise<string[]> => {
  const found: string[] = []
  for (const [language, theme] of [
    ['en', 'night'],
    ['th', 'day'],
  ]) {
    await page.click('.language')
    await page.waitForSelector(`html[lang=${language}]`)
    await page.click('.tool:last-child')
    await page.waitForSelector(`html[data-theme=${theme}]`)
    found.push(...(await faultsOf(page)).map((fault) => `${language} ${theme} ${fault}`))
  }
  return found
}

/** What a screen reader is told of the element that has the focus. */
export const focused = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const has = nodes.filter(({ properties }) => properties?.some(({ name, value }) => name === 'focused' && value.value))
  const node = has.find(({ role }) => role?.value !== 'RootWebArea')
  return { role: node?.role?.value, name: node?.name?.value, description: node?.description?.value }
}
