// A headless phone: Chromium with the window of a cheap one, quiet and offline.
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { chromiumArgs, findChromium } from '../chromium.mjs'
import { onRefusals } from '../refusals.ts'

export type PhoneSize = { width: number; height: number }
/** 360 px is the narrowest phone in common use. */
export const cheapPhone: PhoneSize = { width: 360, height: 780 }

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: chromiumArgs })

/**
 * A phone of its own (`scale`: its pixels to one of the page; one is a quarter of the work of two): nothing is shared with others. Requests that leave the machine are refused and reported; so is what
 * a page's own policy (CSP) refuses.
 */
export const openPhone = async (
  browser: Browser,
  size = cheapPhone,
  scale = 2,
): Promise<{ context: BrowserContext; strayed: string[]; refused: string[] }> => {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: scale,
    locale: 'th-TH',
    permissions: ['camera'],
  })
  const strayed: string[] = []
  await context.route(
    (url) => url.hostname !== 'localhost' && url.hostname !== '127.0.0.1' && url.protocol.startsWith('http'),
    (route) => {
      strayed.push(route.request().url())
      return route.abort()
    },
  )
  const refused: string[] = []
  onRefusals(context, (what) => void refused.push(what))
  return { context, strayed, refused }
}
