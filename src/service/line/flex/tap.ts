// Actions of buttons: open the mini-app, or send a postback to the service.
import type { messagingApi } from '@line/bot-sdk'
import { type Button, buttonData } from '../../../core/chat/button.ts'
import type { Language } from '../../../core/languages.ts'

/** Pages of the mini-app that the chat opens directly; the empty one shows the user's current step. */
export type Page =
  | ''
  | '/show'
  | '/terms'
  | '/photos'
  | '/share'
  | '/looked'
  | '/freeze'
  | '/visit'
  | '/erase'
  | '/withdraw'
  | '/copy'
  | '/new-pin'

/** A `liff.line.me` link: the endpoint's own address would open in another browser. */
export const openPage = (liffId: string, label: string, page: Page = ''): messagingApi.Action => ({
  type: 'uri',
  label,
  uri: `https://liff.line.me/${liffId}${page}`,
})

/**
 * The answer appears in the chat as the user's message: the label, unless `shown` says otherwise. `language`: of the text
 * above a button that consents to it.
 */
export const answerButton = (
  button: Button,
  label: string,
  shown = label,
  language?: Language,
): messagingApi.Action => ({
  type: 'postback',
  label,
  data: buttonData(button, language),
  displayText: shown,
})
