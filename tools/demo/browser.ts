// A simulated phone: headless Chromium with the window of a cheap phone, without a network.
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { chromiumArgs, findChromium } from '../chromium.mjs'
import { onRefusals } from '../refusals.ts'

export type PhoneSize = { width: number; height: number }
/** 360 px is the narrowest phone in common use. */
export const cheapPhone: PhoneSize = { width: 360, height: 780 }

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: chromiumArgs })

/**
 * Opens a phone that shares nothing with others. Refuses requests that leave the machine and reports them in `strayed`; `refused` reports
 * what the content security policy of a page blocks.
 * @param scale device pixels for each CSS pixel; 1 is a quarter of the work of 2.
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
