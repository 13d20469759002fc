// Bubbles of the access log: a notice of one access and a list. They show time, viewer and scope, but no card data.
import type { messagingApi } from '@line/bot-sdk'
import { type AccessEntry, sawCard } from '../../../core/inspection/access-log.ts'
import { momentIn } from '../flex/moment.ts'
import { bubble, button, colours, column, mutedText, row, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

type Component = messagingApi.FlexComponent

/** A report of another face is not what a holder hopes to read, although the card was seen. */
const isFine = (access: AccessEntry) => sawCard(access) && access.result !== 'unalike'

const entry = ({ words: { looking: words }, language }: Speech, access: AccessEntry): Component => {
  const lines = [
    text(access.by ? `${access.by.agency} · ${access.by.name}` : words.someone, 'md', { weight: 'bold' }),
    mutedText(`${words.via[access.via]} · ${words.scope[access.scope]}`),
    row(
      [
        text(words.result[access.result], 'sm', { color: isFine(access) ? colours.kram : colours.bad, flex: 5 }),
        text(momentIn(language)(access.at), 'sm', { color: colours.muted, flex: 4, align: 'end' }),
      ],
      { spacing: 'sm' },
    ),
  ]
  return column(lines, { borderColor: colours.line, borderWidth: '1px', cornerRadius: '12px', paddingAll: '12px' })
}

export const accessNotice = (speech: Speech, access: AccessEntry): messagingApi.FlexMessage => {
  const texts = speech.words.looking
  return bubble(texts.opened.alt, {
    body: [title(isFine(access) ? texts.opened.title : texts.opened.refused), entry(speech, access)],
    buttons: [
      button('equal', openPage(speech.liffId, texts.list.all, '/looked')),
      button('stop', answerButton({ command: 'freeze' }, texts.freeze.notMe)),
    ],
  })
}

export const accessList = (speech: Speech, all: readonly AccessEntry[]): messagingApi.FlexMessage => {
  const texts = speech.words.looking
  return bubble(texts.list.alt, {
    body: [
      title(all.length > 0 ? texts.list.title : texts.list.none),
      ...all.map((access) => entry(speech, access)),
      mutedText(texts.list.note, 'xs'),
    ],
    buttons: [
      button('equal', openPage(speech.liffId, texts.list.all, '/looked')),
      ...(all.length > 0 ? [button('stop', answerButton({ command: 'freeze' }, texts.freeze.notMe))] : []),
    ],
  })
}
