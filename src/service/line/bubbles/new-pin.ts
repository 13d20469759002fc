// Bubbles of PIN recovery: the way to a new PIN, the warning with its "not me" button, and the end of the cooldown.
import type { messagingApi } from '@line/bot-sdk'
import type { Said } from '../../../core/chat/said.ts'
import { momentIn } from '../flex/moment.ts'
import { bubble, button, explained, note, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const forgotPin = ({ words, liffId }: Speech): messagingApi.FlexMessage => {
  const said = words.newPin
  return bubble(said.title, {
    body: [title(said.title), explained(said.rows)],
    buttons: [
      button('main', openPage(liffId, said.go, '/new-pin')),
      button('link', answerButton({ command: 'goOn' }, words.quick.goOn)),
    ],
  })
}

export const newPinAsked = (
  { words, language }: Speech,
  { until }: Extract<Said, { say: 'newPinAsked' }>,
): messagingApi.FlexMessage => {
  const said = words.newPin.asked
  return bubble(said.title, {
    body: [
      title(said.title),
      explained([{ title: said.from, text: momentIn(language)(until) }]),
      note('care', said.warning),
      text(said.remembered),
    ],
    buttons: [button('stop', answerButton({ command: 'notMe' }, said.notMe))],
  })
}

export const newPinReady = ({ words, liffId }: Speech): messagingApi.FlexMessage => {
  const said = words.newPin.ready
  return bubble(said.title, {
    body: [title(said.title), text(said.text)],
    buttons: [
      button('main', openPage(liffId, said.go, '/new-pin')),
      button('stop', answerButton({ command: 'notMe' }, words.newPin.asked.notMe)),
    ],
  })
}
