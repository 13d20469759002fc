// What a page's own policy (CSP) refuses: in every frame of it and in its workers, whose words no page hears.
import type { BrowserContext, Page } from 'playwright-core'

/** `hear` is told of each refusal on the pages that this context opens from now on. */
export const onRefusals = (context: BrowserContext, hear: (what: string) => void): void => {
  const listen = async (page: Page) => {
    const log = await context.newCDPSession(page)
    log.on('Log.entryAdded', ({ entry }) => {
      if (/Content Security Policy/.test(entry.text)) hear(`${entry.source}: ${entry.text} (${page.url()})`)
    })
    await log.send('Log.enable')
  }
  // A page that is closed at once has refused nothing.
  context.on('page', (page) => void listen(page).catch(() => undefined))
}
