// Finds the numbers in a chat message that may be a PIN or an ID number, however their digits are written.
import { BUDDHIST_OFFSET, isPossible } from '../card/thai-date.ts'
import { pinLength } from '../pin/rules.ts'

const idNumberLength = 13
/** Years of the common era that an eight-digit date may have. */
const years = { first: 1900, last: 2100 }

/** Digits of any script, with anything between them that is neither a letter nor a digit: a dash, a line break, nothing visible. */
const dressedDigits = /\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd})*/gu
/** What may also separate two numbers. */
const betweenNumbers = /[^\s,;]+/g

type NumberInText = { written: string; before: string; after: string }

/**
 * The numbers in the text. A run of digits counts as a whole, and also in its parts: `081 234 5678, 93620815` names a
 * telephone and a PIN. NFKC makes digits of full-width, circled and mathematical ones.
 */
const numbersIn = (typed: string): NumberInText[] => {
  const text = typed.normalize('NFKC')
  return [...text.matchAll(dressedDigits)].flatMap(({ 0: run, index }) =>
    [{ 0: run, index: 0 }, ...run.matchAll(betweenNumbers)].map((part) => {
      const start = index + part.index
      return { written: part[0], before: text.slice(0, start), after: text.slice(start + part[0].length) }
    }),
  )
}

/** The digits in ASCII. In Unicode the digits of a script follow each other, from a code point that starts a block of ten. */
const digitValue = (digit: string) => {
  let zero = digit.codePointAt(0) ?? 0
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero--
  return (digit.codePointAt(0) ?? 0) - zero
}
const digitsOf = (written: string) => (written.match(/\p{Nd}/gu) ?? []).map(digitValue).join('')

const namesPin = /รหัส|พิน|\bpin|code|passw/i
const amount = /^\p{Nd}{1,3}(,\p{Nd}{3})*(\.\p{Nd}{2})?$|^\p{Nd}+(\.\p{Nd}{2})?$/u
const moneyBefore = /(฿|\bthb|ราคา|ยอด|ยอดเงิน|จำนวน|จำนวนเงิน|amount|price|total)[\s:=]*$/i
const moneyAfter = /^\s*(บาท|฿|baht|thb)/i
const dateBefore =
  /(วันที่|เกิด|เมื่อ|หมดอายุ|ถึง|ออกบัตร|\bdate|\bdated|born|birthday|birth|expir\w*|until|issued|\bon)[^\p{Nd}]{0,12}$/iu
/** `30/11/2026` or `2026-11-30`. */
const dateDress = /^\p{Nd}{1,2}([/.-])\p{Nd}{1,2}\1\p{Nd}{4}$|^\p{Nd}{4}([/.-])\p{Nd}{1,2}\2\p{Nd}{1,2}$/u

/** Year, month and day, or day, month and year, in either era. */
const isDate = (digits: string) => {
  const read = (year: string, month: string, day: string) => {
    const given = [Number(year), Number(year) - BUDDHIST_OFFSET]
    const common = given.find((each) => each >= years.first && each <= years.last)
    return common !== undefined && isPossible({ year: common, month: Number(month), day: Number(day) })
  }
  return (
    read(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)) ||
    read(digits.slice(4), digits.slice(2, 4), digits.slice(0, 2))
  )
}

/** An amount beside a word of money, a date beside a word for one or written as one. What is called a PIN is a PIN. */
const isAmountOrDate = ({ written, before, after }: NumberInText) => {
  if (namesPin.test(before) || namesPin.test(after)) return false
  if (amount.test(written) && (moneyBefore.test(before) || moneyAfter.test(after))) return true
  return (dateBefore.test(before) || dateDress.test(written)) && isDate(digitsOf(written))
}

/** Whether the text holds a number of 13 digits, or one of the length of a PIN that is neither an amount nor a date. */
export const secretIn = (text: string): 'idNumber' | 'pin' | undefined => {
  const numbers = numbersIn(text).map((number) => ({ ...number, length: digitsOf(number.written).length }))
  if (numbers.some(({ length }) => length === idNumberLength)) return 'idNumber'
  return numbers.some((number) => number.length === pinLength && !isAmountOrDate(number)) ? 'pin' : undefined
}
