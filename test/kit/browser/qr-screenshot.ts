// Takes screenshots of the live card's QR component in Chromium, on phones of several pixel densities.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import preact from '@preact/preset-vite'
import { chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { chromiumArgs, findChromium } from '../../../tools/chromium.mjs'
import type { Grey } from './qr-picture.ts'

const root = join(import.meta.dirname, '../../..')
const devices = [
  { device: '360 × 780 at 2×', width: 360, height: 780, density: 2 },
  { device: '412 × 915 at 2.625×', width: 412, height: 915, density: 2.625 },
  { device: '390 × 844 at 3×', width: 390, height: 844, density: 3 },
  { device: '320 × 568 at 2×', width: 320, height: 568, density: 2 },
]
/** Gives the code the same width as the live card: the screen's width without its margins; see styles/live.css. */
const html = `<!doctype html><meta name="viewport" content="width=device-width"><style>body{margin:0;background:#fff}
main{padding:12px}canvas{display:block;width:min(100%,340px);margin:auto;background:#fff;border:12px solid #fff;box-sizing:border-box}</style>
<main></main><script type="module" src="/page.js"></script>`

/** A script that decodes a PNG in the browser and returns its grey levels. */
const greyOf = (png: string) => `(async () => {
  const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,${png}')).blob())
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  context.drawImage(bitmap, 0, 0)
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
  let grey = ''
  for (let i = 0; i < data.length; i += 4) grey += String.fromCharCode(data[i])
  return { grey: btoa(grey), width: bitmap.width, height: bitmap.height }
})()`

const pixelsOf = async (tab: Page, png: Buffer): Promise<Grey> => {
  const { grey, ...size } = (await tab.evaluate(greyOf(png.toString('base64')))) as Omit<Grey, 'data'> & {
    grey: string
  }
  return { data: new Uint8Array(Buffer.from(grey, 'base64')), ...size }
}

/** The screenshot of each text on each phone, and the given PNGs decoded by the same browser. */
export const screenshots = async (
  texts: readonly string[],
  pngs: readonly { device: string; text: string; png: Uint8Array }[] = [],
): Promise<{ device: string; picture: Grey; text: string }[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'qr-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    plugins: [preact()],
    build: {
      outDir: join(folder, 'out'),
      lib: { entry: join(import.meta.dirname, 'qr-page.ts'), formats: ['es'], fileName: () => 'page.js' },
    },
  })
  const server = createServer(async (request, response) => {
    const script = request.url === '/page.js'
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html')
    response.end(script ? await readFile(join(folder, 'out/page.js')) : html)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs })
  const taken: { device: string; picture: Grey; text: string }[] = []
  for (const { device, width, height, density } of devices) {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: density })
    const tab = await context.newPage()
    await tab.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
    await tab.waitForFunction('globalThis.show')
    for (const text of texts) {
      await tab.evaluate((shown) => (globalThis as unknown as { show: (text: string) => void }).show(shown), text)
      await tab.waitForSelector('canvas[data-modules]')
      taken.push({ device, text, picture: await pixelsOf(tab, await tab.screenshot()) })
    }
    if (taken.length === texts.length)
      for (const { device: source, text, png } of pngs)
        taken.push({ device: source, text, picture: await pixelsOf(tab, Buffer.from(png)) })
    await context.close()
  }
  await browser.close()
  server.close()
  await rm(folder, { recursive: true })
  return taken
}
