// The 13-digit Thai citizen number: checked as far as arithmetic goes, and shown in the card's own grouping.
import { err, ok, type Result } from '../result.ts'

/** Thirteen ASCII digits that passed `checkIdNumber`. */
export type IdNumber = string & { readonly brand: 'IdNumber' }

export type IdNumberFault = 'not_13_digits' | 'wrong_check_digit' | 'unknown_province' | 'not_a_citizen'

/**
 * The codes of the 77 provinces (Ministry of Interior; digits 2-3 of the number name the registering province): 10–19, 20–27,
 * 30–39, 40–49, 50–58, 60–67, 70–77, 80–86, 90–96. Without the names, which would weigh 1 KB on the checker's page.
 */
export const isProvince = (code: string) => /^(?:[134]\d|2[0-7]|5[0-8]|[67][0-7]|[89][0-6])$/.test(code)

/** The thirteenth digit for the first twelve: (11 − Σ dᵢ·(13−i) mod 11) mod 10, i from 0. */
export const checkDigitOf = (first12: string): string => {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(first12[i]) * (13 - i)
  return String((11 - (sum % 11)) % 10)
}

/**
 * Accepts the number with or without its spaces or dashes.
 * The check digit lets 9 % of single-digit errors pass, so the province is checked too. Citizens start with 1-5 or 8;
 * 0, 6 and 7 are people without Thai nationality, who carry another card.
 */
export const checkIdNumber = (text: string): Result<IdNumber, IdNumberFault> => {
  const digits = text.replace(/[\s\-–.]/g, '')
  if (!/^\d{13}$/.test(digits)) return err('not_13_digits')
  if (digits[12] !== checkDigitOf(digits.slice(0, 12))) return err('wrong_check_digit')
  if (!/^[1-58]/.test(digits)) return err('not_a_citizen')
  if (!isProvince(digits.slice(1, 3))) return err('unknown_province')
  return ok(digits as IdNumber)
}

/** `1234567890123` → `1 2345 67890 12 3`, as printed on the card. Anything else than 13 characters comes back as it is. */
export const formatIdNumber = (digits: string): string => digits.replace(/^(.)(.{4})(.{5})(.{2})(.)$/, '$1 $2 $3 $4 $5')

/** Only the last four digits stay readable: `x xxxx xxxx5 50 9`. */
export const maskIdNumber = (idNumber: IdNumber): string => formatIdNumber(`xxxxxxxxx${idNumber.slice(9)}`)
