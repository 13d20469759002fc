// The parts of every bubble, in the colours of the design language: each function returns one Flex component.
import type { messagingApi } from '@line/bot-sdk'
import { fixed, themed } from '../../../core/palette.ts'

type Component = messagingApi.FlexComponent
type Action = messagingApi.Action
type Size = 'xxs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | 'xxl'

/** Light colours only: LINE darkens bubbles itself. */
export const colours = {
  ink: themed.ink.light,
  muted: themed.muted.light,
  kram: themed.kram.light,
  kramTint: themed.kramTint.light,
  kramDeep: fixed.kramDeep,
  kramMid: fixed.kramMid,
  onKram: fixed.quietOnKram,
  thread: themed.threadShape.light,
  field: themed.field.light,
  line: themed.line.light,
  white: fixed.white,
  bad: themed.bad.light,
} as const

/** Coloured boxes. Text on ground has a contrast of at least 6.9. */
export const tones = {
  good: { text: themed.ok.light, ground: themed.okTint.light },
  info: { text: colours.kram, ground: colours.kramTint },
  care: { text: themed.warn.light, ground: themed.warnTint.light },
} as const
export type Tone = keyof typeof tones

type TextStyle = Partial<Omit<messagingApi.FlexText, 'type' | 'text' | 'size'>>
/** Text that scales with the phone's setting and is never cut off. LINE refuses empty text, so a dash replaces it. */
export const text = (words: string, size: Size = 'md', style: TextStyle = {}): messagingApi.FlexText => ({
  type: 'text',
  text: words.trim() || '–',
  wrap: true,
  scaling: true,
  size,
  color: colours.ink,
  ...style,
})
export const title = (words: string): Component => text(words, 'lg', { weight: 'bold' })
export const mutedText = (words: string, size: Size = 'sm'): Component => text(words, size, { color: colours.muted })

type BoxStyle = Partial<Omit<messagingApi.FlexBox, 'type' | 'layout' | 'contents'>>
export const column = (contents: Component[], style: BoxStyle = {}): messagingApi.FlexBox => ({
  type: 'box',
  layout: 'vertical',
  contents,
  ...style,
})
export const row = (contents: Component[], style: BoxStyle = {}): messagingApi.FlexBox => ({
  type: 'box',
  layout: 'horizontal',
  contents,
  ...style,
})

/** A coloured box with one sentence per line. */
export const note = (tone: Tone, ...lines: string[]): Component =>
  column(
    lines.map((line) => text(line, 'sm', { color: tones[tone].text })),
    { backgroundColor: tones[tone].ground, cornerRadius: '10px', paddingAll: '9px', spacing: 'sm' },
  )

/** Numbered points; the number is in a disc. */
export const numbered = (points: readonly string[]): Component =>
  column(
    points.map((point, i) =>
      row(
        [
          column(
            [text(String(i + 1), 'sm', { weight: 'bold', align: 'center', color: colours.kram, scaling: false })],
            {
              width: '22px',
              height: '22px',
              cornerRadius: '11px',
              backgroundColor: colours.kramTint,
              justifyContent: 'center',
              flex: 0,
            },
          ),
          text(point, 'sm', { flex: 1, gravity: 'center' }),
        ],
        { spacing: 'md' },
      ),
    ),
    { spacing: 'sm' },
  )

/** Questions above their answers. */
export const explained = (rows: readonly { title: string; text: string }[]): Component =>
  column(
    rows.flatMap((entry, i): Component[] => [
      ...(i > 0 ? [{ type: 'separator', color: colours.line } as const] : []),
      column([text(entry.title, 'sm', { weight: 'bold' }), mutedText(entry.text)], {
        paddingAll: '7px',
        paddingStart: '10px',
        paddingEnd: '10px',
      }),
    ]),
    { borderColor: colours.line, borderWidth: '1px', cornerRadius: '12px' },
  )

/** The same in one paragraph each: for questions, which are to be seen whole above their buttons. */
export const explainedShort = (rows: readonly { title: string; text: string }[]): Component =>
  column(
    rows.flatMap((entry, i): Component[] => [
      ...(i > 0 ? [{ type: 'separator', color: colours.line } as const] : []),
      column(
        [
          {
            ...text(`${entry.title}: ${entry.text}`, 'sm'),
            contents: [
              { type: 'span', text: `${entry.title}  `, weight: 'bold' },
              { type: 'span', text: entry.text, color: colours.muted },
            ],
          },
        ],
        { paddingAll: '6px', paddingStart: '10px', paddingEnd: '10px' },
      ),
    ]),
    { borderColor: colours.line, borderWidth: '1px', cornerRadius: '12px' },
  )

type Weight = 'main' | 'equal' | 'link' | 'stop'
const weights = {
  main: { style: 'primary', color: colours.kram },
  /** For a choice between answers of the same weight. */
  equal: { style: 'secondary', color: colours.kramTint, height: 'sm' },
  link: { style: 'link', color: colours.kram, height: 'sm' },
  /** For actions that end something; red. */
  stop: { style: 'link', color: colours.bad, height: 'sm' },
} as const
export const button = (weight: Weight, action: Action): Component => ({
  type: 'button',
  scaling: true,
  action,
  ...weights[weight],
})

export type BubbleParts = { body: Component[]; buttons: Component[]; header?: messagingApi.FlexBox; footerLine?: true }
/** One bubble as a message. A locked screen shows `altText`, so it contains nothing personal. */
export const bubble = (
  altText: string,
  { header, body, buttons, footerLine }: BubbleParts,
): messagingApi.FlexMessage => ({
  type: 'flex',
  altText,
  contents: {
    type: 'bubble',
    size: 'mega',
    ...(header && { header }),
    body: column(body, { paddingAll: '14px', paddingBottom: '10px', spacing: 'md' }),
    footer: column(buttons, { paddingAll: '12px', paddingTop: '6px', spacing: 'sm' }),
    ...(footerLine && { styles: { footer: { separator: true, separatorColor: colours.line } } }),
  },
})
