// Erasing: what goes and what stays is said before, the PIN is typed in the sheet alone; afterwards the receipt.
import type { messagingApi } from '@line/bot-sdk'
import type { Said } from '../../../core/chat/said.ts'
import { momentIn } from '../flex/moment.ts'
import { bubble, button, explained, note, text, title } from '../flex/parts.ts'
import { answers, opens } from '../flex/tap.ts'
import type { Voice } from '../speech.ts'

export const erase = ({ words, liffId }: Voice): messagingApi.FlexMessage => {
  const said = words.erase
  return bubble(said.title, {
    body: [title(said.title), explained(said.rows)],
    buttons: [
      button('stop', opens(liffId, said.go, '/erase')),
      button('link', opens(liffId, words.copy.first, '/copy')),
      button('link', answers({ command: 'withdraw' }, words.withdraw.only)),
      button('link', answers({ command: 'goOn' }, words.quick.goOn)),
    ],
  })
}

export const erased = (
  { words, language }: Voice,
  { number, at, cardOver }: Extract<Said, { say: 'erased' }>,
): messagingApi.FlexMessage => {
  const said = words.erased
  return bubble(said.title, {
    body: [
      title(said.title),
      text(cardOver ? said.cardOver : said.text),
      explained([
        { title: said.number, text: number },
        { title: said.at, text: momentIn(language)(at) },
      ]),
      note('info', said.keep),
    ],
    buttons: [button('link', answers({ command: 'start' }, said.again))],
  })
}
