// Asks before a restart, because it deletes data. Both answers have the same weight.
import type { messagingApi } from '@line/bot-sdk'
import type { Step } from '../../../core/journey/map.ts'
import { bubble, button, text, title } from '../flex/parts.ts'
import { answerButton } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const confirmRestart = ({ words }: Speech, step: Step): messagingApi.FlexMessage => {
  const said = words.restart
  return bubble(said.title, {
    body: [title(said.title), text(said.text)],
    buttons: [
      button('equal', answerButton({ event: 'restarted', at: step }, said.yes)),
      button('equal', answerButton({ command: 'goOn' }, said.no)),
    ],
  })
}
