// Builds the reviewer's stages: the open cases, one case with its pictures, and the result of the verdict.
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import type { OpenCase, ReviewCase } from '../../core/contract/responses/officials.ts'
import { dateIn } from '../../core/dates.ts'
import type { ReviewVerdict } from '../../core/face/recheck.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { phrases, wideButton } from '../parts.ts'
import { type OfficialContext, page, title } from './views.ts'

export const casesView = (
  context: OfficialContext,
  cases: readonly OpenCase[],
  open: (id: string) => void,
  back: () => void,
) => {
  const { review } = context.words
  const { language } = context.frame.settings
  const row = ({ id, kind, reason, openedAt }: OpenCase) =>
    h(
      'li',
      {},
      h(
        'button',
        { class: 'case', type: 'button', click: () => open(id) },
        h('strong', {}, review.reason[reason]),
        kind === 'recovery' ? h('span', {}, phrases(review.newPin)) : undefined,
        h('span', {}, review.since(`${dateIn(bangkokDay(openedAt), language)} ${clockMinute(openedAt)}`)),
      ),
    )
  return page(
    context,
    [
      title(cases.length > 0 ? review.list : review.none),
      h('p', { class: 'note' }, icon('info'), phrases(review.told)),
      h('ul', { class: 'cases' }, ...cases.map(row)),
    ],
    wideButton('close', context.words.ask.title, back, 'other'),
  )
}

export const figure = (base64: string, caption: string, type = 'jpeg') =>
  h('figure', {}, h('img', { src: `data:image/${type};base64,${base64}`, alt: caption }), h('figcaption', {}, caption))

/** The pictures that officials will compare the person with: what the verdict is about. */
export const shownFigures = ({ words: { review } }: OfficialContext, { portrait, face }: ReviewCase['shown']) => [
  figure(portrait, review.shown),
  figure(face, review.small, 'webp'),
]

/** Every frame of the round, small, under the names of the poses. */
const roundFigures = ({ words: { review } }: OfficialContext, { frames, angles }: ReviewCase) =>
  h(
    'details',
    {},
    h('summary', {}, review.frames),
    h('div', { class: 'pair' }, ...frames.map((jpeg, i) => figure(jpeg, review.ask[angles[i]?.ask ?? 'centre']))),
  )

const observed = ({ words: { review } }: OfficialContext, { angles, flags }: ReviewCase) => {
  const rows = angles.map(({ ask, yaw, pitch }): [string, string] => [review.ask[ask], review.pose(yaw, -pitch)])
  return h(
    'details',
    {},
    h('summary', {}, review.measured),
    h('dl', {}, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    h(
      'ul',
      {},
      ...(flags.length > 0 ? flags.map((flag) => h('li', {}, review.flags[flag])) : [h('li', {}, review.noFlags)]),
    ),
  )
}

/** What was found about this number before, and which fields the holder typed. Never what another reviewer said. */
export const hints = (
  { words: { review }, frame }: OfficialContext,
  { earlier, typed = [] }: Pick<ReviewCase, 'earlier'> & { typed?: ReviewCase['typed'] },
) => [
  ...earlier
    .filter(({ freed }) => !freed)
    .map(({ what, at }) =>
      h(
        'p',
        { class: 'note care' },
        icon('info'),
        phrases(review.earlier[what](dateIn(bangkokDay(at), frame.settings.language))),
      ),
    ),
  ...(typed.length > 0
    ? [
        h(
          'p',
          { class: 'note' },
          icon('info'),
          phrases(review.typed(typed.map((field) => review.fields[field]).join(', '))),
        ),
      ]
    : []),
]

/** The form for a verdict and its reason. It sends nothing without both. */
export const verdictForm = <Said extends string>(
  { words: { review } }: OfficialContext,
  asked: string,
  said: Readonly<Record<Said, string>>,
  judge: (said: Said, why: string) => void,
) => {
  const why = h('input', {
    id: 'why',
    name: 'why',
    type: 'text',
    maxlength: '300',
    autocomplete: 'off',
    placeholder: review.whyHint,
    'aria-describedby': 'trouble',
  }) as HTMLInputElement
  const trouble = h('p', { class: 'note care', id: 'trouble', role: 'alert' }, phrases(review.tooShort))
  trouble.hidden = true
  const answers = Object.keys(said) as Said[]
  const choice = (answer: Said) =>
    h('label', {}, h('input', { type: 'radio', name: 'said', value: answer }), phrases(said[answer]))
  const fields = h('fieldset', {}, h('legend', {}, phrases(asked)), ...answers.map(choice))
  const send = () => {
    const chosen = fields.querySelector<HTMLInputElement>('input:checked')?.value
    const answer = answers.find((one) => one === chosen)
    if (answer && why.value.trim().length >= 3) return judge(answer, why.value.trim())
    trouble.hidden = false
    const missing = answer ? why : fields.querySelector('input')
    missing?.focus()
  }
  const parts = [fields, h('label', { for: 'why', class: 'why' }, review.why), why, trouble]
  return { parts, next: wideButton('secure', review.send, send) }
}

export const caseView = (
  context: OfficialContext,
  one: ReviewCase,
  acts: { judge: (said: ReviewVerdict, why: string) => void; back: () => void },
) => {
  const { review } = context.words
  const newPin = one.kind === 'recovery'
  const said = newPin ? { ...review.said, ...review.saidForPin } : review.said
  const { parts, next } = verdictForm(context, review.asked, said, acts.judge)
  return page(
    context,
    [
      title(review.title),
      h(
        'div',
        { class: 'pictures' },
        h(
          'div',
          { class: 'pair' },
          figure(one.card, newPin ? review.shown : review.card),
          figure(one.selfie, review.selfie),
        ),
        newPin ? undefined : h('div', { class: 'pair less' }, ...shownFigures(context, one.shown)),
        roundFigures(context, one),
        observed(context, one),
      ),
      h(
        'div',
        { class: 'answer' },
        h('p', { class: 'note' }, icon('info'), review.reason[one.reason]),
        newPin ? h('p', { class: 'note' }, icon('info'), phrases(review.newPin)) : undefined,
        ...hints(context, one),
        // Before the answer, whoever the holder is: the service keeps nobody's sex beside a case.
        h('p', { class: 'note' }, icon('info'), phrases(review.weak)),
        ...parts,
      ),
    ],
    next,
    [h('button', { class: 'small', type: 'button', click: acts.back }, review.back)],
    ' desk',
  )
}

export const endedView = (
  context: OfficialContext,
  said: string,
  sign: 'secure' | 'info',
  back: { label: string; go: () => void },
) =>
  page(
    context,
    [h('div', { class: 'viewfinder' }, icon(sign)), h('h1', { tabindex: '-1' }, phrases(said))],
    wideButton('refresh', back.label, back.go),
  )
