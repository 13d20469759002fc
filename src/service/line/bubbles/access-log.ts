// Bubbles of the access log: a notice of one access and a list. They show time, viewer and scope, but no card data.
import type { messagingApi } from '@line/bot-sdk'
import type { AccessEntry } from '../../../core/inspection/access-log.ts'
import { momentIn } from '../flex/moment.ts'
import { bubble, button, colours, column, mutedText, row, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

type Component = messagingApi.FlexComponent

const sawSomething = ({ result }: AccessEntry) => result === 'seen' || result === 'masked'

const entry = ({ words: { looking: words }, language }: Speech, access: AccessEntry): Component => {
  const lines = [
    text(access.by ? `${access.by.agency} · ${access.by.name}` : words.someone, 'md', { weight: 'bold' }),
    mutedText(`${words.via[access.via]} · ${words.scope[access.scope]}`),
    row(
      [
        text(words.result[access.result], 'sm', { color: sawSomething(access) ? colours.kram : colours.bad, flex: 5 }),
        text(momentIn(language)(access.at), 'sm', { color: colours.muted, flex: 4, align: 'end' }),
      ],
      { spacing: 'sm' },
    ),
  ]
  return column(lines, { borderColor: colours.line, borderWidth: '1px', cornerRadius: '12px', paddingAll: '12px' })
}

export const accessNotice = (speech: Speech, access: AccessEntry): messagingApi.FlexMessage => {
  const said = speech.words.looking
  return bubble(said.opened.alt, {
    body: [title(sawSomething(access) ? said.opened.title : said.opened.refused), entry(speech, access)],
    buttons: [
      button('equal', openPage(speech.liffId, said.list.all, '/looked')),
      button('stop', answerButton({ command: 'freeze' }, said.freeze.notMe)),
    ],
  })
}

export const accessList = (speech: Speech, all: readonly AccessEntry[]): messagingApi.FlexMessage => {
  const said = speech.words.looking
  return bubble(said.list.alt, {
    body: [
      title(all.length > 0 ? said.list.title : said.list.none),
      ...all.map((access) => entry(speech, access)),
      mutedText(said.list.note, 'xs'),
    ],
    buttons: [
      button('equal', openPage(speech.liffId, said.list.all, '/looked')),
      ...(all.length > 0 ? [button('stop', answerButton({ command: 'freeze' }, said.freeze.notMe))] : []),
    ],
  })
}
