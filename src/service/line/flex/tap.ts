// Where a tap leads: into the mini-app, or back to us as a button of the chat.
import type { messagingApi } from '@line/bot-sdk'
import { type Button, buttonData } from '../../../core/chat/button.ts'

/** Pages of the mini-app that the chat opens directly; the empty one shows the step that the person is at. */
export type Page =
  | ''
  | '/show'
  | '/terms'
  | '/share'
  | '/looked'
  | '/freeze'
  | '/visit'
  | '/erase'
  | '/withdraw'
  | '/copy'
  | '/new-pin'

/** A `liff.line.me` link: the endpoint's own address would open another browser. */
export const openPage = (liffId: string, label: string, page: Page = ''): messagingApi.Action => ({
  type: 'uri',
  label,
  uri: `https://liff.line.me/${liffId}${page}`,
})

/** The person's answer stands in the chat in their own words: the label unless `shown` says otherwise. */
export const answerButton = (button: Button, label: string, shown = label): messagingApi.Action => ({
  type: 'postback',
  label,
  data: buttonData(button),
  displayText: shown,
})
