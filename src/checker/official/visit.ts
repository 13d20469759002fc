// Builds the stages of a holder's visit to the office: the code, then the name, the pictures and the official's
// verdict.

import type { Visit } from '../../core/contract/responses/officials.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { phrases, wideButton } from '../parts.ts'
import { figure, shownFigures, verdictForm } from './review.ts'
import { type OfficialContext, page, title } from './views.ts'

export const codeView = (context: OfficialContext, open: (code: string) => void, back: () => void) => {
  const { visit, ask } = context.words
  const code = h('input', {
    id: 'code',
    name: 'code',
    type: 'text',
    maxlength: '12',
    autocomplete: 'off',
    autocapitalize: 'characters',
    placeholder: visit.codeHint,
    'aria-describedby': 'trouble',
  }) as HTMLInputElement
  const trouble = h('p', { class: 'note care', id: 'trouble', role: 'alert' }, phrases(visit.wrongCode))
  trouble.hidden = true
  const send = () => {
    if (/^[a-z]\d{5}$/i.test(code.value.replace(/[^a-z\d]/gi, ''))) return open(code.value)
    trouble.hidden = false
    code.focus()
  }
  return page(
    context,
    [
      title(visit.title),
      h('p', { class: 'note' }, icon('info'), phrases(visit.told)),
      h('label', { for: 'code', class: 'why' }, visit.code),
      code,
      trouble,
    ],
    wideButton('secure', visit.open, send),
    [h('button', { class: 'small', type: 'button', click: back }, ask.title)],
  )
}

export const visitView = (
  context: OfficialContext,
  one: Visit,
  acts: { judge: (said: 'yes' | 'no', why: string) => void; back: () => void },
) => {
  const { visit, review } = context.words
  const newPin = one.kind === 'recovery'
  const { parts, next } = verdictForm(context, visit.asked, newPin ? review.saidForPin : visit.said, acts.judge)
  return page(
    context,
    [
      title(visit.title),
      h('p', { class: 'note' }, icon('info'), one.held ? visit.held : visit.usable),
      newPin ? h('p', { class: 'note' }, icon('info'), phrases(review.newPin)) : undefined,
      h('dl', {}, h('dt', {}, visit.name), h('dd', {}, one.name), h('dt', {}, visit.number), h('dd', {}, one.idMasked)),
      h('div', { class: 'pair' }, one.card && figure(one.card, review.card), ...shownFigures(context, one.shown)),
      ...parts,
    ],
    next,
    [h('button', { class: 'small', type: 'button', click: acts.back }, visit.back)],
  )
}
