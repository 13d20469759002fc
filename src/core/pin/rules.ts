// Which PINs are refused: 8 digits, but none that a thief of the card would try first.

import { BUDDHIST_OFFSET, type PartialDate } from '../card/thai-date.ts'
import { err, ok, type Result } from '../result.ts'

/** Digits of a PIN. */
export const pinLength = 8
const form = new RegExp(`^\\d{${pinLength}}$`)

export type PinFault = 'not_8_digits' | 'repeats' | 'run' | 'birth_date' | 'id_number' | 'common'

/** Keypad shapes, constants and date-like favourites that the rules below do not already catch. */
const common = new Set(
  (
    '14725836 14703690 15935728 15975328 25802580 36925814 74185296 78945612 78963214 74123698 96385274 98741236 ' +
    '11223344 44332211 11112233 11221122 12312312 12345600 12345678 12344321 12131415 10203040 10101010 ' +
    '31415926 27182818 16180339 14142135 20202020 19191919 11110000 13572468 24681357 13579246 88889999 ' +
    '66668888 16888888 95599559 80808080 12123434 11335577 22446688 99887766 11991199 12345679 98765432'
  ).split(' '),
)

const repeats = (pin: string) =>
  new Set(pin).size < 3 ||
  /(\d)\1{3}/.test(pin) ||
  pin.slice(0, 4) === pin.slice(4) ||
  /^(\d)\1(\d)\2(\d)\3(\d)\4$/.test(pin)

const steps = (digits: string) => [...digits].slice(1).map((digit, i) => (Number(digit) - Number(digits[i]) + 10) % 10)
const even = (digits: string) => new Set(steps(digits)).size === 1
const run = (pin: string) =>
  even(pin) || [pin.slice(0, 4), pin.slice(4)].every((half) => even(half) && [1, 9].includes(steps(half)[0] ?? 0))

const two = (n: number) => String(n % 100).padStart(2, '0')
const permutations = (parts: string[]): string[][] =>
  parts.length < 2
    ? [parts]
    : parts.flatMap((part, i) => permutations(parts.filter((_, other) => other !== i)).map((rest) => [part, ...rest]))

/** Only pieces of the birth date, or day, month and year in any order anywhere; both eras, years of 2 or 4 digits. */
const birthDate = (pin: string, { year, month, day }: PartialDate) => {
  const years = [year, year + BUDDHIST_OFFSET]
  const smallParts = [day, month].filter((part) => part !== undefined).map(two)
  const parts = new Set([...smallParts, ...years.flatMap((y) => [String(y), two(y)])])
  const madeOf = (rest: string): boolean =>
    rest === '' || [...parts].some((part) => rest.startsWith(part) && madeOf(rest.slice(part.length)))
  if (madeOf(pin)) return true
  if (smallParts.length < 2) return false
  return years
    .flatMap((y) => [String(y), two(y)])
    .some((y) => permutations([...smallParts, y]).some((order) => pin.includes(order.join(''))))
}

/** Five digits in a row out of the ID number (either direction), or two pieces of four. */
const idNumber = (pin: string, id: string) =>
  [id, [...id].reverse().join('')].some(
    (digits) =>
      [0, 1, 2, 3].some((from) => digits.includes(pin.slice(from, from + 5))) ||
      (digits.includes(pin.slice(0, 4)) && digits.includes(pin.slice(4))),
  )

/** The PIN itself, or the first reason to refuse it, which the person is told. */
export const checkPin = (
  pin: string,
  person: { birthDate: PartialDate; idNumber: string },
): Result<string, PinFault> => {
  if (!form.test(pin)) return err('not_8_digits')
  if (repeats(pin)) return err('repeats')
  if (run(pin)) return err('run')
  if (birthDate(pin, person.birthDate)) return err('birth_date')
  if (idNumber(pin, person.idNumber)) return err('id_number')
  if (common.has(pin)) return err('common')
  return ok(pin)
}
