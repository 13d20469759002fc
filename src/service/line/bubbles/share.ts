// The message that the holder sends through LINE's share picker: a link and its limits, but no card data.
import type { messagingApi } from '@line/bot-sdk'
import type { Scope } from '../../../core/card/token.ts'
import { timeIn } from '../flex/moment.ts'
import { bubble, button, colours, column, mutedText, row, text, title } from '../flex/parts.ts'
import type { Speech } from '../speech.ts'

const line = (label: string, value: string) =>
  row([
    text(label, 'sm', { color: colours.muted, flex: 3 }),
    text(value, 'sm', { weight: 'bold', flex: 5, align: 'end' }),
  ])

/** `expiresAt`: ms since the epoch. */
export type ShareLink = { url: string; scope: Scope; expiresAt: number; viewsLeft: number }

/** Buttons are links only: the picker accepts no other action. */
export const shareMessages = ({ words, language, issuer }: Speech, link: ShareLink): messagingApi.FlexMessage[] => {
  const said = words.looking.share
  return [
    bubble(said.alt, {
      body: [
        title(said.title),
        column([line(said.what, words.looking.scope[link.scope]), line(said.until, timeIn(language)(link.expiresAt))], {
          spacing: 'sm',
        }),
        mutedText([...(link.viewsLeft === 1 ? [said.once] : []), said.told].join('\n')),
        mutedText(issuer.notice, 'xs'),
      ],
      buttons: [button('main', { type: 'uri', label: said.open, uri: link.url })],
    }),
  ]
}
