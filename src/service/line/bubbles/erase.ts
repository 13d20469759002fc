// Bubbles of erasure: beforehand what is erased and what is kept, afterwards the receipt.
// The PIN is typed in the mini-app, not in the chat.
import type { messagingApi } from '@line/bot-sdk'
import type { Said } from '../../../core/chat/said.ts'
import { momentIn } from '../flex/moment.ts'
import { bubble, button, explained, mutedText, note, numbered, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const erase = ({ words, liffId }: Speech): messagingApi.FlexMessage => {
  const texts = words.erase
  return bubble(texts.title, {
    body: [title(texts.title), numbered(texts.points), mutedText(words.erase.more)],
    buttons: [
      button('stop', openPage(liffId, texts.go, '/erase')),
      button('link', openPage(liffId, words.copy.first, '/copy')),
      button('link', answerButton({ command: 'withdraw' }, words.withdraw.only)),
      button('link', answerButton({ command: 'goOn' }, words.quick.goOn)),
    ],
  })
}

export const erasureReceipt = (
  { words, language }: Speech,
  { number, at, cardOver }: Extract<Said, { say: 'erased' }>,
): messagingApi.FlexMessage => {
  const texts = words.erased
  return bubble(texts.title, {
    body: [
      title(texts.title),
      text(cardOver ? texts.cardOver : texts.text),
      explained([
        { title: texts.number, text: number },
        { title: texts.at, text: momentIn(language)(at) },
      ]),
      note('info', texts.keep),
    ],
    buttons: [button('link', answerButton({ command: 'start' }, texts.again))],
  })
}
