// An official: scans the QR off a photograph of the screen with a decoder that we did not write, and opens what it says.
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { type Grade, grades } from '../../src/core/card/grade.ts'
import { checker as words } from '../../src/core/words/th/checker.ts'

const wasm = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
prepareZXingModule({
  overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer },
})

/** The text of the QR code in a PNG or JPEG; undefined when there is none to read. */
export const scan = async (picture: Uint8Array): Promise<string | undefined> => {
  const [found] = await readBarcodes(new Blob([new Uint8Array(picture)]), { formats: ['QRCode'], tryHarder: true })
  return found?.text
}

/** Opens the scanned address as a phone's camera would and waits for the verdict, e.g. `DECLARED`. */
export const check = async (phone: BrowserContext, address: string): Promise<{ verdict: string; page: Page }> => {
  const page = await phone.newPage()
  await page.goto(address)
  const html = page.locator('html[data-verdict]')
  await html.waitFor({ state: 'attached', timeout: 30_000 })
  return { verdict: (await html.getAttribute('data-verdict')) ?? '', page }
}

/**
 * The grade that the page looks like, by its word, its sign and its ground; undefined if they do not belong together. A
 * card of one grade that looks like another is the worst fault of this page.
 */
export const gradeSeen = async (page: Page): Promise<Grade | undefined> => {
  const seen = await page.evaluate(() => ({
    word: document.querySelector('h1 .word')?.textContent ?? '',
    tick: document.querySelector('[data-sign=tick]') !== null,
    band: getComputedStyle(document.querySelector('header')!).backgroundColor === 'rgb(11, 93, 59)',
    bubble: document.querySelector('.bubble h1') !== null,
    notProof: document.querySelector('.not-proof') !== null,
  }))
  const looks: Record<Grade, boolean> = {
    confirmed: seen.tick && seen.band && !seen.bubble,
    checked: seen.tick && !seen.band && !seen.bubble,
    declared: !seen.tick && !seen.band && seen.bubble && seen.notProof,
    doubted: !seen.tick && !seen.band && !seen.bubble,
  }
  return grades.find(
    (grade) => looks[grade] && seen.word === words.word[grade.toUpperCase() as Uppercase<Grade>].replaceAll('|', ''),
  )
}
