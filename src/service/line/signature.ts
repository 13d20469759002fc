// Promises that a webhook came from LINE: HMAC-SHA256 over the body as it arrived, checked before anything is parsed.

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(base64)) return undefined
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

const hmac = { name: 'HMAC', hash: 'SHA-256' }
const utf8 = new TextEncoder()

/** The last channel's key: a service has one channel, and importing costs as much as verifying. */
let kept: { secret: string; key: Promise<CryptoKey> } | undefined
const keyOf = (secret: string): Promise<CryptoKey> => {
  if (kept?.secret !== secret)
    kept = { secret, key: crypto.subtle.importKey('raw', utf8.encode(secret), hmac, false, ['verify']) }
  return kept.key
}

/**
 * Whether `signature` (the `x-line-signature` header, base64) belongs to exactly this body under the channel secret.
 * WebCrypto compares in constant time. A missing or malformed signature and an empty secret are false, never an error.
 */
export const verifySignature = async (channelSecret: string, body: string, signature: string): Promise<boolean> => {
  const claimed = bytesOf(signature)
  if (!claimed || channelSecret === '') return false
  return crypto.subtle.verify('HMAC', await keyOf(channelSecret), claimed, utf8.encode(body))
}
