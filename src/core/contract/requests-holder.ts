// Request bodies of a holder's phone after the card is issued, and of a phone that checks a card.

import * as v from 'valibot'
import { passScopes } from '../card/token-claims.ts'
import { lifetimes } from '../lifetimes.ts'
import { pin, scope, whole } from './shapes.ts'

export const showRequest = v.object({ pin, scope })
export const renewRequest = v.object({ ticket: v.pipe(v.string(), v.maxLength(64)), scope })
/** `minutes` until the link expires. `unmasked`: every viewer sees full names, registered or not. */
export const shareRequest = v.object({ pin, scope, minutes: whole(1, 15), once: v.boolean(), unmasked: v.boolean() })
/** A pass is valid for `lifetimes.passHours` at most. */
export const passRequest = v.object({ pin, scope: v.picklist(passScopes), hours: whole(1, lifetimes.passHours) })
export const pinOnlyRequest = v.object({ pin })
/** An erasure, a copy or a withdrawal of consent. The PIN is needed only if there is a card. */
export const dataRightsRequest = v.object({ confirmed: v.literal(true), pin: v.optional(pin) })
const digest = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
/**
 * `shown`: the digest of the token that was checked, base64url (docs/token.md). `unalike`: the face was another's; sent
 * after the check.
 */
export const accessReportRequest = v.object({
  shown: digest,
  unalike: v.optional(v.literal(true)),
})
/** `key`: the portrait key of the token that was checked, base64url (docs/token.md). */
export const portraitRequest = v.object({ key: digest })
/** `nonce`: 128 random bits, base64url; the answer repeats it. */
export const statusRequest = v.object({ shown: digest, nonce: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)) })
