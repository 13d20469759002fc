// Reports what the content security policy (CSP) of a page blocks, in its frames and in its workers too.
import type { BrowserContext, Page } from 'playwright-core'

/** Calls `hear` for each blocked request on the pages that this context opens from now on. */
export const onRefusals = (context: BrowserContext, hear: (what: string) => void): void => {
  const listen = async (page: Page) => {
    const log = await context.newCDPSession(page)
    log.on('Log.entryAdded', ({ entry }) => {
      if (/Content Security Policy/.test(entry.text)) hear(`${entry.source}: ${entry.text} (${page.url()})`)
    })
    await log.send('Log.enable')
  }
  // A page that is closed at once has blocked nothing.
  context.on('page', (page) => void listen(page).catch(() => undefined))
}
