// Draws the boxes of a Flex Message: direction, padding, gradient, corners and contents.
import type { messagingApi } from '@line/bot-sdk'
import { border, definedStyles, gap, gradient, type PartPlacement, placed } from './measures.ts'
import { Button, Filler, Glyph, Picture, Separator, Text } from './parts.tsx'
import { Tap, type Taps } from './tap.tsx'

type Props = { part: messagingApi.FlexBox; place: PartPlacement; onTap: Taps; padding?: string }

const boxStyle = (box: messagingApi.FlexBox, place: PartPlacement, padding: string | undefined) => {
  const all = gap(box.paddingAll) ?? padding
  return {
    ...placed(box, place, box.width !== undefined),
    ...definedStyles({
      flexDirection: box.layout === 'vertical' ? 'column' : 'row',
      justifyContent: box.justifyContent,
      alignItems: box.layout === 'baseline' ? 'baseline' : box.alignItems,
      paddingTop: gap(box.paddingTop) ?? all,
      paddingBottom: gap(box.paddingBottom) ?? all,
      paddingLeft: gap(box.paddingStart) ?? all,
      paddingRight: gap(box.paddingEnd) ?? all,
      width: box.width,
      maxWidth: box.maxWidth,
      height: box.height,
      maxHeight: box.maxHeight,
      backgroundColor: box.backgroundColor,
      backgroundImage: gradient(box.background),
      borderWidth: border(box.borderWidth),
      borderColor: box.borderColor,
      borderRadius: gap(box.cornerRadius),
    }),
  }
}

/** A box. `padding`: the default of header, body and footer. */
export const Box = ({ part, place, onTap, padding }: Props) => {
  const inFlow = part.contents.findIndex((child) => !('position' in child) || child.position !== 'absolute')
  return (
    <Tap action={part.action} onTap={onTap} class="flex-box" style={boxStyle(part, place, padding)}>
      {part.contents.map((child, i) => (
        <Component
          key={i}
          part={child}
          place={{ layout: part.layout, spacing: part.spacing, first: i === inFlow }}
          onTap={onTap}
        />
      ))}
    </Tap>
  )
}

/** Draws a component by its type. A video shows its preview; a span outside a text shows nothing. */
export const Component = ({
  part,
  place,
  onTap,
}: {
  part: messagingApi.FlexComponent
  place: PartPlacement
  onTap: Taps
}) => {
  switch (part.type) {
    case 'box':
      return <Box part={part} place={place} onTap={onTap} />
    case 'text':
      return <Text part={part} place={place} onTap={onTap} />
    case 'image':
      return <Picture part={part} place={place} onTap={onTap} />
    case 'button':
      return <Button part={part} place={place} onTap={onTap} />
    case 'separator':
      return <Separator part={part} place={place} />
    case 'icon':
      return <Glyph part={part} place={place} />
    case 'filler':
      return <Filler part={part} />
    case 'video': {
      const { previewUrl: url, aspectRatio, action } = part
      return <Picture part={{ type: 'image', url, aspectRatio, action, size: 'full' }} place={place} onTap={onTap} />
    }
    case 'span':
      return null
  }
}
