// Prints the palette as custom properties for each page: `npm run palette`. A test says when they are no longer current.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type FixedRole, fixed, type ThemedRole, themed } from '../../src/core/palette.ts'

type Sheet = {
  file: string
  /** Property → role; a property that is named like its role stands as the role alone. */
  themed: readonly (ThemedRole | readonly [property: string, role: ThemedRole])[]
  fixed: readonly FixedRole[]
  /** How the page knows the night: by the phone's setting, or by a switch of its own. */
  night: 'phone' | 'switch'
}

const common = ['cotton', 'surface', 'ink', 'muted', 'field', 'line', 'kram', 'onKram'] as const
const status = ['ok', 'okTint', 'bad', 'badTint'] as const

const sheets: readonly Sheet[] = [
  {
    file: 'src/phone/styles/colours.css',
    themed: [...common, 'kramTint', 'thread', 'threadShape', ...status, 'warn', 'warnTint'],
    fixed: ['kramDeep', 'kramMid', 'threadTint', 'onThreadTint', 'paper'],
    night: 'phone',
  },
  {
    file: 'src/checker/style/colours.css',
    themed: [
      ...common,
      'kramTint',
      'thread',
      ['care', 'checkerCare'],
      ['ok', 'checkerOk'],
      'checked',
      'declaredPage',
      'declaredBubble',
      'declaredInk',
      'declaredSign',
      'declaredMuted',
      'stitch',
      'stitchTorn',
      'timedOut',
      'unsure',
    ],
    fixed: ['threadTint', 'onThreadTint', 'loud'],
    night: 'switch',
  },
  {
    file: 'src/simulator/page/styles/colours.css',
    themed: [...common, 'kramTint', 'thread', ...status],
    fixed: ['kramDeep'],
    night: 'phone',
  },
]

const kebab = (role: string) => role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const short = (colour: string) => colour.toLowerCase().replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3')

const cssOf = ({ themed: roles, fixed: same, night }: Sheet): string => {
  const pairs = roles.map((role) => (typeof role === 'string' ? ([role, role] as const) : role))
  const lines = (theme: 'light' | 'dark', indent: string) =>
    pairs.map(([property, role]) => `${indent}--${kebab(property)}: ${short(themed[role][theme])};\n`).join('')
  const sameLines = same.map((role) => `  --${kebab(role)}: ${short(fixed[role])};\n`).join('')
  const scheme = night === 'phone' ? 'light dark' : 'light'
  const dark =
    night === 'phone'
      ? `@media (prefers-color-scheme: dark) {\n  :root {\n${lines('dark', '    ')}  }\n}\n`
      : `:root[data-theme="night"] {\n  color-scheme: dark;\n${lines('dark', '  ')}}\n`
  return `/* Printed from src/core/palette.ts by npm run palette. */\n:root {\n  color-scheme: ${scheme};\n${lines('light', '  ')}${sameLines}}\n${dark}`
}

/** Every printed sheet: its path from the root, and what it has to hold. */
export const colourSheets = sheets.map((sheet) => ({ file: sheet.file, css: cssOf(sheet) }))

if (import.meta.filename === process.argv[1])
  for (const { file, css } of colourSheets) writeFileSync(resolve(import.meta.dirname, '../..', file), css)
