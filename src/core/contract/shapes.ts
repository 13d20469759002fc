// Shapes that several requests share.
import * as v from 'valibot'
import { scopes } from '../card/token-claims.ts'

export const trimmed = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most))
/** A PIN in a request. The handler checks the PIN's rules and answers with a reason. */
export const pin = v.pipe(v.string(), v.maxLength(20))
export const scope = v.picklist(scopes)
export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
/** An official's reason; the holder or another official reads it. */
export const why = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(most))
