// What a card leaves for its face, so that every scope stays within a QR code of version 22 at error correction M.
// Decision 023: a larger code is one that a tired phone does not scan.
import type { CardData } from './card.ts'
import { FACE_AIM_BYTES, FACE_SIZE } from './face-picture.ts'
import type { PartialDate } from './thai-date.ts'
import { claimsFor, signToken, type Token, tokenUrl } from './token.ts'

/** 782 codewords of version 22-M, less the heads of three segments: HTTPS://HOST/V, #, the fragment (ISO 18004 table 7). */
const QR_BITS = 782 * 8 - (15 + 28 + 15)
/** Two characters of the alphanumeric mode take 11 bits. */
const QR_CHARACTERS = Math.floor(QR_BITS / 5.5)
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

/**
 * Bytes for the face beside the longest scope: at most what improves it, at least what the softest needs. `origin`: where
 * the card will be checked. `today`: in Asia/Bangkok.
 */
export const faceBudget = async (card: CardData, origin: string, today: PartialDate): Promise<number> => {
  const face = new Uint8Array(FACE_AIM_BYTES)
  const token: Token = {
    issuer: ISSUER,
    issuedAt: LATE,
    expiresAt: LATE + 1,
    statusIndex: LATE,
    scope: 'full',
    cardExpiry: { year: 9999 },
    assurance: { document: 'registry', face: 'in-person' },
    claims: claimsFor('full', card, face, today),
  }
  const unsigned = await signToken(token, KID, async () => new Uint8Array(64))
  const tooMany = tokenUrl(origin, unsigned).length - 1 - QR_CHARACTERS
  return Math.min(face.length, face.length - Math.ceil((tooMany * 2) / 3))
}
