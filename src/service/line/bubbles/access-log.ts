// Who looked at the card, told at once and listed on demand: time, who, how much; never what the card says.
import type { messagingApi } from '@line/bot-sdk'
import type { Look } from '../../../core/inspection/access-log.ts'
import { momentIn } from '../flex/moment.ts'
import { bubble, button, colours, column, quiet, row, text, title } from '../flex/parts.ts'
import { answers, opens } from '../flex/tap.ts'
import type { Voice } from '../speech.ts'

type Component = messagingApi.FlexComponent

const sawSomething = ({ result }: Look) => result === 'seen' || result === 'masked'

const entry = ({ words, language }: Voice, look: Look): Component => {
  const said = words.looking
  const lines = [
    text(look.by ? `${look.by.agency} · ${look.by.name}` : said.someone, 'md', { weight: 'bold' }),
    quiet(`${said.via[look.via]} · ${said.scope[look.scope]}`),
    row(
      [
        text(said.result[look.result], 'sm', { color: sawSomething(look) ? colours.kram : '#9B1C1C', flex: 5 }),
        text(momentIn(language)(look.at), 'sm', { color: colours.muted, flex: 4, align: 'end' }),
      ],
      { spacing: 'sm' },
    ),
  ]
  return column(lines, { borderColor: colours.line, borderWidth: '1px', cornerRadius: '12px', paddingAll: '12px' })
}

export const looked = (voice: Voice, look: Look): messagingApi.FlexMessage => {
  const said = voice.words.looking
  return bubble(said.opened.alt, {
    body: [title(sawSomething(look) ? said.opened.title : said.opened.refused), entry(voice, look)],
    buttons: [
      button('equal', opens(voice.liffId, said.list.all, '/looked')),
      button('stop', answers({ command: 'freeze' }, said.freeze.notMe)),
    ],
  })
}

export const looks = (voice: Voice, all: readonly Look[]): messagingApi.FlexMessage => {
  const said = voice.words.looking
  return bubble(said.list.alt, {
    body: [
      title(all.length > 0 ? said.list.title : said.list.none),
      ...all.map((look) => entry(voice, look)),
      quiet(said.list.note, 'xs'),
    ],
    buttons: [
      button('equal', opens(voice.liffId, said.list.all, '/looked')),
      ...(all.length > 0 ? [button('stop', answers({ command: 'freeze' }, said.freeze.notMe))] : []),
    ],
  })
}
