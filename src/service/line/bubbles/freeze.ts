// The bubble that explains freezing and freezes with one tap, or leads to unfreezing. The PIN for that is typed in the
// mini-app, not in the chat.
import type { messagingApi } from '@line/bot-sdk'
import { bubble, button, note, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const freeze = (speech: Speech, status: 'valid' | 'frozen'): messagingApi.FlexMessage => {
  const { title: titles, text: texts, go } = speech.words.looking.freeze
  return bubble(titles[status], {
    body:
      status === 'frozen'
        ? [title(titles.frozen), note('info', texts.frozen)]
        : [title(titles.valid), text(texts.valid)],
    buttons: [
      status === 'frozen'
        ? button('main', openPage(speech.liffId, go.frozen, '/freeze'))
        : button('stop', answerButton({ command: 'freezeNow' }, go.valid)),
      button('stop', answerButton({ command: 'erase' }, speech.words.erase.open)),
    ],
  })
}
