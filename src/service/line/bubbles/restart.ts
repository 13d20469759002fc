// Asks before a restart, because it deletes data. Both answers have the same weight.
import type { messagingApi } from '@line/bot-sdk'
import type { Step } from '../../../core/journey/map.ts'
import { bubble, button, text, title } from '../flex/parts.ts'
import { answerButton } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const confirmRestart = ({ words }: Speech, step: Step): messagingApi.FlexMessage => {
  const texts = words.restart
  return bubble(texts.title, {
    body: [title(texts.title), text(texts.text)],
    buttons: [
      button('equal', answerButton({ event: 'restarted', at: step }, texts.yes)),
      button('equal', answerButton({ command: 'goOn' }, texts.no)),
    ],
  })
}
