// Asks the service for the status of one token, as a checker does.
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
