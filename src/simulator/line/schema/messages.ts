// Schemas of every message type that LINE accepts, with the limits that the SDK's types do not express. Unknown
// properties are refused.
import type { messagingApi } from '@line/bot-sdk'
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { actionSchema } from './actions.ts'
import { flexSchema } from './flex.ts'
import { imagemapEntries, templateSchema } from './templates.ts'
import { type Entries, filled, type Loopback, mediaUrl, only, optionalText, text, whole } from './words.ts'

const quoteToken = v.optional(filled)
const emojis = v.optional(
  v.pipe(
    v.array(
      v.strictObject({ index: whole(0), productId: filled, emojiId: filled } satisfies Entries<messagingApi.Emoji>),
    ),
    v.maxLength(limits.emojis),
  ),
)
const substitution = v.optional(
  v.record(
    v.pipe(v.string(), v.regex(/^\w{1,20}$/)),
    v.variant('type', [
      v.strictObject({
        type: v.literal('emoji'),
        productId: filled,
        emojiId: filled,
      } satisfies Entries<messagingApi.EmojiSubstitutionObject>),
      v.strictObject({
        type: v.literal('mention'),
        mentionee: v.variant('type', [
          v.strictObject({ type: v.literal('user'), userId: filled } satisfies Entries<messagingApi.UserMentionTarget>),
          v.strictObject({ type: v.literal('all') } satisfies Entries<messagingApi.AllMentionTarget>),
        ]),
      } satisfies Entries<messagingApi.MentionSubstitutionObject>),
    ]),
  ),
)
const degrees = (most: number) => v.pipe(v.number(), v.minValue(-most), v.maxValue(most))

/** Shared messages have neither quick replies nor a sender. */
const sharedEntries = { quickReply: v.optional(v.never()), sender: v.optional(v.never()) }
const commonEntries = (loopback: Loopback) => ({
  quickReply: v.optional(
    v.strictObject({
      items: v.pipe(
        v.array(
          v.strictObject({
            type: v.literal('action'),
            imageUrl: v.optional(mediaUrl(loopback)),
            action: actionSchema('quickReply', loopback),
          } satisfies Entries<messagingApi.QuickReplyItem>),
        ),
        v.minLength(1),
        v.maxLength(limits.quickReplies),
      ),
    } satisfies Entries<messagingApi.QuickReply>),
  ),
  sender: v.optional(
    v.strictObject({
      name: optionalText(limits.senderName),
      iconUrl: v.optional(mediaUrl(loopback)),
    } satisfies Entries<messagingApi.Sender>),
  ),
})

const messageSchema = (loopback: Loopback, shared: boolean): v.GenericSchema<messagingApi.Message> => {
  const common = shared ? sharedEntries : commonEntries(loopback)
  const media = mediaUrl(loopback)
  return v.variant('type', [
    v.strictObject({
      type: v.literal('text'),
      ...common,
      text: text(limits.text),
      emojis,
      quoteToken,
    } satisfies Entries<messagingApi.TextMessage>),
    v.strictObject({
      type: v.literal('textV2'),
      ...common,
      text: text(limits.text),
      substitution,
      quoteToken,
    } satisfies Entries<messagingApi.TextMessageV2>),
    v.strictObject({
      type: v.literal('image'),
      ...common,
      originalContentUrl: media,
      previewImageUrl: media,
    } satisfies Entries<messagingApi.ImageMessage>),
    v.strictObject({
      type: v.literal('video'),
      ...common,
      originalContentUrl: media,
      previewImageUrl: media,
      trackingId: optionalText(100),
    } satisfies Entries<messagingApi.VideoMessage>),
    v.strictObject({
      type: v.literal('audio'),
      ...common,
      originalContentUrl: media,
      duration: whole(1),
    } satisfies Entries<messagingApi.AudioMessage>),
    v.strictObject({
      type: v.literal('location'),
      ...common,
      title: text(100),
      address: text(100),
      latitude: degrees(90),
      longitude: degrees(180),
    } satisfies Entries<messagingApi.LocationMessage>),
    v.strictObject({
      type: v.literal('sticker'),
      ...common,
      packageId: filled,
      stickerId: filled,
      quoteToken,
    } satisfies Entries<messagingApi.StickerMessage>),
    v.strictObject({
      type: v.literal('template'),
      ...common,
      altText: text(limits.altText),
      template: templateSchema(loopback, shared),
    } satisfies Entries<messagingApi.TemplateMessage>),
    v.strictObject({
      type: v.literal('imagemap'),
      ...common,
      ...imagemapEntries(loopback),
    } satisfies Entries<messagingApi.ImagemapMessage>),
    v.strictObject({
      type: v.literal('flex'),
      ...common,
      altText: text(limits.altText),
      contents: flexSchema(loopback, shared),
    } satisfies Entries<messagingApi.FlexMessage>),
    v.strictObject({
      type: v.literal('coupon'),
      ...common,
      couponId: filled,
      deliveryTag: optionalText(30),
    } satisfies Entries<messagingApi.CouponMessage>),
  ]) as unknown as v.GenericSchema<messagingApi.Message>
}

/** The schema of the 1–5 messages that the account sends. `loopback`: origins that count as https. */
export const messagesSchema = (loopback: Loopback) =>
  v.pipe(v.array(messageSchema(loopback, false)), v.minLength(1), v.maxLength(limits.messages))

const shareable = ['text', 'image', 'video', 'audio', 'location', 'sticker', 'template', 'flex'] as const
/** The schema of the 1–5 messages that a person may share: no quick replies, no postbacks, links only. */
export const sharedMessagesSchema = (loopback: Loopback) =>
  v.pipe(v.array(only(shareable, messageSchema(loopback, true))), v.minLength(1), v.maxLength(limits.messages))
