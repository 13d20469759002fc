// The parts that every bubble is made of, in the colours of the design language. Data only: one call, one Flex component.
import type { messagingApi } from '@line/bot-sdk'
import { fixed, themed } from '../../../core/palette.ts'

type Component = messagingApi.FlexComponent
type Action = messagingApi.Action
type Size = 'xxs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | 'xxl'

/** The chat has no night of its own: LINE darkens what it likes. */
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

/** Coloured boxes: text on ground, contrast 6.9 and more. */
export const tones = {
  good: { text: themed.ok.light, ground: themed.okTint.light },
  info: { text: colours.kram, ground: colours.kramTint },
  care: { text: themed.warn.light, ground: themed.warnTint.light },
} as const
export type Tone = keyof typeof tones

type TextStyle = Partial<Omit<messagingApi.FlexText, 'type' | 'text' | 'size'>>
/** Text that grows with the phone's setting and never loses its end. LINE refuses empty text: a dash stands for it. */
export const text = (words: string, size: Size = 'md', look: TextStyle = {}): messagingApi.FlexText => ({
  type: 'text',
  text: words.trim() || '–',
  wrap: true,
  scaling: true,
  size,
  color: colours.ink,
  ...look,
})
export const title = (words: string): Component => text(words, 'lg', { weight: 'bold' })
export const mutedText = (words: string, size: Size = 'sm'): Component => text(words, size, { color: colours.muted })

type BoxStyle = Partial<Omit<messagingApi.FlexBox, 'type' | 'layout' | 'contents'>>
export const column = (contents: Component[], look: BoxStyle = {}): messagingApi.FlexBox => ({
  type: 'box',
  layout: 'vertical',
  contents,
  ...look,
})
export const row = (contents: Component[], look: BoxStyle = {}): messagingApi.FlexBox => ({
  type: 'box',
  layout: 'horizontal',
  contents,
  ...look,
})

/** A coloured box with one thought per line. */
export const note = (tone: Tone, ...lines: string[]): Component =>
  column(
    lines.map((line) => text(line, 'sm', { color: tones[tone].text })),
    { backgroundColor: tones[tone].ground, cornerRadius: '10px', paddingAll: '12px', spacing: 'sm' },
  )

/** Numbered points, the number in a disc. */
export const numbered = (points: readonly string[]): Component =>
  column(
    points.map((point, i) =>
      row(
        [
          column(
            [text(String(i + 1), 'sm', { weight: 'bold', align: 'center', color: colours.kram, scaling: false })],
            {
              width: '26px',
              height: '26px',
              cornerRadius: '13px',
              backgroundColor: colours.kramTint,
              justifyContent: 'center',
              flex: 0,
            },
          ),
          text(point, 'md', { flex: 1, gravity: 'center' }),
        ],
        { spacing: 'md' },
      ),
    ),
    { spacing: 'sm' },
  )

/** A question above its answer. */
export const explained = (rows: readonly { title: string; text: string }[]): Component =>
  column(
    rows.flatMap((each, i): Component[] => [
      ...(i > 0 ? [{ type: 'separator', color: colours.line } as const] : []),
      column([text(each.title, 'sm', { weight: 'bold' }), mutedText(each.text)], { paddingAll: '10px' }),
    ]),
    { borderColor: colours.line, borderWidth: '1px', cornerRadius: '12px' },
  )

type Weight = 'main' | 'equal' | 'link' | 'stop'
const weights = {
  main: { style: 'primary', color: colours.kram },
  /** For a choice: no answer is louder than the other. */
  equal: { style: 'secondary', color: colours.kramTint },
  link: { style: 'link', color: colours.kram, height: 'sm' },
  /** Ends something: by its word, and in the colour of stopping. */
  stop: { style: 'link', color: colours.bad, height: 'sm' },
} as const
export const button = (weight: Weight, action: Action): Component => ({
  type: 'button',
  scaling: true,
  action,
  ...weights[weight],
})

export type BubbleParts = { body: Component[]; buttons: Component[]; header?: messagingApi.FlexBox; footerLine?: true }
/** One bubble as a message. `altText` is what a locked screen shows: never anything personal. */
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
    body: column(body, { paddingAll: '18px', paddingBottom: '14px', spacing: 'lg' }),
    footer: column(buttons, { paddingAll: '14px', paddingTop: '10px', spacing: 'sm' }),
    ...(footerLine && { styles: { footer: { separator: true, separatorColor: colours.line } } }),
  },
})
