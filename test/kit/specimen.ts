// A drawn face and an invented card for the tests of the token. No photograph and no real person is involved.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import encode, { init } from '@jsquash/webp/encode.js'
import { faceFromWebp } from '../../src/core/card/face-picture.ts'
import type { Scope, Token } from '../../src/core/card/token.ts'

const inside = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1

/** Grey level at a pixel of a drawn head with hair, eyes, mouth and shoulders, 64 × 80 px. */
const grey = (x: number, y: number): number => {
  if (inside(x, y, 24, 36, 2.5, 2) || inside(x, y, 40, 36, 2.5, 2)) return 40
  if (inside(x, y, 32, 50, 8, 2)) return 110
  if (inside(x, y, 32, 38, 17, 22) && y > 26) return 175 + Math.round(12 * Math.sin(x / 9))
  if (inside(x, y, 32, 30, 20, 24) && y < 48) return 95
  if (inside(x, y, 32, 92, 32, 30)) return 70
  return 232
}

/** A grey picture as a lossy WebP file, encoded as on the phone. */
export const greyWebp = async (level: (x: number, y: number) => number, quality: number, width = 64, height = 80) => {
  const wasm = createRequire(import.meta.url).resolve('@jsquash/webp/codec/enc/webp_enc_simd.wasm')
  await init(await WebAssembly.compile(new Uint8Array(await readFile(wasm))))
  const data = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++)
    data.set([...Array(3).fill(level(i % width, Math.floor(i / width))), 255], i * 4)
  return new Uint8Array(await encode({ data, width, height, colorSpace: 'srgb' } as ImageData, { quality, method: 6 }))
}

/** The drawn face as a WebP file of quality 20. */
export const drawnWebp = (width = 64, height = 80): Promise<Uint8Array> => greyWebp(grey, 20, width, height)

export const drawnFace = async (): Promise<Uint8Array> => {
  const face = faceFromWebp(await drawnWebp())
  if (!face.ok) throw new Error(face.reason)
  return face.value
}

export const ISSUED_AT = 1_795_446_726 // 23 November 2026, 22:12:06 in Bangkok

/** An invented holder's token with the scope `name`, of the grade `checked`: three minutes, and so no place in the list. */
export const specimenToken = (face: Uint8Array, change: Partial<Token> = {}): Token => ({
  issuer: 'demo',
  id: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  issuedAt: ISSUED_AT,
  expiresAt: ISSUED_AT + 180,
  scope: 'name',
  assurance: { document: 'registry', face: 'rechecked' },
  cardExpiry: { year: 2032, month: 9, day: 7 },
  claims: { face, nameThai: 'น.ส. ใจทิพย์ สุขเกษม', nameEnglish: 'Miss Jaithip Sukkasem' },
  ...change,
})

/** The same as a pass of a day, which has a place in the list. */
export const specimenPass = (face: Uint8Array, change: Partial<Token> = {}): Token =>
  specimenToken(face, { statusIndex: 4711, expiresAt: ISSUED_AT + 86_400, ...change })

/** The token in another scope: *age* tells no expiry. The caller gives the claims. */
export const inScope = ({ cardExpiry, ...token }: Token, scope: Scope): Token => ({
  ...token,
  scope,
  ...(scope !== 'age' && cardExpiry !== undefined && { cardExpiry }),
})

/** The same in the layout of before: no id, the place of the card, and its expiry in each scope. */
export const oldToken = (face: Uint8Array, change: Partial<Token> = {}): Token => {
  const { id: _, ...old } = specimenToken(face, { statusIndex: 4711, ...change })
  return old
}

/** A new ES256 key pair with the id `kid`, as the signer and verifier that core takes. */
export const keyPair = async (kid = 'demo-1') => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const signing = { name: 'ECDSA', hash: 'SHA-256' }
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  return {
    kid,
    jwk: { ...(await crypto.subtle.exportKey('jwk', publicKey)), kid },
    sign: async (bytes: Uint8Array<ArrayBuffer>) =>
      new Uint8Array(await crypto.subtle.sign(signing, privateKey, bytes)),
    verify: async (name: string, bytes: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>) =>
      name === kid ? crypto.subtle.verify(signing, publicKey, signature, bytes) : ('unknown_key' as const),
  }
}
