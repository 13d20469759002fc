// What a card leaves for its face, so that every scope stays within a QR code of version 22 at error correction M.
// Decision 023: a larger code is one that a tired phone does not scan.
import type { CardData } from './card.ts'
import { FACE_AIM_BYTES, FACE_SIZE } from './face-picture.ts'
import type { PartialDate } from './thai-date.ts'
import { claimsFor, codeOf, type Scope, signToken, type Token } from './token.ts'
import { passScopes, scopes, TOKEN_ID_BYTES } from './token-claims.ts'

/** Bits of version 22-M; a segment of the alphanumeric mode has a head of 15 (ISO 18004 table 7), and 11 for two characters. */
const QR_BITS = 782 * 8
const HEAD_BITS = 15
const CHARACTER_BITS = 5.5
/** The # of an address is a segment of its own, in the byte mode, between two of the alphanumeric mode. */
const HASH_BITS = 28 + HEAD_BITS
/** Stand-ins for what the phone does not know: the longest issuer id and key name, and a high place in the status list. */
const ISSUER = 'i'.repeat(16)
const KID = 'k'.repeat(8)
const LATE = 2 ** 31

/**
 * How a face is drawn, best first: the first that fits fills the bytes that there are. `detail`: pixels across that are kept: at
 * few bytes a soft face is more like its owner than a blocky one. `quality`: of WebP; above 60 nothing is gained. The last ones
 * are for names near the hundred letters that a chip holds.
 */
export const faceSoftness: readonly { detail: number; quality: number }[] = [
  ...[60, 54, 48, 44, 40, 36, 32, 28, 24, 20, 16, 12, 8, 4].map((quality) => ({ detail: FACE_SIZE.width, quality })),
  ...[32, 24].map((detail) => ({ detail, quality: 4 })),
  ...[32, 24, 16, 12, 8, 5, 3].map((detail) => ({ detail, quality: 0 })),
]

/** How much longer the code of a scope is than a code of version 22 may be, in bytes of the token; negative: that much is left. */
const bytesTooMany = async (card: CardData, scope: Scope, origin: string, today: PartialDate): Promise<number> => {
  const face = new Uint8Array(FACE_AIM_BYTES)
  const token: Token = {
    issuer: ISSUER,
    id: new Uint8Array(TOKEN_ID_BYTES),
    issuedAt: LATE,
    expiresAt: LATE + 1,
    ...(passScopes.some((passScope) => passScope === scope) && { statusIndex: LATE }),
    scope,
    ...(scope !== 'age' && { cardExpiry: { year: 9999 } }),
    assurance: { document: 'registry', face: 'in-person' },
    claims: claimsFor(scope, card, face, today),
  }
  const code = codeOf(origin, scope, await signToken(token, KID, async () => new Uint8Array(64)))
  const characters = Math.floor((QR_BITS - HEAD_BITS - (code.includes('#') ? HASH_BITS : 0)) / CHARACTER_BITS)
  return Math.ceil(((code.replace('#', '').length - characters) * 2) / 3)
}

/**
 * Bytes for the face beside the longest scope: at most what improves it, at least what the softest needs. `origin`: where
 * the card will be checked. `today`: in Asia/Bangkok.
 */
export const faceBudget = async (card: CardData, origin: string, today: PartialDate): Promise<number> => {
  const over = await Promise.all(scopes.map((scope) => bytesTooMany(card, scope, origin, today)))
  return FACE_AIM_BYTES - Math.max(0, ...over)
}
