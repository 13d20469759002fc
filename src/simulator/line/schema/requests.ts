// Schemas of API request bodies, built for each simulator: the service's own origin counts as https.
import type { liff, messagingApi } from '@line/bot-sdk'
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { actionSchema } from './actions.ts'
import { messagesSchema, sharedMessagesSchema } from './messages.ts'
import { type Entries, filled, flag, type Loopback, mediaUrl, oneOf, optionalText, text, whole } from './words.ts'

const userId = v.pipe(v.string(), v.regex(/^U[0-9a-f]{32}$/))
const aliasId = v.pipe(text(limits.aliasId), v.regex(/^[a-z0-9_-]+$/))
const units = v.optional(v.pipe(v.array(text(30)), v.maxLength(1)))
const menu = limits.richMenu

const size = v.pipe(
  v.strictObject({
    width: whole(menu.minWidth, menu.maxWidth),
    height: whole(menu.minHeight),
  } satisfies Entries<messagingApi.RichMenuSize>),
  v.check((s) => s.width / s.height >= menu.minAspect, `The aspect ratio must be ${menu.minAspect} or more`),
)
const bounds = v.strictObject({
  x: whole(0),
  y: whole(0),
  width: whole(1),
  height: whole(1),
} satisfies Entries<messagingApi.RichMenuBounds>)

const richMenu = (loopback: Loopback) =>
  v.pipe(
    v.strictObject({
      size,
      selected: v.boolean(),
      name: text(menu.name),
      chatBarText: text(menu.chatBarText),
      areas: v.pipe(
        v.array(
          v.strictObject({
            bounds,
            action: actionSchema('richMenu', loopback),
          } satisfies Entries<messagingApi.RichMenuArea>),
        ),
        v.maxLength(menu.areas),
      ),
    } satisfies Entries<messagingApi.RichMenuRequest>),
    v.forward(
      v.check(
        ({ size: s, areas }) => areas.every(({ bounds: b }) => b.x + b.width <= s.width && b.y + b.height <= s.height),
        'An area lies outside the menu',
      ),
      ['areas'],
    ),
  )

const viewType = oneOf<liff.LiffView.TypeEnum>()('compact', 'tall', 'full')
const liffEntries = {
  description: optionalText(100),
  features: v.optional(v.strictObject({ ble: flag, qrCode: flag } satisfies Entries<liff.LiffFeatures>)),
  permanentLinkPattern: v.optional(v.literal('concat')),
  scope: v.optional(v.array(oneOf<liff.LiffScope>()('openid', 'email', 'profile', 'chat_message.write'))),
  botPrompt: v.optional(oneOf<liff.LiffBotPrompt>()('normal', 'aggressive', 'none')),
}

/** Returns the schema of each request body, by the name of the request. */
export const requestSchemas = (loopback: Loopback) => {
  const messages = messagesSchema(loopback)
  const media = mediaUrl(loopback)
  return {
    reply: v.strictObject({
      replyToken: filled,
      messages,
      notificationDisabled: flag,
    } satisfies Entries<messagingApi.ReplyMessageRequest>),
    push: v.strictObject({
      to: userId,
      messages,
      notificationDisabled: flag,
      customAggregationUnits: units,
    } satisfies Entries<messagingApi.PushMessageRequest>),
    multicast: v.strictObject({
      to: v.pipe(v.array(userId), v.minLength(1), v.maxLength(limits.multicastRecipients)),
      messages,
      notificationDisabled: flag,
      customAggregationUnits: units,
    } satisfies Entries<messagingApi.MulticastRequest>),
    validate: v.strictObject({ messages } satisfies Entries<messagingApi.ValidateMessageRequest>),
    shared: v.strictObject({ messages: sharedMessagesSchema(loopback) }),
    loading: v.strictObject({
      chatId: userId,
      loadingSeconds: v.optional(
        v.pipe(
          whole(limits.loading.min, limits.loading.max),
          v.check((s) => s % limits.loading.step === 0, `Must be a multiple of ${limits.loading.step}`),
        ),
      ),
    } satisfies Entries<messagingApi.ShowLoadingAnimationRequest>),
    webhookEndpoint: v.strictObject({
      endpoint: v.pipe(media, v.maxLength(limits.webhookUrl)),
    } satisfies Entries<messagingApi.SetWebhookEndpointRequest>),
    webhookTest: v.strictObject({
      endpoint: v.optional(media),
    } satisfies Entries<messagingApi.TestWebhookEndpointRequest>),
    richMenu: richMenu(loopback),
    alias: v.strictObject({
      richMenuAliasId: aliasId,
      richMenuId: filled,
    } satisfies Entries<messagingApi.CreateRichMenuAliasRequest>),
    aliasUpdate: v.strictObject({ richMenuId: filled } satisfies Entries<messagingApi.UpdateRichMenuAliasRequest>),
    bulkLink: v.strictObject({
      richMenuId: filled,
      userIds: v.pipe(v.array(userId), v.minLength(1), v.maxLength(500)),
    } satisfies Entries<messagingApi.RichMenuBulkLinkRequest>),
    bulkUnlink: v.strictObject({
      userIds: v.pipe(v.array(userId), v.minLength(1), v.maxLength(500)),
    } satisfies Entries<messagingApi.RichMenuBulkUnlinkRequest>),
    liffCreate: v.strictObject({
      ...liffEntries,
      view: v.strictObject({ type: viewType, url: media, moduleMode: flag } satisfies Entries<liff.LiffView>),
    } satisfies Entries<liff.AddLiffAppRequest>),
    liffUpdate: v.strictObject({
      ...liffEntries,
      view: v.optional(
        v.strictObject({
          type: v.optional(viewType),
          url: v.optional(media),
          moduleMode: flag,
        } satisfies Entries<liff.UpdateLiffView>),
      ),
    } satisfies Entries<liff.UpdateLiffAppRequest>),
  }
}
export type RequestSchemas = ReturnType<typeof requestSchemas>
