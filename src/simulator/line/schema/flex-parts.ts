// Schemas of Flex components without children: text, picture, button, icon, separator, filler, span. They follow the
// SDK's types.
import type { messagingApi } from '@line/bot-sdk'
import * as v from 'valibot'
import {
  aspectRatio,
  colour,
  type Entries,
  filled,
  flag,
  flex,
  fontSize,
  iconSize,
  imageSize,
  type mediaUrl,
  offset,
  oneOf,
  pixels,
  space,
  whole,
} from './words.ts'

export type Action = v.GenericSchema<messagingApi.Action>
type Media = ReturnType<typeof mediaUrl>

const weight = v.optional(oneOf<messagingApi.FlexText.WeightEnum>()('regular', 'bold'))
const style = v.optional(oneOf<messagingApi.FlexText.StyleEnum>()('normal', 'italic'))
const decoration = v.optional(oneOf<messagingApi.FlexText.DecorationEnum>()('none', 'underline', 'line-through'))
const align = v.optional(oneOf<messagingApi.FlexText.AlignEnum>()('start', 'end', 'center'))
const gravity = v.optional(oneOf<messagingApi.FlexText.GravityEnum>()('top', 'bottom', 'center'))
const shrink = v.optional(oneOf<messagingApi.FlexText.AdjustModeEnum>()('shrink-to-fit'))

export const placed = {
  position: v.optional(oneOf<messagingApi.FlexBox.PositionEnum>()('relative', 'absolute')),
  offsetTop: offset,
  offsetBottom: offset,
  offsetStart: offset,
  offsetEnd: offset,
}

const span = v.strictObject({
  type: v.literal('span'),
  text: filled,
  size: fontSize,
  color: colour,
  weight,
  style,
  decoration,
} satisfies Entries<messagingApi.FlexSpan>)

export const textPart = (action: Action) =>
  v.pipe(
    v.strictObject({
      type: v.literal('text'),
      ...placed,
      flex,
      text: v.optional(filled),
      size: fontSize,
      align,
      gravity,
      color: colour,
      weight,
      style,
      decoration,
      wrap: flag,
      lineSpacing: pixels,
      margin: space,
      action: v.optional(action),
      maxLines: v.optional(whole(0)),
      contents: v.optional(v.array(span)),
      adjustMode: shrink,
      scaling: flag,
    } satisfies Entries<messagingApi.FlexText>),
    v.forward(
      v.check((part) => part.text !== undefined || (part.contents?.length ?? 0) > 0, 'must be specified'),
      ['text'],
    ),
  )

export const imagePart = (action: Action, media: Media) =>
  v.strictObject({
    type: v.literal('image'),
    ...placed,
    url: media,
    flex,
    margin: space,
    align,
    gravity,
    size: imageSize,
    aspectRatio,
    aspectMode: v.optional(oneOf<messagingApi.FlexImage.AspectModeEnum>()('fit', 'cover')),
    backgroundColor: colour,
    action: v.optional(action),
    animated: flag,
  } satisfies Entries<messagingApi.FlexImage>)

export const buttonPart = (labelled: Action) =>
  v.strictObject({
    type: v.literal('button'),
    ...placed,
    flex,
    color: colour,
    style: v.optional(oneOf<messagingApi.FlexButton.StyleEnum>()('primary', 'secondary', 'link')),
    action: labelled,
    gravity,
    margin: space,
    height: v.optional(oneOf<messagingApi.FlexButton.HeightEnum>()('md', 'sm')),
    adjustMode: shrink,
    scaling: flag,
  } satisfies Entries<messagingApi.FlexButton>)

export const iconPart = (media: Media) =>
  v.strictObject({
    type: v.literal('icon'),
    ...placed,
    url: media,
    size: iconSize,
    aspectRatio,
    margin: space,
    scaling: flag,
  } satisfies Entries<messagingApi.FlexIcon>)

export const separatorPart = v.strictObject({
  type: v.literal('separator'),
  margin: space,
  color: colour,
} satisfies Entries<messagingApi.FlexSeparator>)

export const fillerPart = v.strictObject({
  type: v.literal('filler'),
  flex,
} satisfies Entries<messagingApi.FlexFiller>)
