// The form in which the user checks the card's data: per field the value read, the value now and the confirmation.
import { type CardDraft, checkCardData, type DataFault } from '../../core/card/card.ts'
import { fromIsoDigits, type PartialDate } from '../../core/card/thai-date.ts'
import { splitEnglishName, splitName } from '../../core/card/thai-text.ts'
import type { ReadField } from '../draft.ts'
import { type FormField, formFields } from '../fields.ts'

/** A date is `YYYYMMDD` in the common era with zeros for an unknown part, `lifelong`, or empty. */
export type CardForm = Readonly<Record<FormField, ReadField>>

/** `checkCardData` refuses this date. */
const impossibleDate: PartialDate = { year: 0 }
const dateFrom = (digits: string): PartialDate => {
  const date = fromIsoDigits(digits)
  return date.ok ? date.value : impossibleDate
}

/** A surname, or nothing for the dash of somebody who has none. */
const surname = (text: string) => (/[^\s\-–—]/.test(text) ? text.trim() : undefined)

/** The form's values as input for `checkCardData`. */
export const toCardDraft = (form: CardForm): CardDraft => {
  const thai = splitName(form.nameThai.value)
  const english = splitEnglishName(form.nameEnglish.value)
  const optional = {
    middleNameThai: thai.middle,
    lastNameThai: thai.last,
    titleEnglish: english.title,
    middleNameEnglish: english.middle,
    lastNameEnglish: surname(form.lastNameEnglish.value),
    address: form.address.value.trim() || undefined,
    laserCode: form.laserCode.value.trim() || undefined,
  }
  return {
    idNumber: form.idNumber.value,
    titleThai: thai.title ?? '',
    firstNameThai: thai.first,
    firstNameEnglish: english.first,
    birthDate: dateFrom(form.birthDate.value),
    issueDate: dateFrom(form.issueDate.value),
    expiry: form.expiry.value === 'lifelong' ? 'lifelong' : dateFrom(form.expiry.value),
    ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== undefined)),
  }
}

const faultyFields: Record<DataFault, FormField> = {
  id_number_not_13_digits: 'idNumber',
  id_number_wrong_check_digit: 'idNumber',
  id_number_unknown_province: 'idNumber',
  id_number_not_a_citizen: 'idNumber',
  title_missing: 'nameThai',
  first_name_missing: 'nameThai',
  name_not_thai: 'nameThai',
  english_name_missing: 'nameEnglish',
  name_not_english: 'nameEnglish',
  thai_name_too_long: 'nameThai',
  english_name_too_long: 'nameEnglish',
  text_too_long: 'address',
  birth_date_impossible: 'birthDate',
  birth_date_in_future: 'birthDate',
  too_young: 'birthDate',
  too_old: 'birthDate',
  issue_date_impossible: 'issueDate',
  issue_date_in_future: 'issueDate',
  issued_too_young: 'issueDate',
  expiry_impossible: 'expiry',
  expiry_before_issue: 'expiry',
  expiry_too_far: 'expiry',
  lifelong_too_young: 'expiry',
  expired: 'expiry',
  laser_code_missing: 'laserCode',
  laser_code_wrong: 'laserCode',
}

/** The field that a fault belongs to; undefined for a reason that concerns no field. */
export const fieldOf = (reason: string): FormField | undefined =>
  Object.hasOwn(faultyFields, reason) ? faultyFields[reason as DataFault] : undefined

/** Doubtful fields that the user has not confirmed yet, and the first fault of the values. `today`: in Asia/Bangkok. */
export const checkForm = (form: CardForm, today: PartialDate): { unsure: FormField[]; fault?: DataFault } => {
  const unsure = formFields.filter((name) => form[name].status !== 'accepted' && !form[name].confirmed)
  const checked = checkCardData(toCardDraft(form), today)
  return checked.ok ? { unsure } : { unsure, fault: checked.reason }
}

/** Names of the fields that the user changed. */
export const correctedFields = (form: CardForm): FormField[] =>
  formFields.filter((name) => form[name].value !== form[name].readAs)

/** Names of the fields whose reading was not accepted and that the user left as they were read. */
export const doubtfulFields = (form: CardForm): FormField[] =>
  formFields.filter((name) => form[name].status !== 'accepted' && form[name].value === form[name].readAs)

/** The form with a value that the user typed or chose from the candidates, marked as confirmed. */
export const formWith = (form: CardForm, name: FormField, value: string): CardForm => ({
  ...form,
  [name]: { ...form[name], value, confirmed: true },
})

/** Doubtful fields first; both groups in the order of the card. */
export const doubtfulFirst = (form: CardForm): FormField[] => [
  ...formFields.filter((name) => form[name].status !== 'accepted'),
  ...formFields.filter((name) => form[name].status === 'accepted'),
]
