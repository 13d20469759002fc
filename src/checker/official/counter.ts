// Builds the stages of a person who came without a card: the real card, its data with a picture, and the refusal.
import type { CardDraft } from '../../core/card/card.ts'
import type { RealCard } from '../../core/card/real-card.ts'
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import type { CounterSignature } from '../../core/contract/requests-counter.ts'
import type { ComparedCounter, CounterVisit } from '../../core/contract/responses/counter.ts'
import { dateIn } from '../../core/dates.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { phrases, wideButton } from '../parts.ts'
import { type Desk, deskPicture, picturesFrom } from './desk-picture.ts'
import { dateField, field, realCardForm } from './real-card.ts'
import { hints } from './review.ts'
import { type OfficialContext, page, title } from './views.ts'

/**
 * `card`, `compared`, `desk`: once number and birth date were accepted. `refusing`: the officer writes a refusal. `trouble`: why the
 * last answer was not accepted.
 */
export type CounterState = {
  code: string
  one: CounterVisit
  card?: RealCard
  compared?: ComparedCounter
  desk?: Desk
  refusing?: true
  trouble?: string
}

export type CounterActs = {
  compare: (card: RealCard) => void
  sign: (signature: Omit<CounterSignature, 'code'>) => void
  refuse: (why: string) => void
  refusing: () => void
  back: () => void
}

const texts = ['titleThai', 'firstNameThai', 'middleNameThai', 'lastNameThai'] as const
const english = ['titleEnglish', 'firstNameEnglish', 'middleNameEnglish', 'lastNameEnglish'] as const
const others = ['address', 'laserCode'] as const
type TextField = (typeof texts | typeof english | typeof others)[number]

const why = ({ words: { review } }: OfficialContext, label: string) => {
  const input = h('input', {
    id: 'why',
    name: 'why',
    type: 'text',
    maxlength: '300',
    autocomplete: 'off',
    placeholder: review.whyHint,
    'aria-describedby': 'trouble',
  }) as HTMLInputElement
  return { input, parts: [h('label', { for: 'why', class: 'why' }, phrases(label)), input] }
}

const alert = (trouble?: string) => {
  const told = h('p', { class: 'note care', id: 'trouble', role: 'alert' }, phrases(trouble ?? ''))
  told.hidden = trouble === undefined
  const tell = (text: string) => {
    told.replaceChildren(phrases(text))
    told.hidden = false
  }
  return { told, tell }
}

/** The card as printed, with what the person had confirmed already filled in. */
const cardForm = (context: OfficialContext, real: RealCard, known: CardDraft | undefined) => {
  const { counter } = context.words
  const typed = (name: TextField) =>
    field(name, counter.fields[name], name === 'address' ? '300' : '80', 'text', known?.[name])
  const fields = Object.fromEntries([...texts, ...english, ...others].map((name) => [name, typed(name)])) as Record<
    TextField,
    ReturnType<typeof field>
  >
  const issueDate = dateField(context, 'issued', counter.fields.issueDate, known?.issueDate)
  const expiry = dateField(
    context,
    'expiry',
    counter.fields.expiry,
    known?.expiry === 'lifelong' ? undefined : known?.expiry,
  )
  const lifelong = h('input', {
    type: 'checkbox',
    id: 'lifelong',
    checked: known?.expiry === 'lifelong',
  }) as HTMLInputElement
  const read = (): CardDraft | undefined => {
    const [issued, ends] = [issueDate.read(), lifelong.checked ? ('lifelong' as const) : expiry.read()]
    if (!issued || !ends) return undefined
    const text = (name: TextField) => fields[name].input.value.trim()
    const optional = Object.fromEntries(
      (['middleNameThai', 'lastNameThai', 'titleEnglish', 'middleNameEnglish', 'lastNameEnglish', ...others] as const)
        .filter((name) => text(name) !== '')
        .map((name) => [name, text(name)]),
    )
    return {
      idNumber: real.idNumber,
      birthDate: real.birthDate,
      titleThai: text('titleThai'),
      firstNameThai: text('firstNameThai'),
      firstNameEnglish: text('firstNameEnglish'),
      ...optional,
      issueDate: issued,
      expiry: ends,
    }
  }
  const parts = [
    ...[...texts, ...english].flatMap((name) => fields[name].parts),
    issueDate.parts,
    expiry.parts,
    h('label', { class: 'check' }, lifelong, counter.fields.lifelong),
    ...others.flatMap((name) => fields[name].parts),
  ]
  return { parts, read, first: fields.titleThai.input }
}

const small = (label: string, click: () => void) =>
  h('button', { class: 'small', type: 'button', click }, phrases(label))

const heading = ({ words: { counter }, frame }: OfficialContext, { reason, openedAt }: CounterVisit) => [
  title(counter.title),
  h('p', { class: 'note' }, icon('info'), phrases(counter.reason[reason])),
  h('p', {}, counter.since(`${dateIn(bangkokDay(openedAt), frame.settings.language)} ${clockMinute(openedAt)}`)),
]

/** Number and birth date first: what the person confirmed is not shown before they agree. */
const compareView = (context: OfficialContext, { one, trouble }: CounterState, acts: CounterActs) => {
  const { counter, visit } = context.words
  const said = one.known ? counter.known : counter.unknown
  const { parts, next } = realCardForm(context, trouble, acts.compare, said)
  return page(context, [...heading(context, one), ...parts], next, [
    small(counter.refuse, acts.refusing),
    small(visit.back, acts.back),
  ])
}

type Signing = { card: RealCard; compared: ComparedCounter; desk: Desk }

const signView = (
  context: OfficialContext,
  { one, card, compared, desk, trouble }: CounterState & Signing,
  acts: CounterActs,
) => {
  const { counter, visit, review } = context.words
  const form = cardForm(context, card, compared.data)
  const reason = why(context, review.why)
  const { told, tell } = alert(trouble)
  const missing = (text: string, at?: HTMLElement) => {
    tell(text)
    at?.focus()
  }
  const sign = async () => {
    const [draft, canvas] = [form.read(), desk.taken]
    if (!draft) return missing(counter.datesMissing, form.first)
    if (!canvas) return missing(counter.pictureMissing)
    if (reason.input.value.trim().length < 3) return missing(counter.whyMissing, reason.input)
    acts.sign({ card: draft, pictures: await picturesFrom(canvas, draft), why: reason.input.value.trim() })
  }
  return page(
    context,
    [
      ...heading(context, one),
      compared.elsewhere ? h('p', { class: 'note care' }, icon('info'), phrases(counter.elsewhere)) : undefined,
      ...hints(context, { earlier: compared.earlier }),
      h('p', { class: 'note' }, icon('info'), phrases(compared.data ? counter.check : counter.typeAll)),
      h('div', { class: 'fields' }, ...form.parts),
      ...deskPicture(context, desk),
      ...reason.parts,
      told,
    ],
    wideButton('secure', counter.sign, () => void sign()),
    [small(counter.refuse, acts.refusing), small(visit.back, acts.back)],
  )
}

const refuseView = (context: OfficialContext, { one, trouble }: CounterState, acts: CounterActs) => {
  const { counter, visit } = context.words
  const reason = why(context, counter.refusalWhy)
  const { told, tell } = alert()
  const send = () => {
    if (reason.input.value.trim().length >= 3) return acts.refuse(reason.input.value.trim())
    tell(counter.whyMissing)
    reason.input.focus()
  }
  return page(
    context,
    [
      ...heading(context, one),
      trouble ? h('p', { class: 'note care' }, icon('info'), phrases(trouble)) : undefined,
      ...reason.parts,
      told,
    ],
    wideButton('close', counter.sendRefusal, send),
    [small(visit.back, acts.back)],
  )
}

export const counterView = (context: OfficialContext, now: CounterState, acts: CounterActs) => {
  const { card, compared, desk } = now
  if (now.refusing) return refuseView(context, now, acts)
  return card && compared && desk
    ? signView(context, { ...now, card, compared, desk }, acts)
    : compareView(context, now, acts)
}
