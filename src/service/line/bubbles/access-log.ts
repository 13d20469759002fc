// Who looked at the card, told at once and listed on demand: time, who, how much; never what the card says.
import type { messagingApi } from '@line/bot-sdk'
import type { AccessEntry } from '../../../core/inspection/access-log.ts'
import { momentIn } from '../flex/moment.ts'
import { bubble, button, colours, column, mutedText, row, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

type Component = messagingApi.FlexComponent

const sawSomething = ({ result }: AccessEntry) => result === 'seen' || result === 'masked'

const entry = ({ words, language }: Speech, look: AccessEntry): Component => {
  const said = words.looking
  const lines = [
    text(look.by ? `${look.by.agency} · ${look.by.name}` : said.someone, 'md', { weight: 'bold' }),
    mutedText(`${said.via[look.via]} · ${said.scope[look.scope]}`),
    row(
      [
        text(said.result[look.result], 'sm', { color: sawSomething(look) ? colours.kram : colours.bad, flex: 5 }),
        text(momentIn(language)(look.at), 'sm', { color: colours.muted, flex: 4, align: 'end' }),
      ],
      { spacing: 'sm' },
    ),
  ]
  return column(lines, { borderColor: colours.line, borderWidth: '1px', cornerRadius: '12px', paddingAll: '12px' })
}

export const accessNotice = (speech: Speech, look: AccessEntry): messagingApi.FlexMessage => {
  const said = speech.words.looking
  return bubble(said.opened.alt, {
    body: [title(sawSomething(look) ? said.opened.title : said.opened.refused), entry(speech, look)],
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
      ...all.map((look) => entry(speech, look)),
      mutedText(said.list.note, 'xs'),
    ],
    buttons: [
      button('equal', openPage(speech.liffId, said.list.all, '/looked')),
      ...(all.length > 0 ? [button('stop', answerButton({ command: 'freeze' }, said.freeze.notMe))] : []),
    ],
  })
}
