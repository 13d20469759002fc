// Issues one token of a card: signed for a scope and a time. Its digest is stored so that accesses to it can be logged.

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
 * @param options `seconds`: lifetime; `masked`: names as initials, without claims that cannot be masked;
 * `via`: set for a token that verifiers see, whose accesses are to be logged.
 * @returns `expiresAt` in ms since the epoch.
 */
export const issueToken = async (deps: Deps, card: Card, options: TokenOptions): Promise<IssuedToken> => {
  const { config, clock, keys, store } = deps
  const issuedAt = Math.floor(clock() / 1000)
  const expiresAt = issuedAt + options.seconds
  const today = bangkokDay(clock())
  const face = faceFromWebp(fromBase64(card.tinyFace))
  if (!face.ok) throw new Error('a card was issued with a face that is none')
  const scope = options.masked ? maskedScope(options.scope) : options.scope
  const data = options.masked ? maskNames(card.data) : card.data
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
  if (options.via)
    await store.shownTokens.keep(await digestOf(bytes), card.person, { scope, via: options.via }, expiresAt * 1000)
  return { bytes, scope, expiresAt: expiresAt * 1000 }
}
