// Draws Flex components without children: text with spans, picture, button, separator, icon, filler.
import type { messagingApi } from '@line/bot-sdk'
import { definedStyles, fontSize, gap, gravity, imageWidth, type PartPlacement, placed, ratio } from './measures.ts'
import { Tap, type Taps } from './tap.tsx'

type Props<T> = { part: T; place: PartPlacement; onTap: Taps }

const decoration = ({ decoration: line }: { decoration?: string }) => (line === 'none' ? undefined : line)

const Span = ({ span }: { span: messagingApi.FlexSpan }) => (
  <span
    style={definedStyles({
      fontSize: span.size && fontSize(span.size),
      color: span.color,
      fontWeight: span.weight === 'bold' ? '700' : span.weight && '400',
      fontStyle: span.style,
      textDecoration: decoration(span),
    })}
  >
    {span.text}
  </span>
)

export const Text = ({ part, place, onTap }: Props<messagingApi.FlexText>) => (
  <Tap
    action={part.action}
    onTap={onTap}
    class={`flex-text${part.wrap ? ' wraps' : ''}`}
    style={{
      ...placed(part, place),
      ...definedStyles({
        fontSize: fontSize(part.size, part.scaling),
        color: part.color,
        fontWeight: part.weight === 'bold' ? '700' : undefined,
        fontStyle: part.style,
        textAlign: part.align,
        textDecoration: decoration(part),
        alignSelf: place.layout === 'horizontal' ? gravity(part.gravity) : undefined,
        lineHeight: part.lineSpacing && `calc(1.4em + ${gap(part.lineSpacing)})`,
        webkitLineClamp: part.maxLines ? String(part.maxLines) : undefined,
        ...(part.maxLines && part.wrap && { display: '-webkit-box', webkitBoxOrient: 'vertical', overflow: 'hidden' }),
      }),
    }}
  >
    {part.contents?.length ? part.contents.map((span, i) => <Span key={i} span={span} />) : part.text}
  </Tap>
)

export const Picture = ({ part, place, onTap }: Props<messagingApi.FlexImage>) => {
  const across = part.align === 'start' ? 'flex-start' : part.align === 'end' ? 'flex-end' : 'center'
  return (
    <Tap
      action={part.action}
      onTap={onTap}
      class="flex-image"
      style={{
        ...placed(part, place),
        ...definedStyles({
          justifyContent: across,
          alignItems: gravity(part.gravity),
          width: part.position === 'absolute' ? '100%' : undefined,
        }),
      }}
    >
      <img
        src={part.url}
        alt=""
        style={definedStyles({
          width: imageWidth(part.size),
          aspectRatio: ratio(part.aspectRatio),
          objectFit: part.aspectMode === 'cover' ? 'cover' : 'contain',
          backgroundColor: part.backgroundColor,
        })}
      />
    </Tap>
  )
}

export const Button = ({ part, place, onTap }: Props<messagingApi.FlexButton>) => {
  const kind = part.style ?? 'link'
  return (
    <button
      type="button"
      class={`flex-button ${kind} ${part.height ?? 'md'}`}
      style={{
        ...placed(part, place),
        ...definedStyles({
          [kind === 'link' ? 'color' : 'backgroundColor']: part.color,
          alignSelf: place.layout === 'horizontal' ? gravity(part.gravity) : undefined,
          fontSize: fontSize('md', part.scaling),
        }),
      }}
      onClick={(event) => {
        event.stopPropagation()
        onTap(part.action)
      }}
    >
      {part.action.label}
    </button>
  )
}

export const Separator = ({ part, place }: Omit<Props<messagingApi.FlexSeparator>, 'onTap'>) => (
  <div
    class={`flex-separator ${place.layout === 'vertical' ? 'lying' : 'standing'}`}
    style={{ ...placed(part, place, true), ...definedStyles({ backgroundColor: part.color }) }}
  />
)

export const Glyph = ({ part, place }: Omit<Props<messagingApi.FlexIcon>, 'onTap'>) => (
  <img
    class="flex-icon"
    src={part.url}
    alt=""
    style={{
      ...placed(part, place, true),
      height: fontSize(part.size, part.scaling),
      aspectRatio: ratio(part.aspectRatio),
    }}
  />
)

export const Filler = ({ part }: { part: messagingApi.FlexFiller }) => (
  <div style={{ flex: `${part.flex ?? 1} 1 0px` }} />
)
