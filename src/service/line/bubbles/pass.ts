// The offline pass: a picture to keep, and the time until which it is valid.
import type { messagingApi } from '@line/bot-sdk'
import type { Said } from '../../../core/chat/said.ts'
import { momentIn } from '../flex/moment.ts'
import type { Speech } from '../speech.ts'

export const pass = (
  { words, language }: Speech,
  { url, scope, until }: Extract<Said, { say: 'pass' }>,
): messagingApi.Message[] => [
  { type: 'image', originalContentUrl: url, previewImageUrl: url },
  { type: 'text', text: words.looking.pass.text(words.looking.scope[scope], momentIn(language)(until)) },
]
