// The reviewer's stages as elements: cases that wait, one case with its two pictures, and what became of the answer.
import type { ReviewVerdict } from '../../core/journey/second-look.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { phrases, wide } from '../parts.ts'
import type { CaseEnd, OpenCase, ReviewCase } from './service.ts'
import { page, type Talk, title } from './views.ts'

const verdicts: readonly ReviewVerdict[] = ['yes', 'no', 'unsure']

const momentIn = (language: 'th' | 'en') =>
  new Intl.DateTimeFormat(language === 'th' ? 'th-TH' : 'en-GB', {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Bangkok' },
  })

export const casesView = (talk: Talk, cases: readonly OpenCase[], open: (id: string) => void, back: () => void) => {
  const { review } = talk.words
  const moment = momentIn(talk.frame.settings.language)
  const row = ({ id, reason, openedAt }: OpenCase) =>
    h(
      'li',
      {},
      h(
        'button',
        { class: 'case', type: 'button', click: () => open(id) },
        h('strong', {}, review.reason[reason]),
        h('span', {}, review.since(moment.format(openedAt))),
      ),
    )
  return page(
    talk,
    [
      title(cases.length > 0 ? review.list : review.none),
      h('p', { class: 'note' }, icon('info'), phrases(review.told)),
      h('ul', { class: 'cases' }, ...cases.map(row)),
    ],
    wide('close', talk.words.ask.title, back, 'other'),
  )
}

const figure = (base64: string, caption: string) =>
  h('figure', {}, h('img', { src: `data:image/jpeg;base64,${base64}`, alt: caption }), h('figcaption', {}, caption))

const measured = ({ words: { review } }: Talk, { report, angles, flags }: ReviewCase) => {
  const score = (value?: number) => value?.toFixed(2) ?? review.notMeasured
  const rows: [string, string][] = [
    [review.scores.card, score(report?.card)],
    [review.scores.centred, score(report?.centred?.score)],
    [review.scores.samePerson, score(report?.samePerson)],
    [review.scores.portrait, score(report?.portrait)],
    ...angles.map(({ ask, yaw, pitch }): [string, string] => [review.ask[ask], review.pose(yaw, -pitch)]),
  ]
  return h(
    'details',
    {},
    h('summary', {}, review.measured),
    h('p', {}, phrases(review.care)),
    h('dl', {}, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    h(
      'ul',
      {},
      ...(flags.length > 0 ? flags.map((flag) => h('li', {}, review.flags[flag])) : [h('li', {}, review.noFlags)]),
    ),
  )
}

export const caseView = (
  talk: Talk,
  one: ReviewCase,
  acts: { judge: (said: ReviewVerdict, why: string) => void; back: () => void },
) => {
  const { review } = talk.words
  const why = h('input', {
    ...{ id: 'why', name: 'why', type: 'text', maxlength: '300', autocomplete: 'off', placeholder: review.whyHint },
    'aria-describedby': 'trouble',
  }) as HTMLInputElement
  const trouble = h('p', { class: 'note care', id: 'trouble', role: 'alert' }, phrases(review.tooShort))
  trouble.hidden = true
  const choice = (said: ReviewVerdict) =>
    h('label', {}, h('input', { type: 'radio', name: 'said', value: said }), phrases(review.said[said]))
  const fields = h('fieldset', {}, h('legend', {}, review.asked), ...verdicts.map(choice))
  const send = () => {
    const chosen = fields.querySelector<HTMLInputElement>('input:checked')?.value
    const said = verdicts.find((verdict) => verdict === chosen)
    if (said && why.value.trim().length >= 3) return acts.judge(said, why.value.trim())
    trouble.hidden = false
    const missing = said ? why : fields.querySelector('input')
    missing?.focus()
  }
  return page(
    talk,
    [
      title(review.title),
      h('p', { class: 'note' }, icon('info'), review.reason[one.reason]),
      h('div', { class: 'pair' }, figure(one.card, review.card), figure(one.selfie, review.selfie)),
      measured(talk, one),
      fields,
      h('label', { for: 'why', class: 'why' }, review.why),
      why,
      trouble,
    ],
    wide('secure', review.send, send),
    [h('button', { class: 'small', type: 'button', click: acts.back }, review.back)],
  )
}

export const reviewedView = (talk: Talk, end: 'taken' | CaseEnd, back: () => void) =>
  page(
    talk,
    [
      h('div', { class: 'viewfinder' }, icon(end === 'taken' ? 'secure' : 'info')),
      h('h1', { tabindex: '-1' }, phrases(talk.words.review.ended[end])),
    ],
    wide('refresh', talk.words.review.back, back),
  )
