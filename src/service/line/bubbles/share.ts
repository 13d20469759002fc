// The message that the holder sends through LINE's share picker: a link and its limits, but no card data.
import type { messagingApi } from '@line/bot-sdk'
import type { Scope } from '../../../core/card/token.ts'
import { timeIn } from '../flex/moment.ts'
import { bubble, button, colours, column, mutedText, row, text, title } from '../flex/parts.ts'
import type { Speech } from '../speech.ts'

const labelRow = (label: string, value: string) =>
  row([
    text(label, 'sm', { color: colours.muted, flex: 3 }),
    text(value, 'sm', { weight: 'bold', flex: 5, align: 'end' }),
  ])

/** `expiresAt`: ms since the epoch. */
export type ShareLink = { url: string; scope: Scope; expiresAt: number; viewsLeft: number }

/** Buttons are links only: the picker accepts no other action. */
export const shareMessages = ({ words, language, issuer }: Speech, link: ShareLink): messagingApi.FlexMessage[] => {
  const texts = words.looking.share
  return [
    bubble(texts.alt, {
      // Without a sender the message looks like a lure: whose service it is stands first, as on the card.
      header: column(
        [
          text(words.brand, 'md', { weight: 'bold', color: colours.white }),
          text(issuer.name, 'xxs', { color: colours.onKram }),
        ],
        { backgroundColor: colours.kramDeep, paddingAll: '11px', paddingStart: '14px' },
      ),
      body: [
        title(texts.title),
        column(
          [
            labelRow(texts.what, words.looking.scope[link.scope]),
            labelRow(texts.until, timeIn(language)(link.expiresAt)),
          ],
          {
            spacing: 'sm',
          },
        ),
        mutedText([...(link.viewsLeft === 1 ? [texts.once] : []), texts.told].join('\n')),
        mutedText(issuer.notice, 'xs'),
      ],
      buttons: [button('main', { type: 'uri', label: texts.open, uri: link.url })],
    }),
  ]
}
