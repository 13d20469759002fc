// Issues one token of a card: signed for a scope and a time. Its digest is stored: by it the token's status is asked for,
// and accesses to it are logged.

import { fromBase64, toBase64Url } from '../../core/base64.ts'
import { faceFromWebp } from '../../core/card/face-picture.ts'
import { portraitKeyInput } from '../../core/card/portrait-key.ts'
import { bangkokDay, expiryOn, hasEnded } from '../../core/card/thai-date.ts'
import { claimsFor, namesOf, type Scope, signToken } from '../../core/card/token.ts'
import { TOKEN_ID_BYTES } from '../../core/card/token-claims.ts'
import { maskedScope, maskNames } from '../../core/inspection/mask.ts'
import type { Deps } from '../deps.ts'
import type { Card } from '../model.ts'
import { sha256Bytes } from '../platform/codec.ts'
import type { ShownVia } from '../ports/presentation.ts'

export type IssuedToken = { bytes: Uint8Array<ArrayBuffer>; scope: Scope; expiresAt: number }
type TokenOptions = { scope: Scope; seconds: number; masked?: boolean; via: ShownVia; statusIndex?: number }

export const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  toBase64Url(await sha256Bytes(namesOf(bytes).digested))
const portraitKeyOf = async (bytes: Uint8Array<ArrayBuffer>) => toBase64Url(await sha256Bytes(portraitKeyInput(bytes)))

/** What the card says of its own end today. */
const expiryToday = ({ data }: Card, today: ReturnType<typeof bangkokDay>) =>
  expiryOn(data.expiry, data.birthDate, today)

/**
 * @param options `seconds`: lifetime; `masked`: names as initials, without claims that cannot be masked; `via`: how the
 * token leaves. `statusIndex`: the place of a pass.
 * @returns `expiresAt` in ms since the epoch. `expired` for a card that has ended, where the token would not tell so.
 */
export const issueToken = async (deps: Deps, card: Card, options: TokenOptions): Promise<IssuedToken | 'expired'> => {
  const { config, clock, keys, store, random } = deps
  const issuedAt = Math.floor(clock() / 1000)
  const expiresAt = issuedAt + options.seconds
  const today = bangkokDay(clock())
  const face = faceFromWebp(fromBase64(card.tinyFace))
  if (!face.ok) throw new Error('a card was issued with a face that is none')
  const scope = options.masked ? maskedScope(options.scope) : options.scope
  const data = options.masked ? maskNames(card.data) : card.data
  const cardExpiry = expiryToday(card, today)
  // The date is the eve of a birthday: whoever may not know the name or the age may not know it either.
  const withoutExpiry = scope === 'age' || options.masked
  if (withoutExpiry && hasEnded(data, bangkokDay(expiresAt * 1000))) return 'expired'
  const whose = { person: card.person, card: card.id }
  const bytes = await signToken(
    {
      issuer: config.issuer.id,
      id: random(TOKEN_ID_BYTES),
      issuedAt,
      expiresAt,
      ...(options.statusIndex !== undefined && { statusIndex: options.statusIndex }),
      scope,
      assurance: card.assurance,
      ...(!withoutExpiry && { cardExpiry }),
      claims: claimsFor(scope, data, face.value, today),
    },
    keys.currentKeyId,
    keys.sign,
  )
  const shown = { scope, via: options.via, portraitKey: await portraitKeyOf(bytes) }
  await store.shownTokens.keep(await digestOf(bytes), whose, shown, expiresAt * 1000)
  return { bytes, scope, expiresAt: expiresAt * 1000 }
}
