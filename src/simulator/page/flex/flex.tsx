// Draws a Flex Message like LINE's apps: one bubble, or a carousel of bubbles.
import type { messagingApi } from '@line/bot-sdk'
import { Box, Component } from './box.tsx'
import { bubbleWidths, definedStyles } from './measures.ts'
import { Tap, type Taps } from './tap.tsx'

const top = { layout: 'vertical', first: true } as const

const block = (style: messagingApi.FlexBlockStyle | undefined) =>
  definedStyles({
    backgroundColor: style?.backgroundColor,
    borderTop: style?.separator ? `1px solid ${style.separatorColor ?? '#D4D6DA'}` : undefined,
  })

const Bubble = ({ bubble, onTap }: { bubble: messagingApi.FlexBubble; onTap: Taps }) => {
  const { header, hero, body, footer, styles, size = 'mega', direction } = bubble
  const tight = size === 'nano' || size === 'micro' ? '10px' : '20px'
  return (
    <Tap
      action={bubble.action}
      onTap={onTap}
      class={`flex-bubble ${size}`}
      style={{ width: `${bubbleWidths[size] ?? 300}px`, direction: direction ?? 'ltr' }}
    >
      {header && (
        <div style={block(styles?.header)}>
          <Box part={header} place={top} onTap={onTap} padding={tight} />
        </div>
      )}
      {hero && (
        <div style={block(styles?.hero)}>
          <Component part={hero} place={top} onTap={onTap} />
        </div>
      )}
      {body && (
        <div class="flex-body" style={block(styles?.body)}>
          <Box part={body} place={top} onTap={onTap} padding={tight} />
        </div>
      )}
      {footer && (
        <div style={block(styles?.footer)}>
          <Box part={footer} place={top} onTap={onTap} padding="10px" />
        </div>
      )}
    </Tap>
  )
}

export const Flex = ({ contents, onTap }: { contents: messagingApi.FlexContainer; onTap: Taps }) =>
  contents.type === 'carousel' ? (
    <div class="flex-carousel">
      {contents.contents.map((bubble, i) => (
        <Bubble key={i} bubble={bubble} onTap={onTap} />
      ))}
    </div>
  ) : (
    <Bubble bubble={contents} onTap={onTap} />
  )
