// Takes a screenshot of every scene at 360×780: `npx tsx test/phone/gallery/shoot.ts OUT [th|en] [light|dark] [scene]`.

import { mkdirSync } from 'node:fs'
import { openHarness } from '../../kit/browser/harness.ts'
import type { Kit } from './gallery.tsx'

declare const kit: Kit
const [out = 'gallery-out', language = 'th', scheme = 'light', ...only] = process.argv.slice(2)
const gallery = await openHarness('../../phone/gallery')
const page = await gallery.freshPage({
  viewport: { width: 360, height: 780 },
  deviceScaleFactor: 2,
  colorScheme: scheme === 'dark' ? 'dark' : 'light',
})
page.on('pageerror', (error) => console.log('page error', error.message))
page.on('console', (message) => message.type() === 'error' && console.log('console', message.text()))
mkdirSync(out, { recursive: true })

const all = await gallery.page.evaluate(() => kit.scenes)
for (const scene of only.length > 0 ? only : all) {
  const [kind, name] = scene.startsWith('failure=') ? ['failure', scene.slice(8)] : ['scene', scene]
  await page.goto(`${gallery.origin}?language=${language}&${kind}=${name}`)
  await page.waitForSelector('#app > *')
  await page.waitForTimeout(700)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  const tall = await page.evaluate(() => document.documentElement.scrollHeight)
  if (wide > 360) console.log(`${scene}: ${wide} px wide`)
  await page.screenshot({ path: `${out}/${name}-${language}-${scheme}.png`, fullPage: tall < 2600 })
}
await gallery.close()
