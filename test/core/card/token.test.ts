// Tests that a token is small, readable by other libraries, and refused after any change.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { decode } from 'cborg'
import fc from 'fast-check'
import { correction, generate } from 'lean-qr'
import { beforeAll, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { type Cbor, type CborMap, encodeCbor } from '../../../src/core/card/cbor.ts'
import { signCoseSign1, withLowS } from '../../../src/core/card/cose.ts'
import { FACE_AIM_BYTES, faceFromWebp, faceToWebp } from '../../../src/core/card/face-picture.ts'
import {
  claimsFor,
  codeOf,
  readToken,
  signToken,
  type Token,
  tokenFromFragment,
  tokenUrl,
} from '../../../src/core/card/token.ts'
import { writeClaims } from '../../../src/core/card/token-claims.ts'
import { drawnFace, drawnWebp, inScope, keyPair, specimenPass, specimenToken } from '../../kit/specimen.ts'

type Keys = Awaited<ReturnType<typeof keyPair>>
let [face, keys, bytes, token] = [] as unknown as [Uint8Array, Keys, Uint8Array<ArrayBuffer>, Token]
beforeAll(async () => {
  face = await drawnFace()
  keys = await keyPair()
  token = specimenToken(face)
  bytes = await signToken(token, keys.kid, keys.sign)
})
const read = (presented: Uint8Array) => readToken(presented, keys.verify)

test('a signed token is read back with all its claims', async () => {
  expect(await read(bytes)).toEqual({ ok: true, value: token })
})
test('a token with any single byte changed is refused', async () => {
  const accepted: number[] = []
  for (let i = 0; i < bytes.length; i++)
    for (const flip of [0x01, 0x02, 0x20, 0x80, 0xff]) {
      const changed = bytes.slice()
      changed[i] = (changed[i] ?? 0) ^ flip
      if ((await read(changed)).ok) accepted.push(i)
    }
  expect(accepted).toEqual([])
})
test('an unsigned header, another algorithm and an extra header are refused, although the signature is valid', async () => {
  const [kid, payload] = [new TextEncoder().encode(keys.kid), encodeCbor(writeClaims(token))]
  const made = async (header: [number, Cbor][], unprotected: [number, Cbor][] = [], tag = 18) => {
    const head = encodeCbor(new Map(header))
    const signature = withLowS(await keys.sign(encodeCbor(['Signature1', head, new Uint8Array(), payload])))
    return read(encodeCbor({ tag, value: [head, new Map(unprotected), payload, signature] }))
  }
  const header: [number, Cbor][] = [
    [1, -7],
    [4, kid],
  ]
  const refused = { ok: false, reason: 'malformed' }
  expect(await made(header)).toEqual({ ok: true, value: token })
  expect(await made(header, [[4, kid]])).toEqual(refused)
  expect(
    await made([
      [1, -35],
      [4, kid],
    ]),
  ).toEqual(refused)
  expect(await made([...header, [3, 0]])).toEqual(refused)
  expect(await made(header, [], 17)).toEqual(refused)
})
test('a claim that its scope does not have is refused, although the signature is valid', async () => {
  for (const [map, key] of [
    [169, 8],
    [-65537, 7],
  ] as const) {
    const claims = new Map(writeClaims(token))
    claims.set(map, new Map([...(claims.get(map) as CborMap), [key, '19580500']]))
    expect(await read(await signCoseSign1(encodeCbor(claims), keys.kid, keys.sign))).toEqual({
      ok: false,
      reason: 'malformed',
    })
  }
})
test('a shortened, lengthened or invented token is refused without an exception', async () => {
  for (let length = 0; length < bytes.length; length += 7) expect((await read(bytes.slice(0, length))).ok).toBe(false)
  expect(await read(Uint8Array.from([...bytes, 0]))).toEqual({ ok: false, reason: 'malformed' })
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (any) => {
      expect((await read(any)).ok).toBe(false)
    }),
  )
})
test('an unknown key and another key with the same name are refused with different reasons', async () => {
  const stranger = await keyPair('stranger')
  expect(await read(await signToken(token, 'stranger', stranger.sign))).toEqual({ ok: false, reason: 'unknown_key' })
  expect(await read(await signToken(token, keys.kid, stranger.sign))).toEqual({ ok: false, reason: 'signature_failed' })
})
test('an independent reader and WebCrypto agree on structure and signature', async () => {
  const tags = { 18: (inner: () => unknown) => inner() }
  const [header, unprotected, payload, signature] = decode(bytes, { useMaps: true, tags })
  expect(decode(header, { useMaps: true })).toEqual(
    new Map<number, unknown>([
      [1, -7],
      [4, new TextEncoder().encode('demo-1')],
    ]),
  )
  expect(unprotected.size).toBe(0)
  const cwt = decode(payload, { useMaps: true })
  expect([cwt.get(1), cwt.get(6), cwt.get(4)]).toEqual(['demo', token.issuedAt, token.expiresAt])
  expect([...cwt.get(169).keys()]).toEqual([4, 16, 19])
  const key = await crypto.subtle.importKey('jwk', keys.jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  const signed = Buffer.concat([
    hexOf('846a5369676e617475726531'),
    lengthOf(header),
    header,
    hexOf('40'),
    lengthOf(payload),
    payload,
  ])
  expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed)).toBe(true)
})
const hexOf = (text: string) => Buffer.from(text, 'hex')
const lengthOf = ({ length }: Uint8Array) =>
  hexOf(
    length < 24
      ? (0x40 + length).toString(16)
      : length < 256
        ? `58${length.toString(16)}`
        : `59${length.toString(16).padStart(4, '0')}`,
  )

test('every scope of a long name, with the largest face, stays within version 22 at M', async () => {
  const filled = Uint8Array.from({ length: FACE_AIM_BYTES }, (_, i) => face[i] ?? (i * 197) % 251)
  const nameThai = 'นาย ณัฐวุฒิพงศ์ ศรีสวัสดิ์วัฒนา'
  const name = { face: filled, nameThai, nameEnglish: 'Mr. Natthawutphong Sisawatwatthana' }
  const perScope = {
    age: { face: filled, ageOver: 60 },
    name,
    full: { ...name, birthDate: { year: 1958, month: 5, day: 9 }, idNumber: '3831640857441' },
  }
  for (const scope of ['age', 'name', 'full'] as const) {
    const shown = inScope(specimenPass(filled, { claims: perScope[scope], statusIndex: 2 ** 20 - 1 }), scope)
    const text = codeOf('https://card.agency-name.example', scope, await signToken(shown, 'AbCdEf12', keys.sign))
    const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M })
    expect((code.size - 17) / 4).toBeLessThanOrEqual(22)
  }
})
test('the QR code stays within version 22 at error correction M, and an independent decoder reads it', async () => {
  // A photographed face has more bytes than a drawn one. This one has the largest permitted number.
  const filled = Uint8Array.from({ length: FACE_AIM_BYTES }, (_, i) => face[i] ?? (i * 197) % 251)
  const photo = { ...token, claims: { ...token.claims, face: filled } }
  const signed = await signToken(photo, keys.kid, keys.sign)
  const url = tokenUrl('https://card.agency-name.example', signed)
  const code = generate(url, { minCorrectionLevel: correction.M, maxVersion: 22 })
  const [margin, scale] = [4, 4]
  const size = (code.size + 2 * margin) * scale
  const data = new Uint8ClampedArray(size * size * 4)
  for (let i = 0; i < size * size; i++) {
    const [x, y] = [i % size, Math.floor(i / size)].map((at) => Math.floor(at / scale) - margin)
    data.set([...Array(3).fill(code.get(x!, y!) ? 0 : 255), 255], i * 4)
  }
  const wasmBinary = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  await prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer as ArrayBuffer }, fireImmediately: true })
  const [seen] = await readBarcodes({ data, width: size, height: size, colorSpace: 'srgb' } as ImageData, {
    formats: ['QRCode'],
  })
  expect(seen?.text).toBe(url)
  const scanned = tokenFromFragment(new URL(seen!.text).hash)
  expect(scanned.ok && (await read(scanned.value))).toEqual({ ok: true, value: photo })
})
test('the URL carries the token through a browser unchanged', () => {
  const url = new URL(tokenUrl('https://card.agency.example', bytes))
  expect([url.origin, url.pathname]).toEqual(['https://card.agency.example', '/V'])
  expect(tokenFromFragment(url.hash)).toEqual({ ok: true, value: bytes })
  for (const hash of ['', '#', '#a', '#%20', `#${'0'.repeat(4000)}`]) expect(tokenFromFragment(hash).ok).toBe(false)
})
test('a fragment that apps encoded on its way is the same token', () => {
  const written = new URL(tokenUrl('https://card.agency.example', bytes)).hash
  const hex = (text: string) => [...text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')
  for (const change of [
    encodeURIComponent,
    (f: string) => encodeURIComponent(encodeURIComponent(f)),
    hex,
    (f: string) => hex(hex(f)),
    (f: string) => f.replaceAll('+', ' '),
    (f: string) => `  ${f}%20%0d%0a`,
    (f: string) => `${f}\u200b%E2%80%8B`,
    (f: string) => `${f.slice(0, 100)}\r\n${f.slice(100)}`,
  ])
    expect(tokenFromFragment(`#${change(written.slice(1))}`)).toEqual({ ok: true, value: bytes })
  expect(tokenFromFragment(hex(written))).toEqual({ ok: true, value: bytes })
  for (const endless of ['%25'.repeat(9000), `#${'+ '.repeat(13_000)}A`, `%${'25'.repeat(13_000)}`])
    expect(tokenFromFragment(endless).ok).toBe(false)
})
test('a claim outside the scope, or missing from it, is never signed', () => {
  const claims = { ...token.claims, birthDate: { year: 1958 } }
  expect(() => signToken({ ...token, claims }, keys.kid, keys.sign)).toThrow('outside the scope')
  expect(() => signToken({ ...token, claims: { face } }, keys.kid, keys.sign)).toThrow('missing')
})
test('each scope carries its own claims and no others', async () => {
  const card = {
    idNumber: '3831640857441',
    titleThai: 'น.ส.',
    firstNameThai: 'ใจทิพย์',
    lastNameThai: 'สุขเกษม',
    titleEnglish: 'Miss',
    firstNameEnglish: 'Jaithip',
    lastNameEnglish: 'Sukkasem',
    birthDate: { year: 1958, month: 5 },
    issueDate: { year: 2025, month: 1, day: 1 },
    expiry: 'lifelong',
  } as Parameters<typeof claimsFor>[1]
  const today = { year: 2026, month: 11, day: 23 }
  const kept = {
    age: ['face', 'ageOver'],
    name: ['face', 'nameThai', 'nameEnglish'],
    full: ['face', 'nameThai', 'nameEnglish', 'birthDate', 'idNumber'],
  }
  for (const scope of ['age', 'name', 'full'] as const) {
    const lifelong: Token = { ...token, cardExpiry: 'lifelong', claims: claimsFor(scope, card, face, today) }
    const scoped = inScope(lifelong, scope)
    expect(Object.keys(scoped.claims)).toEqual(kept[scope])
    expect(await read(await signToken(scoped, keys.kid, keys.sign))).toEqual({ ok: true, value: scoped })
  }
  expect(claimsFor('age', card, face, today).ageOver).toBe(60)
  expect(claimsFor('age', { ...card, birthDate: { year: 2008, month: 11, day: 24 } }, face, today).ageOver).toBe(15)
  expect(claimsFor('name', card, face, today)).toEqual(token.claims)
})
test('a signed token that is valid for longer than three minutes, a pass for longer than a day, or one that expires before it is issued, or expires before it is issued, is refused', async () => {
  const pass = specimenPass(face, { expiresAt: token.issuedAt + 86_401 })
  for (const wrong of [{ ...token, expiresAt: token.issuedAt }, { ...token, expiresAt: token.issuedAt + 181 }, pass])
    expect(await read(await signToken(wrong, keys.kid, keys.sign))).toEqual({
      ok: false,
      reason: 'malformed',
    })
})
test('20 constant bytes of the face are removed in the token and restored from it', async () => {
  const webp = await drawnWebp()
  expect(Buffer.from(faceToWebp(face))).toEqual(Buffer.from(webp))
  expect(face.length).toBe(webp.length - 20 - (face.length % 2))
})
test('a picture of another size or format is not a face', async () => {
  expect(faceFromWebp(await drawnWebp(80, 80))).toEqual({ ok: false, reason: 'not_a_face' })
  for (const any of [new Uint8Array(), new Uint8Array(100), new TextEncoder().encode('RIFF    WEBPVP8L      ')])
    expect(faceFromWebp(any).ok).toBe(false)
  const huge = face.slice()
  huge[7] = 0x3f
  expect(
    await read(await signToken({ ...token, claims: { ...token.claims, face: huge } }, keys.kid, keys.sign)),
  ).toEqual({ ok: false, reason: 'malformed' })
})
