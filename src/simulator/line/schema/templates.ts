// Schemas of template and imagemap messages. They are older than Flex, but LINE still accepts them.
import type { messagingApi } from '@line/bot-sdk'
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { actionSchema } from './actions.ts'
import { actionUri, colour, type Entries, type Loopback, mediaUrl, oneOf, optionalText, text, whole } from './words.ts'

const imageRatio = v.optional(oneOf<messagingApi.TemplateImageAspectRatio>()('rectangle', 'square'))
const imageFit = v.optional(oneOf<messagingApi.TemplateImageSize>()('cover', 'contain'))

/**
 * Returns the schema of the four templates. Beside a title or a picture the text is shorter (60 instead of 120 or 160).
 */
export const templateSchema = (loopback: Loopback, shared = false) => {
  const action = actionSchema(shared ? 'shared' : 'template', loopback)
  const free = v.optional(actionSchema(shared ? 'shared' : 'flex', loopback))
  const media = mediaUrl(loopback)
  const actions = (min: number, max: number) => v.pipe(v.array(action), v.minLength(min), v.maxLength(max))
  const short = 'Length must be between 1 and 60 beside a title or image'
  const fits = <T extends { text: string; title?: string; thumbnailImageUrl?: string }>(max: number) =>
    v.check<T, string>((t) => t.text.length <= (t.title || t.thumbnailImageUrl ? 60 : max), short)

  const column = v.pipe(
    v.strictObject({
      thumbnailImageUrl: v.optional(media),
      imageBackgroundColor: colour,
      title: optionalText(40),
      text: text(120),
      defaultAction: free,
      actions: actions(1, 3),
    } satisfies Entries<messagingApi.CarouselColumn>),
    fits(120),
  )
  return v.variant('type', [
    v.pipe(
      v.strictObject({
        type: v.literal('buttons'),
        thumbnailImageUrl: v.optional(media),
        imageAspectRatio: imageRatio,
        imageSize: imageFit,
        imageBackgroundColor: colour,
        title: optionalText(40),
        text: text(160),
        defaultAction: free,
        actions: actions(1, 4),
      } satisfies Entries<messagingApi.ButtonsTemplate>),
      fits(160),
    ),
    v.strictObject({
      type: v.literal('confirm'),
      text: text(240),
      actions: actions(2, 2),
    } satisfies Entries<messagingApi.ConfirmTemplate>),
    v.strictObject({
      type: v.literal('carousel'),
      columns: v.pipe(v.array(column), v.minLength(1), v.maxLength(10)),
      imageAspectRatio: imageRatio,
      imageSize: imageFit,
    } satisfies Entries<messagingApi.CarouselTemplate>),
    v.strictObject({
      type: v.literal('image_carousel'),
      columns: v.pipe(
        v.array(
          v.strictObject({ imageUrl: media, action: action } satisfies Entries<messagingApi.ImageCarouselColumn>),
        ),
        v.minLength(1),
        v.maxLength(10),
      ),
    } satisfies Entries<messagingApi.ImageCarouselTemplate>),
  ])
}

const area = v.strictObject({
  x: whole(0),
  y: whole(0),
  width: whole(1),
  height: whole(1),
} satisfies Entries<messagingApi.ImagemapArea>)

/** The properties of an imagemap message beyond the common ones. */
export const imagemapEntries = (loopback: Loopback) => {
  const media = mediaUrl(loopback)
  const label = optionalText(50)
  return {
    baseUrl: media,
    altText: text(limits.altText),
    baseSize: v.strictObject({
      width: v.literal(1040),
      height: whole(1),
    } satisfies Entries<messagingApi.ImagemapBaseSize>),
    actions: v.pipe(
      v.array(
        v.variant('type', [
          v.strictObject({
            type: v.literal('uri'),
            linkUri: actionUri(loopback),
            label,
            area,
          } satisfies Entries<messagingApi.URIImagemapAction>),
          v.strictObject({
            type: v.literal('message'),
            text: text(400),
            label,
            area,
          } satisfies Entries<messagingApi.MessageImagemapAction>),
          v.strictObject({
            type: v.literal('clipboard'),
            clipboardText: text(limits.clipboardText),
            label,
            area,
          } satisfies Entries<messagingApi.ClipboardImagemapAction>),
        ]),
      ),
      v.maxLength(50),
    ),
    video: v.optional(
      v.strictObject({
        originalContentUrl: media,
        previewImageUrl: media,
        area,
        externalLink: v.optional(
          v.strictObject({
            linkUri: actionUri(loopback),
            label: text(30),
          } satisfies Entries<messagingApi.ImagemapExternalLink>),
        ),
      } satisfies Entries<messagingApi.ImagemapVideo>),
    ),
  }
}
