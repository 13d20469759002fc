// The values of a card that a register is asked about, in one form: what was confirmed is compared with what is issued.
import type { CardData } from './card.ts'

/** Every field of a card, so that a new one cannot be left out of what is compared. */
const fields: Readonly<Record<keyof CardData, true>> = {
  idNumber: true,
  titleThai: true,
  firstNameThai: true,
  middleNameThai: true,
  lastNameThai: true,
  titleEnglish: true,
  firstNameEnglish: true,
  middleNameEnglish: true,
  lastNameEnglish: true,
  birthDate: true,
  address: true,
  issueDate: true,
  expiry: true,
  laserCode: true,
}

/** Dates are objects, whose keys may come in any order. */
const inOrder = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value

/**
 * The card's values as one text: equal for equal values, whatever the order of the fields, and different for any other
 * value. A field that is absent and one that is `undefined` are the same.
 */
export const confirmedValues = (data: CardData): string =>
  JSON.stringify((Object.keys(fields) as (keyof CardData)[]).map((field) => [field, inOrder(data[field] ?? null)]))
