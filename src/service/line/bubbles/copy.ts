// The bubble that leads to the copy of one's data: what the copy contains and how long it can be fetched.
// The PIN is typed in the mini-app, not in the chat.
import type { messagingApi } from '@line/bot-sdk'
import { bubble, button, explainedShort, note, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const copy = ({ words, liffId }: Speech): messagingApi.FlexMessage => {
  const texts = words.copy
  return bubble(texts.title, {
    body: [title(texts.title), explainedShort(texts.rows), note('care', texts.care)],
    buttons: [
      button('main', openPage(liffId, texts.go, '/copy')),
      button('link', answerButton({ command: 'goOn' }, words.quick.goOn)),
    ],
  })
}
