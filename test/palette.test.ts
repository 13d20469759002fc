// The palette: every text can be read on its ground, the printed sheets are current, and no page has a colour of its own.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { type FixedRole, fixed, type ThemedRole, themed } from '../src/core/palette.ts'
import { colours, tones } from '../src/service/line/flex/parts.ts'
import { colourSheets } from '../tools/build/palette.ts'

const root = resolve(import.meta.dirname, '..')

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (colour: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string) => {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

test('contrast is what WCAG says it is', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2)
})

const texts: [text: ThemedRole, ground: ThemedRole][] = [
  ...(['cotton', 'surface'] as const).flatMap((ground) =>
    (['ink', 'muted', 'kram', 'thread', 'ok', 'warn', 'bad', 'checkerOk', 'checkerCare'] as const).map(
      (text): [ThemedRole, ThemedRole] => [text, ground],
    ),
  ),
  ['onKram', 'kram'],
  ['ink', 'kramTint'],
  ['kram', 'kramTint'],
  ['ok', 'okTint'],
  ['warn', 'warnTint'],
  ['bad', 'badTint'],
  ['checked', 'surface'],
  ['checked', 'cotton'],
  ['ink', 'declaredPage'],
  ['declaredMuted', 'declaredPage'],
  ['declaredInk', 'declaredBubble'],
  ['declaredMuted', 'surface'],
  ['ink', 'timedOut'],
  ['ink', 'unsure'],
]
test.each(texts)('%s can be read on %s, by day and by night', (text, ground) => {
  for (const theme of ['light', 'dark'] as const)
    expect(contrast(themed[text][theme], themed[ground][theme]), theme).toBeGreaterThanOrEqual(4.5)
})

const shapes: [shape: ThemedRole, ground: ThemedRole][] = [
  ['declaredSign', 'declaredPage'],
  ['declaredSign', 'declaredBubble'],
  ['stitch', 'cotton'],
  ['stitchTorn', 'cotton'],
  ['thread', 'cotton'],
  ['thread', 'surface'],
]
test.each(shapes)('%s, a shape or a ring of the focus, stands out from %s', (shape, ground) => {
  for (const theme of ['light', 'dark'] as const)
    expect(contrast(themed[shape][theme], themed[ground][theme]), theme).toBeGreaterThanOrEqual(3)
})

test.each(['field', 'threadShape'] as const)('%s, never text, stands out from what it lies on', (shape) => {
  for (const theme of ['light', 'dark'] as const)
    expect(contrast(themed[shape][theme], themed.surface[theme]), theme).toBeGreaterThanOrEqual(3)
})

const sameByNight: [text: FixedRole, ground: FixedRole][] = [
  ['white', 'valid'],
  ['onAmber', 'amber'],
  ['white', 'frozen'],
  ['white', 'revoked'],
  ['white', 'altered'],
  ['white', 'unknownIssuer'],
  ['onThreadTint', 'threadTint'],
  ['onDiffers', 'differs'],
  ['quietOnKram', 'kramMid'],
  ['threadOnLive', 'kramMid'],
  ['onCameraGood', 'cameraGood'],
  ['amber', 'cameraBar'],
  ['cameraGood', 'cameraBar'],
  ['white', 'camera'],
  ['black', 'white'],
  ['white', 'loud'],
]
test.each(sameByNight)('%s can be read on %s', (text, ground) => {
  expect(contrast(fixed[text], fixed[ground])).toBeGreaterThanOrEqual(4.5)
})
test('under the live card it is always night', () => {
  expect(contrast(fixed.quietOnNight, themed.cotton.dark)).toBeGreaterThanOrEqual(4.5)
})
test('a verdict can be read from afar: 7:1, also the one on white', () => {
  for (const ground of ['valid', 'frozen', 'revoked', 'altered', 'unknownIssuer'] as const)
    expect(contrast(fixed.white, fixed[ground]), ground).toBeGreaterThanOrEqual(7)
  expect(contrast(fixed.onAmber, fixed.amber)).toBeGreaterThanOrEqual(7)
  expect(contrast(fixed.onDoubted, fixed.doubted)).toBeGreaterThanOrEqual(7)
  for (const theme of ['light', 'dark'] as const) {
    expect(contrast(themed.checked[theme], themed.surface[theme])).toBeGreaterThanOrEqual(7)
    expect(contrast(themed.declaredInk[theme], themed.declaredBubble[theme])).toBeGreaterThanOrEqual(7)
  }
  expect(contrast(themed.ink.light, fixed.white)).toBeGreaterThanOrEqual(7)
})

test('the chat: every box of text, and links on white', () => {
  for (const { text, ground } of Object.values(tones)) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  for (const link of [colours.ink, colours.muted, colours.kram, colours.bad])
    expect(contrast(link, colours.white)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(colours.white, colours.kram)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(colours.onKram, colours.kram)).toBeGreaterThanOrEqual(4.5)
})

test.each(colourSheets)('$file is what npm run palette prints', ({ file, css }) => {
  expect(readFileSync(join(root, file), 'utf8')).toBe(css)
})

/** `#abc`, `#aabbcc` or `#aabbccdd` → `#AABBCC`: a colour let through is the same colour. */
const plain = (colour: string) =>
  (colour.length < 6 ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour.slice(0, 7)).toUpperCase()
const known = new Set<string>([
  ...Object.values(themed).flatMap(({ light, dark }) => [light, dark]),
  ...Object.values(fixed),
])
const strangersIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(css|html|tsx?)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/(?<![&\w])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3})\b(?!-)/gi)]
        .filter(([colour]) => !known.has(plain(colour)))
        .map(([colour]) => `${path.slice(root.length + 1)} ${colour}`),
    )
test.each(['src/phone', 'src/checker', 'src/service'])('%s has no colour that is not in the palette', (folder) => {
  expect(strangersIn(folder)).toEqual([])
})
