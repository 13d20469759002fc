// An official: scans the QR off a photograph of the screen with a decoder that we did not write, and opens what it says.
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

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
