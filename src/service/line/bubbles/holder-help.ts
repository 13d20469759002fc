// The help of a holder: what stops a thief, what mends the card, and who talks to the holder.
import type { messagingApi } from '@line/bot-sdk'
import { bubble, button, explainedShort, title } from '../flex/parts.ts'
import { answerButton } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const holderHelp = ({ words, issuer }: Speech): messagingApi.FlexMessage => {
  const texts = words.holderHelp
  const rows = [
    texts.lost,
    texts.pin,
    texts.data,
    { title: texts.person.title, text: issuer.contact ?? texts.person.text },
  ]
  return bubble(texts.title, {
    body: [title(texts.title), explainedShort(rows)],
    buttons: [
      button('main', answerButton({ command: 'freeze' }, texts.lost.go)),
      button('link', answerButton({ command: 'forgotPin' }, texts.pin.go)),
      button('stop', answerButton({ command: 'erase' }, words.erase.open)),
    ],
  })
}
