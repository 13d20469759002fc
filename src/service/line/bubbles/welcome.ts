// The first message to a new user: what the service is, what to prepare,
// and that the card is not a government document.
import type { messagingApi } from '@line/bot-sdk'
import { bubble, button, column, mutedText, numbered, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const welcome = ({ words, liffId, issuer, picture }: Speech): messagingApi.FlexMessage => {
  const said = words.welcome
  const hero = {
    type: 'image',
    url: picture('welcome'),
    size: 'full',
    aspectRatio: '30:13',
    aspectMode: 'cover',
  } as const
  return bubble(said.title, {
    header: column([hero], { paddingAll: '0px' }),
    body: [
      column([title(said.title), text(said.text)], { spacing: 'sm' }),
      numbered(said.points),
      mutedText(issuer.notice),
    ],
    buttons: [
      button('main', answerButton({ command: 'start' }, said.start)),
      button('link', openPage(liffId, said.photos, '/terms')),
    ],
  })
}
