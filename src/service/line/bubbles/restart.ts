// Starting over deletes work, so it is asked first; both answers weigh the same.
import type { messagingApi } from '@line/bot-sdk'
import type { Step } from '../../../core/journey/map.ts'
import { bubble, button, text, title } from '../flex/parts.ts'
import { answers } from '../flex/tap.ts'
import type { Voice } from '../speech.ts'

export const confirmRestart = ({ words }: Voice, step: Step): messagingApi.FlexMessage => {
  const said = words.restart
  return bubble(said.title, {
    body: [title(said.title), text(said.text)],
    buttons: [
      button('equal', answers({ event: 'restarted', at: step }, said.yes)),
      button('equal', answers({ command: 'goOn' }, said.no)),
    ],
  })
}
