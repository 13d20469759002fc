// Checks a page's accessibility with axe (WCAG 2.2 AA), and reads what a screen reader gets.
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
type WithAxe = { axe?: { run: (options: object) => Promise<AxeResults> } }

/** The violations that axe finds, each as "rule: element". */
export const faultsOf = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    (values) => (globalThis as WithAxe).axe?.run({ runOnly: { type: 'tag', values } }),
    standards,
  )
  return (found?.violations ?? []).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))
}

/**
 * Checks English in the dark theme and Thai in the light theme. Two runs suffice: language and theme are independent.
 */
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

/** Role, name and description that a screen reader gets for the focused element. */
export const focused = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const focusedNodes = nodes.filter(({ properties }) =>
    properties?.some(({ name, value }) => name === 'focused' && value.value),
  )
  const node = focusedNodes.find(({ role }) => role?.value !== 'RootWebArea')
  return { role: node?.role?.value, name: node?.name?.value, description: node?.description?.value }
}
