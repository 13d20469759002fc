// A webhook counts as LINE's only if its signature matches the body byte for byte.
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifySignature } from '../../../src/service/line/signature.ts'

const secret = 'the-secret-of-a-channel'
const body = '{"destination":"U0","events":[{"text":"สวัสดีค่ะ"}]}'
const sign = (text: string, key = secret) => createHmac('sha256', key).update(text).digest('base64')

test('a body signed under the channel secret is accepted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => verifySignature(secret, text, sign(text))),
    { numRuns: 50 },
  )
})
test('another secret, another body or one changed bit is refused', () => {
  expect(verifySignature(secret, body, sign(body, 'another'))).toBe(false)
  expect(verifySignature(secret, `${body} `, sign(body))).toBe(false)
  const bytes = Buffer.from(sign(body), 'base64')
  for (let bit = 0; bit < 256; bit++) {
    const changed = Buffer.from(bytes)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    expect(verifySignature(secret, body, changed.toString('base64'))).toBe(false)
  }
})
test.each(['', 'x', 'null', sign(body).slice(0, -1), `${sign(body)}=`, ` ${sign(body)}`, sign(body).replace(/=$/, '')])(
  'a malformed signature is refused: %j',
  (signature) => expect(verifySignature(secret, body, signature)).toBe(false),
)
test('an empty secret accepts nothing', async () => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))
  expect(verifySignature('', body, Buffer.from(digest).toString('base64'))).toBe(false)
})
