// `npm run draw`: draws every picture that LINE shows: the sketches in the bubbles, the icons of the quick replies, the rich menus.
// The sources are SVG files, words and tables in this repository; the same sources give the same pictures.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { languages } from '../../src/core/languages.ts'
import { colours } from '../../src/service/line/flex/parts.ts'
import { boundsOf, drawnOn, menuFields, menuSize, menus } from '../../src/service/line/menus/table.ts'
import { type QuickReplyName, quickReplyNames } from '../../src/service/line/quick.ts'
import { chromiumArgs, findChromium } from '../chromium.mjs'

type Drawing = { file: string; width: number; height: number; html: string }

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFile(resolve(root, path), 'utf8')
const icon = (name: string) => read(`node_modules/@phosphor-icons/core/assets/bold/${name}-bold.svg`)

/** px; LINE accepts 1024 at most, and the ratio must be the one in the bubble. */
const sketches = {
  welcome: [1020, 442],
  'card-front': [1012, 437],
  'card-back': [1012, 437],
  weave: [900, 192],
} as const

const quickIcons: Readonly<Record<Exclude<QuickReplyName, 'camera' | 'cameraRoll'>, string>> = {
  goOn: 'arrow-right',
  prepare: 'question',
  card: 'identification-card',
  restart: 'arrow-counter-clockwise',
  help: 'headset',
  otherLanguage: 'translate',
}

const fontFace = async (script: string, weight: number) => {
  const name = `ibm-plex-sans-thai-looped-${script}-${weight}-normal.woff2`
  const bytes = await readFile(resolve(root, 'node_modules/@fontsource/ibm-plex-sans-thai-looped/files', name))
  const range = script === 'thai' ? 'U+0E00-0E7F' : 'U+0000-00FF, U+2010-2027'
  return `@font-face { font-family: Plex; font-weight: ${weight}; unicode-range: ${range}; src: url(data:font/woff2;base64,${bytes.toString('base64')}) }`
}

const sketch = async (name: keyof typeof sketches): Promise<Drawing> => {
  const [width, height] = sketches[name]
  const svg = await read(`assets/pictures/${name}.svg`)
  return { file: `assets/pictures/${name}.png`, width, height, html: `<style>svg { display: block }</style>${svg}` }
}

const quickIcon = async (quick: keyof typeof quickIcons): Promise<Drawing> => ({
  file: `assets/pictures/icon-${quick}.png`,
  width: 96,
  height: 96,
  html: `<style>svg { display: block; color: ${colours.kram} }</style>${await icon(quickIcons[quick])}`,
})

const menuStyle = `
  .field { position: absolute; box-sizing: border-box; display: flex; flex-direction: column; align-items: center;
    justify-content: center; gap: 12px; font-family: Plex; color: ${colours.kram}; background: ${colours.white};
    border-left: 3px solid ${colours.line} }
  .field.main { background: ${colours.kram}; color: ${colours.white}; border: 0 }
  svg { width: 190px; height: 190px }
  .main svg { width: 270px; height: 270px }
  b { font-size: 98px; font-weight: 600; line-height: 1.36; white-space: nowrap }
  .main b { font-size: 132px }
  span { font-size: 84px; line-height: 1.4; color: ${colours.muted} }
  .main span { color: ${colours.onKram} }
  .narrow svg { width: 170px; height: 170px }
  .narrow b { font-size: 86px }
  .narrow.main b { font-size: 112px }
  .narrow span { font-size: 72px }
  .stops { color: ${colours.bad} }
  .seam { position: absolute; left: 48px; right: 48px; bottom: 40px; height: 0; border-top: 9px dashed ${colours.thread} }`

const menuDrawings = async (): Promise<Drawing[]> => {
  const faces = await Promise.all(
    ['thai', 'latin'].flatMap((script) => [400, 600].map((weight) => fontFace(script, weight))),
  )
  const drawings = menus.flatMap((menu) =>
    languages.map(async (language): Promise<Drawing> => {
      const bounds = boundsOf(menu)
      const fields = menuFields[menu].map(async (field, i) => {
        const { name, hint } = drawnOn(field, language)
        const { x, y, width, height } = bounds[i]!
        const place = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`
        const seam = i === 0 ? '<div class="seam"></div>' : ''
        const looks = [i === 0 && 'main', bounds.length > 3 && 'narrow', field.stops && 'stops']
          .filter(Boolean)
          .join(' ')
        return `<div class="field ${looks}" style="${place}">${await icon(field.icon)}<b>${name}</b><span>${hint}</span>${seam}</div>`
      })
      const html = `<style>${faces.join('\n')}${menuStyle}</style>${(await Promise.all(fields)).join('')}`
      return { file: `assets/richmenu/${menu}-${language}.png`, ...menuSize, html }
    }),
  )
  return Promise.all(drawings)
}

const draw = async (browser: Browser, { file, width, height, html }: Drawing) => {
  const page = await browser.newPage({ viewport: { width, height } })
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>body { margin: 0 }</style>${html}`)
  await page.evaluate(() => document.fonts.ready)
  const png = await page.screenshot({ omitBackground: true })
  await page.close()
  await writeFile(resolve(root, file), png)
  console.log(`${file} ${width}×${height} ${Math.ceil(png.length / 1024)} KB`)
}

await mkdir(resolve(root, 'assets/richmenu'), { recursive: true })
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [...chromiumArgs, '--hide-scrollbars'],
})
const icons = quickReplyNames.filter((quick) => quick !== 'camera' && quick !== 'cameraRoll')
const drawings = await Promise.all([
  ...(Object.keys(sketches) as (keyof typeof sketches)[]).map(sketch),
  ...icons.map(quickIcon),
])
for (const drawing of [...drawings, ...(await menuDrawings())]) await draw(browser, drawing)
await browser.close()
