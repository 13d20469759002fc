// Bubbles of PIN recovery: the way to a new PIN, the warning with its "not me" button, and the end of the cooldown.
import type { messagingApi } from '@line/bot-sdk'
import type { Said } from '../../../core/chat/said.ts'
import { momentIn } from '../flex/moment.ts'
import { bubble, button, explained, explainedShort, note, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const forgotPin = (
  { words, liffId }: Speech,
  { byFace }: Extract<Said, { say: 'forgotPin' }>,
): messagingApi.FlexMessage => {
  const texts = words.newPin
  return bubble(texts.title, {
    body: [title(texts.title), explainedShort(byFace ? texts.rows : texts.officerRows)],
    buttons: [
      button('main', openPage(liffId, byFace ? texts.go : texts.goOfficer, '/new-pin')),
      button('link', answerButton({ command: 'goOn' }, words.quick.goOn)),
    ],
  })
}

export const newPinAsked = (
  { words, language }: Speech,
  { until }: Extract<Said, { say: 'newPinAsked' }>,
): messagingApi.FlexMessage => {
  const texts = words.newPin.asked
  return bubble(texts.title, {
    body: [
      title(texts.title),
      explained([{ title: texts.from, text: momentIn(language)(until) }]),
      note('care', texts.warning),
      text(texts.remembered),
    ],
    buttons: [button('stop', answerButton({ command: 'notMe' }, texts.notMe))],
  })
}

export const newPinReady = ({ words, liffId }: Speech): messagingApi.FlexMessage => {
  const texts = words.newPin.ready
  return bubble(texts.title, {
    body: [title(texts.title), text(texts.text)],
    buttons: [
      button('main', openPage(liffId, texts.go, '/new-pin')),
      button('stop', answerButton({ command: 'notMe' }, words.newPin.asked.notMe)),
    ],
  })
}
