// Asks the service about one token, as a checker does: for its status, and for the portrait of its card.
import { portraitKeyInput } from '../../src/core/card/portrait-key.ts'
import { tokenFromFragment } from '../../src/core/card/token.ts'
import { digestOf } from '../../src/verifier/digest.ts'

export { answeredStatus } from '../../src/verifier/answer.ts'
export { digestOf }

/** The token's bytes in the text of a QR code: an address, or a code for the checker's own scanner. */
export const bytesInCode = (code: string): Uint8Array<ArrayBuffer> => {
  const bytes = tokenFromFragment(code.replace(/^PHOKBAT1:|^[^#]*#/, ''))
  if (!bytes.ok) throw new Error(`no token in ${code.slice(0, 40)}`)
  return bytes.value
}

/** The status that the service answers; the signature of the answer is for other tests. */
export const statusOfToken = async (origin: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const answer = await fetch(`${origin}/api/status`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shown: await digestOf(bytes), nonce: 'n'.repeat(22) }),
  })
  const [, claims = ''] = (await answer.text()).split('.')
  return JSON.parse(Buffer.from(claims, 'base64url').toString()).status
}

/** The key that fetches the portrait of the token's card, base64url. */
export const portraitKeyOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', portraitKeyInput(bytes))).toString('base64url')

/** The service's answer to a portrait key. */
export const askPortrait = (origin: string, key: string): Promise<Response> =>
  fetch(`${origin}/api/portraits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  })
