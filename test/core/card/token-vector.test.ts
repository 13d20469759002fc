// Tests that the vector in docs/token.md is a real token, and that core still writes the same claims.
// WRITE_VECTOR=1 signs a new vector into the document, with a key that is then discarded.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeCbor } from '../../../src/core/card/cbor.ts'
import { decodeCoseSign1 } from '../../../src/core/card/cose.ts'
import { readToken, signToken, tokenFromFragment, tokenUrl } from '../../../src/core/card/token.ts'
import { writeClaims } from '../../../src/core/card/token-claims.ts'
import { drawnFace, keyPair, specimenToken } from '../../kit/specimen.ts'

const path = join(import.meta.dirname, '../../../docs/token.md')
const START = '<!-- vector -->'
const lines = (text: string) => text.match(/.{1,100}/g)!.join('\n')

const newVector = async () => {
  const keys = await keyPair('vector-1')
  const url = tokenUrl('https://card.example', await signToken(specimenToken(await drawnFace()), keys.kid, keys.sign))
  const { x, y, kid } = keys.jwk
  return `${START}\n\`\`\`json\n${JSON.stringify({ kty: 'EC', crv: 'P-256', x, y, kid })}\n\`\`\`\n\`\`\`text\n${lines(url)}\n\`\`\`\n`
}

test('the vector in the document verifies with its key and has the claims of the document', async () => {
  if (process.env.WRITE_VECTOR) {
    const [text, old = ''] = (await readFile(path, 'utf8')).split(START)
    const after = old.slice(old.indexOf('\n```\n', old.indexOf('```text')) + '\n```\n'.length)
    await writeFile(path, `${text}${await newVector()}${after}`)
  }
  const [, vector = ''] = (await readFile(path, 'utf8')).split(START)
  const jwk = JSON.parse(/```json\n(.*?)\n```/s.exec(vector)![1]!)
  const url = /```text\n(.*?)\n```/s.exec(vector)![1]!.replaceAll('\n', '')
  expect(url.startsWith('HTTPS://CARD.EXAMPLE/V#')).toBe(true)

  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  const bytes = tokenFromFragment(new URL(url).hash)
  if (!bytes.ok) throw new Error(bytes.reason)
  const read = await readToken(bytes.value, async (kid, signed, signature) =>
    kid === jwk.kid ? crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed) : 'unknown_key',
  )
  if (!read.ok) throw new Error(read.reason)
  expect(read.value).toEqual(specimenToken(read.value.claims.face!))

  const message = decodeCoseSign1(bytes.value)
  expect(message.ok && message.value.payload).toEqual(encodeCbor(writeClaims(read.value)))
})
