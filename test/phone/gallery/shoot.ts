// Photographs every scene at 360×780: `npx tsx test/phone/gallery/shoot.ts OUT [th|en] [light|dark] [scene …]`.

import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import preact from '@preact/preset-vite'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { findChromium } from '../../../scripts/chromium.mjs'

const [out = 'gallery-out', language = 'th', scheme = 'light', ...only] = process.argv.slice(2)
const top = resolve(import.meta.dirname, '../../..')
const server = await createServer({
  configFile: false,
  root: top,
  plugins: [preact()],
  define: { __MODELS__: '"/models/"' },
  server: { host: '127.0.0.1', hmr: false },
  logLevel: 'warn',
})
await server.listen()
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--autoplay-policy=no-user-gesture-required'],
})
const context = await browser.newContext({
  viewport: { width: 360, height: 780 },
  deviceScaleFactor: 2,
  colorScheme: scheme === 'dark' ? 'dark' : 'light',
})
const page = await context.newPage()
page.on('pageerror', (error) => console.log('page error', error.message))
page.on('console', (message) => message.type() === 'error' && console.log('console', message.text()))
mkdirSync(out, { recursive: true })
const { port } = server.httpServer!.address() as AddressInfo
const at = (query: string) => `http://127.0.0.1:${port}/test/phone/gallery/index.html?language=${language}&${query}`

await page.goto(at(''))
await page.waitForSelector('html[data-scenes]', { state: 'attached' })
const all = ((await page.getAttribute('html', 'data-scenes')) ?? '').split(' ')
for (const scene of only.length > 0 ? only : all) {
  const [kind, name] = scene.startsWith('failure=') ? ['failure', scene.slice(8)] : ['scene', scene]
  await page.goto(at(`${kind}=${name}`))
  await page.waitForSelector('#app > *')
  await page.waitForTimeout(700)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  const tall = await page.evaluate(() => document.documentElement.scrollHeight)
  if (wide > 360) console.log(`${scene}: ${wide} px wide`)
  await page.screenshot({ path: `${out}/${name}-${language}-${scheme}.png`, fullPage: tall < 2600 })
}
await browser.close()
await server.close()
