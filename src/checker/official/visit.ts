// Builds the stages of a holder's visit to the office: the code, then the name, the pictures and the official's
// verdict.

import type { RealCard } from '../../core/card/real-card.ts'
import type { ComparedVisit, Visit } from '../../core/contract/responses/officials.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { phrases, wideButton } from '../parts.ts'
import { realCardForm } from './real-card.ts'
import { figure, hints, shownFigures, verdictForm } from './review.ts'
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
    if (/^[a-z]\d{5}(\d{2})?$/i.test(code.value.replace(/[^a-z\d]/gi, ''))) return open(code.value)
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

export type VisitActs = {
  compare: (card: RealCard) => void
  judge: (said: 'yes' | 'no', why: string) => void
  refuse: () => void
  back: () => void
}

/**
 * `named`: what the holder entered, once the real card agreed. `refusing`: the official says no without it. `trouble`: why
 * the last comparison failed.
 */
export type VisitState = { one: Visit; named?: ComparedVisit; refusing?: true; trouble?: string }

export const visitView = (context: OfficialContext, { one, named, refusing, trouble }: VisitState, acts: VisitActs) => {
  const { visit, review } = context.words
  const newPin = one.kind === 'recovery'
  const said = newPin ? review.saidForPin : visit.said
  const { parts, next } = named
    ? verdictForm(context, visit.asked, said, acts.judge)
    : refusing
      ? verdictForm<'no'>(context, visit.asked, { no: said.no }, acts.judge)
      : realCardForm(context, trouble, acts.compare)
  const rows = named && [
    [visit.name, named.name],
    [visit.number, named.idMasked],
  ]
  const small = (label: string, click: () => void) => h('button', { class: 'small', type: 'button', click }, label)
  return page(
    context,
    [
      title(visit.title),
      h('p', { class: 'note' }, icon('info'), one.held ? visit.held : visit.usable),
      newPin ? h('p', { class: 'note' }, icon('info'), phrases(review.newPin)) : undefined,
      ...hints(context, one),
      refusing && trouble ? h('p', { class: 'note care' }, icon('info'), phrases(trouble)) : undefined,
      rows && h('dl', {}, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
      h('div', { class: 'pair' }, one.card && figure(one.card, review.card), ...shownFigures(context, one.shown)),
      ...parts,
    ],
    next,
    [...(named || refusing ? [] : [small(visit.refuse, acts.refuse)]), small(visit.back, acts.back)],
  )
}
