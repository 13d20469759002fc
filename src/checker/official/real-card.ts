// The fields for the number and the birth date of a real card, which an officer types off it.
import type { RealCard } from '../../core/card/real-card.ts'
import type { PartialDate } from '../../core/card/thai-date.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { phrases, wideButton } from '../parts.ts'
import type { OfficialContext } from './views.ts'

/** Years up to here are CE: a card of today prints no Buddhist year before 2400. */
const LAST_CE = 2200
const BUDDHIST = 543

/** Digits as typed; Thai digits count. Empty for a part that the card leaves out. */
export const digitsOf = (text: string) =>
  text.replace(/[๐-๙]/g, (digit) => String('๐๑๒๓๔๕๖๗๘๙'.indexOf(digit))).replace(/\D/g, '')

export const field = (id: string, label: string, most: string, mode: 'numeric' | 'text' = 'numeric', value = '') => {
  const input = h('input', {
    id,
    name: id,
    type: 'text',
    inputmode: mode,
    maxlength: most,
    value,
    autocomplete: 'off',
    'aria-describedby': 'trouble',
  }) as HTMLInputElement
  return { input, parts: [h('label', { for: id, class: 'why' }, label), input] }
}

/** Day, month and year of a date. `read` gives undefined for what cannot be a date of a card. */
export const dateField = (
  { words: { visit } }: OfficialContext,
  id: string,
  legend: string,
  value?: PartialDate,
): { parts: HTMLElement; first: HTMLInputElement; read: () => PartialDate | undefined } => {
  const of = (part: number | undefined) => (part === undefined ? '' : String(part))
  const name = (part: string) => (id ? `${id}-${part}` : part)
  const day = field(name('day'), visit.day, '2', 'numeric', of(value?.day))
  const month = field(name('month'), visit.month, '2', 'numeric', of(value?.month))
  const year = field(name('year'), visit.year, '4', 'numeric', of(value && value.year + BUDDHIST))
  const read = () => {
    const [y, m, d] = [year, month, day].map(({ input }) => digitsOf(input.value)) as [string, string, string]
    if (y.length !== 4 || Number(m) > 12 || Number(d) > 31) return undefined
    const typed = Number(y)
    return {
      year: typed > LAST_CE ? typed - BUDDHIST : typed,
      ...(Number(m) > 0 && { month: Number(m) }),
      ...(Number(d) > 0 && { day: Number(d) }),
    }
  }
  const parts = h(
    'fieldset',
    { class: 'date' },
    h('legend', {}, legend),
    ...[day, month, year].map((one) => h('div', {}, ...one.parts)),
  )
  return { parts, first: day.input, read }
}

/**
 * Nothing that the holder entered is beside the fields. `trouble`: why the last comparison failed. `said`: what the form
 * tells, and what its button says.
 */
export const realCardForm = (
  context: OfficialContext,
  trouble: string | undefined,
  send: (card: RealCard) => void,
  said: { readOff: string; go: string } = { readOff: context.words.visit.readOff, go: context.words.visit.compare },
) => {
  const { visit } = context.words
  const number = field('number', visit.number, '20')
  const birthDate = dateField(context, '', visit.birthDate)
  const told = h('p', { class: 'note care', id: 'trouble', role: 'alert' }, phrases(trouble ?? visit.incomplete))
  told.hidden = trouble === undefined
  const go = () => {
    const [idNumber, date] = [digitsOf(number.input.value), birthDate.read()]
    if (idNumber.length === 13 && date) return send({ idNumber, birthDate: date })
    told.replaceChildren(phrases(visit.incomplete))
    told.hidden = false
    number.input.focus()
  }
  const parts = [h('p', { class: 'note' }, icon('info'), phrases(said.readOff)), ...number.parts, birthDate.parts, told]
  return { parts, next: wideButton('secure', said.go, go) }
}
