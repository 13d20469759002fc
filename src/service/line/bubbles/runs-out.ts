// The reminder that the card expires: in how many days, on which date, and where to go.
import type { messagingApi } from '@line/bot-sdk'
import type { Said } from '../../../core/chat/said.ts'
import { dateIn } from '../../../core/dates.ts'
import type { Speech } from '../speech.ts'

export const runsOut = (
  { words, language }: Speech,
  { days, on }: Extract<Said, { say: 'runsOut' }>,
): messagingApi.TextMessage => ({
  type: 'text',
  text: words.runsOut(String(days), dateIn(on, language)),
})
