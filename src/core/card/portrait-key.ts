// The key that fetches the colour portrait of a shown card once: derived from the token, so the QR code carries no byte more.
import { namesOf } from './token.ts'

/** Separates the key from the token's digest: whoever learns the digest, which checkers report, cannot derive the key. */
const DOMAIN = 'phokbat portrait key 1\0'

/** The bytes whose SHA-256, base64url, is the key: the domain and what the token's digest covers (docs/token.md). */
export const portraitKeyInput = (token: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...new TextEncoder().encode(DOMAIN), ...namesOf(token).digested])
