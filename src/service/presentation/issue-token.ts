// One token of one card: signed for a scope and a time, its digest remembered so that a look at it can be told to the holder.

import { fromBase64, toBase64Url } from '../../core/base64.ts'
import { faceFromWebp } from '../../core/card/face-picture.ts'
import { bangkokDay, expiryOn } from '../../core/card/thai-date.ts'
import { claimsFor, type Scope, signToken } from '../../core/card/token.ts'
import { maskedScope, maskNames } from '../../core/inspection/mask.ts'
import type { Deps } from '../deps.ts'
import type { Card } from '../model.ts'

export type IssuedToken = { bytes: Uint8Array<ArrayBuffer>; scope: Scope; expiresAt: number }
type TokenOptions = { scope: Scope; seconds: number; masked?: boolean; via?: 'scan' | 'pass' }

export const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))

/**
 * @param wish `seconds`: life of the token; `masked`: names by their initials, nothing that cannot be masked;
 * `via`: the token will be out in the world and looks at it are to be logged.
 * @returns `expiresAt` in ms since the epoch.
 */
export const issueToken = async (deps: Deps, card: Card, wish: TokenOptions): Promise<IssuedToken> => {
  const { config, clock, keys, store } = deps
  const issuedAt = Math.floor(clock() / 1000)
  const expiresAt = issuedAt + wish.seconds
  const today = bangkokDay(clock())
  const face = faceFromWebp(fromBase64(card.tinyFace))
  if (!face.ok) throw new Error('a card was issued with a face that is none')
  const scope = wish.masked ? maskedScope(wish.scope) : wish.scope
  const data = wish.masked ? maskNames(card.data) : card.data
  const bytes = await signToken(
    {
      issuer: config.issuer.id,
      issuedAt,
      expiresAt,
      statusIndex: card.statusIndex,
      scope,
      assurance: card.assurance,
      cardExpiry: expiryOn(data.expiry, data.birthDate, today),
      claims: claimsFor(scope, data, face.value, today),
    },
    keys.currentKeyId,
    keys.sign,
  )
  if (wish.via)
    await store.shownTokens.keep(await digestOf(bytes), card.person, { scope, via: wish.via }, expiresAt * 1000)
  return { bytes, scope, expiresAt: expiresAt * 1000 }
}
