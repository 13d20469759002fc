// The laser code on the back of the card: two letters and ten digits, kept without dashes.
import { err, ok, type Result } from '../result.ts'

/** Matches `^[A-Z]{2}\d{10}$`. */
export type LaserCode = string & { readonly brand: 'LaserCode' }

/** Accepts `JT0-0000000-00` with or without dashes and spaces, in either case. */
export const parseLaserCode = (text: string): Result<LaserCode, 'not_a_laser_code'> => {
  const code = text.replace(/[\s\-–]/g, '').toUpperCase()
  return /^[A-Z]{2}\d{10}$/.test(code) ? ok(code as LaserCode) : err('not_a_laser_code')
}

/** `JT0000000000` → `JT0-0000000-00`, as printed. */
export const formatLaserCode = (code: string): string => code.replace(/^(.{3})(.{7})(.{2})$/, '$1-$2-$3')
