// Shapes that several requests share.
import * as v from 'valibot'
import { scopes } from '../card/token-claims.ts'
import { pinCosts } from '../pin/stretch.ts'

export const trimmed = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most))
/** A new PIN as typed. The handler checks the PIN's rules and answers with a reason. */
export const pinDigits = v.pipe(v.string(), v.maxLength(20))
/** 32 bytes as base64url. */
const bytes32 = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
const stretching = 'scrypt of the 8 digits: r 8, p 1, 32 bytes as base64url'
/** A PIN in a request: never the digits. */
export const pin = v.pipe(bytes32, v.description(`The stretched PIN: ${stretching}, with salt and N from the view.`))
/** The stretched form of a new PIN, by which the service will know it. The phone draws the salt. */
export const stretchedPin = v.object({
  salt: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  n: v.picklist(pinCosts),
  key: v.pipe(bytes32, v.description(`${stretching}, with this salt and N.`)),
})
export const scope = v.picklist(scopes)
export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
/** An official's reason; the holder or another official reads it. */
export const why = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(most))
/** A date of a card. The year is CE, not BE. */
export const partialDate = v.object({
  year: whole(1800, 2200),
  month: v.optional(whole(1, 12)),
  day: v.optional(whole(1, 31)),
})
