// The bubble that leads to withdrawing the face consent. It says beforehand what is erased with it.
// The PIN is typed in the mini-app, not in the chat.
import type { messagingApi } from '@line/bot-sdk'
import { bubble, button, mutedText, numbered, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const withdraw = ({ words, liffId }: Speech): messagingApi.FlexMessage => {
  const texts = words.withdraw
  return bubble(texts.title, {
    body: [title(texts.title), numbered(texts.points), mutedText(words.erase.more)],
    buttons: [
      button('stop', openPage(liffId, texts.go, '/withdraw')),
      button('link', answerButton({ command: 'goOn' }, words.quick.goOn)),
    ],
  })
}
