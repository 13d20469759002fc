// The first message to a new user: what the service is, what to prepare,
// and that the card is not a government document.
import type { messagingApi } from '@line/bot-sdk'
import { bubble, button, column, mutedText, numbered, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

export const welcome = ({ words, liffId, issuer, picture }: Speech): messagingApi.FlexMessage => {
  const texts = words.welcome
  const hero = {
    type: 'image',
    url: picture('welcome'),
    size: 'full',
    aspectRatio: '30:13',
    aspectMode: 'cover',
  } as const
  return bubble(texts.title, {
    header: column([hero], { paddingAll: '0px' }),
    body: [
      column([title(texts.title), text(texts.text)], { spacing: 'sm' }),
      numbered(texts.points),
      mutedText(issuer.notice),
    ],
    buttons: [
      button('main', answerButton({ command: 'start' }, texts.start)),
      button('link', openPage(liffId, texts.photos, '/photos')),
    ],
  })
}
