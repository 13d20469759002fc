// What a phone may ask for once it holds a card, and what an official may ask of a holder: the shapes of those requests.
import * as v from 'valibot'
import { scopes } from '../card/token-claims.ts'

const pin = v.pipe(v.string(), v.maxLength(20))
const scope = v.picklist(scopes)
const between = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

export const showRequest = v.object({ pin, scope })
export const renewRequest = v.object({ ticket: v.pipe(v.string(), v.maxLength(64)), scope })
/** `minutes` that the link lives. `unmasked`: whoever opens it sees names in full, registered or not. */
export const shareRequest = v.object({ pin, scope, minutes: between(1, 15), once: v.boolean(), unmasked: v.boolean() })
/** A pass lives 24 hours at most. */
export const passRequest = v.object({ pin, scope, hours: between(1, 24) })
export const pinOnlyRequest = v.object({ pin })
/** Erasing everything, or a copy of it: the PIN only where there is a card. */
export const dataRightsRequest = v.object({ confirmed: v.literal(true), pin: v.optional(pin) })
/** SHA-256 of a token, base64url. */
export const accessReportRequest = v.object({ shown: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)) })
/** `why` is shown to the holder beside the official's name. */
export const presentationRequest = v.object({
  scope,
  why: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(120)),
})
