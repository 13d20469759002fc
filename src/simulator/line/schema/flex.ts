// Schemas of Flex containers: bubble, carousel, and boxes with their allowed contents and LINE's byte limits.
import type { messagingApi } from '@line/bot-sdk'
import * as v from 'valibot'
import { jsonBytes, limits } from '../limits.ts'
import { type ActionPlace, actionSchema } from './actions.ts'
import { buttonPart, fillerPart, iconPart, imagePart, placed, separatorPart, textPart } from './flex-parts.ts'
import {
  angle,
  aspectRatio,
  borderWidth,
  colour,
  type Entries,
  flag,
  flex,
  hexColour,
  type Loopback,
  length,
  mediaUrl,
  oneOf,
  only,
  padding,
  share,
  space,
} from './words.ts'

type Layout = messagingApi.FlexBox.LayoutEnum
/** The components that a box of each layout may contain. */
const holds: Record<Layout, readonly messagingApi.FlexComponent['type'][]> = {
  horizontal: ['box', 'button', 'filler', 'image', 'separator', 'text'],
  vertical: ['box', 'button', 'filler', 'image', 'separator', 'text'],
  baseline: ['filler', 'icon', 'text'],
}
/** LINE refuses a video in smaller bubbles. */
const roomForVideo: readonly (messagingApi.FlexBubble.SizeEnum | undefined)[] = ['kilo', 'mega', 'giga', undefined]

const gradient = v.strictObject({
  type: v.literal('linearGradient'),
  angle,
  startColor: hexColour,
  endColor: hexColour,
  centerColor: colour,
  centerPosition: share,
} satisfies Entries<messagingApi.FlexBoxLinearGradient>)

const justifyContent = v.optional(
  oneOf<messagingApi.FlexBox.JustifyContentEnum>()(
    'center',
    'flex-start',
    'flex-end',
    'space-between',
    'space-around',
    'space-evenly',
  ),
)
const alignItems = v.optional(oneOf<messagingApi.FlexBox.AlignItemsEnum>()('center', 'flex-start', 'flex-end'))
const bubbleSize = oneOf<messagingApi.FlexBubble.SizeEnum>()('nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga')

const tooHeavy = (bytes: number) => `The size must be at most ${bytes} bytes`
const weighs = (bytes: number) => v.check((value: unknown) => jsonBytes(value) <= bytes, tooHeavy(bytes))

const blockStyle = v.optional(
  v.strictObject({
    backgroundColor: colour,
    separator: flag,
    separatorColor: colour,
  } satisfies Entries<messagingApi.FlexBlockStyle>),
)

/**
 * Returns the schema of a Flex container. `shared`: a person sends it, so only URI actions work.
 * Limits: bubble 30 KB, carousel 50 KB and 12 bubbles of one size (UTF-8 bytes of the JSON).
 */
export const flexSchema = (loopback: Loopback, shared = false): v.GenericSchema<messagingApi.FlexContainer> => {
  const at = (place: ActionPlace) => actionSchema(shared ? 'shared' : place, loopback)
  const action = v.optional(at('flex'))
  const media = mediaUrl(loopback)
  const image = imagePart(at('flex'), media)
  const leaves = [
    textPart(at('flex')),
    image,
    buttonPart(at('flexButton')),
    iconPart(media),
    separatorPart,
    fillerPart,
  ] as const

  const component: v.GenericSchema<messagingApi.FlexComponent> = v.lazy(() => v.variant('type', [...leaves, box]))
  const boxOf = <L extends Layout>(layout: L) =>
    v.strictObject({
      type: v.literal('box'),
      layout: v.literal(layout),
      ...placed,
      flex,
      contents: v.array(only(holds[layout], component)),
      spacing: space,
      margin: space,
      backgroundColor: colour,
      borderColor: colour,
      borderWidth,
      cornerRadius: space,
      width: length,
      maxWidth: length,
      height: length,
      maxHeight: length,
      paddingAll: padding,
      paddingTop: padding,
      paddingBottom: padding,
      paddingStart: padding,
      paddingEnd: padding,
      action,
      justifyContent,
      alignItems,
      background: v.optional(gradient),
    } satisfies Entries<messagingApi.FlexBox>)
  const box = v.variant('layout', [boxOf('horizontal'), boxOf('vertical'), boxOf('baseline')])

  const block = v.optional(only<messagingApi.FlexBox>(['box'], box))

  const video = v.strictObject({
    type: v.literal('video'),
    url: media,
    previewUrl: media,
    altContent: only(['box', 'image'], component),
    aspectRatio,
    action: v.optional(at('shared')),
  } satisfies Entries<messagingApi.FlexVideo>)

  const bubble = v.pipe(
    v.strictObject({
      type: v.literal('bubble'),
      direction: v.optional(oneOf<messagingApi.FlexBubble.DirectionEnum>()('ltr', 'rtl')),
      styles: v.optional(
        v.strictObject({
          header: blockStyle,
          hero: blockStyle,
          body: blockStyle,
          footer: blockStyle,
        } satisfies Entries<messagingApi.FlexBubbleStyles>),
      ),
      header: block,
      hero: v.optional(v.variant('type', [box, image, video])),
      body: block,
      footer: block,
      size: v.optional(bubbleSize),
      action,
    } satisfies Entries<messagingApi.FlexBubble>),
    v.check((b) => Boolean(b.header ?? b.hero ?? b.body ?? b.footer), 'At least one block must be specified'),
    v.forward(
      v.check((b) => b.hero?.type !== 'video' || roomForVideo.includes(b.size), 'A video needs a larger bubble'),
      ['hero'],
    ),
  )
  const sized = v.pipe(v.unknown(), weighs(limits.bubbleBytes), bubble)
  const carousel = v.pipe(
    v.strictObject({
      type: v.literal('carousel'),
      contents: v.pipe(v.array(sized), v.minLength(1), v.maxLength(limits.carouselBubbles)),
    } satisfies Entries<messagingApi.FlexCarousel>),
    v.forward(
      v.check((c) => new Set(c.contents.map((b) => b.size ?? 'mega')).size === 1, 'All bubbles must have one size'),
      ['contents'],
    ),
  )
  // The size is checked first, because it also limits how deep the schema recurses.
  return v.pipe(
    v.looseObject({ type: v.picklist(['bubble', 'carousel']) }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const most = dataset.value.type === 'carousel' ? limits.carouselBytes : limits.bubbleBytes
      if (jsonBytes(dataset.value) > most) addIssue({ message: tooHeavy(most) })
    }),
    v.variant('type', [bubble, carousel]),
  ) as unknown as v.GenericSchema<messagingApi.FlexContainer>
}
