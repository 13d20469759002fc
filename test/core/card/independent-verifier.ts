// A second verifier, written from docs/token.md alone with @auth0/cose, cborg and jose. It shares no code with ours.
import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { Sign1 } from '@auth0/cose'
import { decode, encode } from 'cborg'
import { compactVerify, importJWK, type JWK } from 'jose'

export type Circumstances = {
  /** The content of issuer.json. */
  issuer: { issuer: { id: string }; keys: JWK[] }
  /** The status list as served: a JWT. */
  status: string
}
/** `asked`: the answer about the token's digest, to a question with this nonce. `now`: seconds since 1970. */
export type Presented = { code: string; now: number; asked?: { nonce: string; answer: string } }
/** The verdict's name, and the claims if they may be shown. */
export type Judgement = { verdict: string; claims?: Map<unknown, unknown> }

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:'
const bytesOf = (fragment: string): Uint8Array | undefined => {
  const out: number[] = []
  for (let at = 0; at < fragment.length; at += 3) {
    const digits = [...fragment.slice(at, at + 3)].map((character) => ALPHABET.indexOf(character))
    if (digits.length < 2 || digits.includes(-1)) return undefined
    const number = digits.reduceRight((n, digit) => n * 43 + digit, 0)
    if (number > (digits.length === 3 ? 65_535 : 255)) return undefined
    out.push(...(digits.length === 3 ? [number >> 8, number & 255] : [number]))
  }
  return out.length > 0 && out.length <= 2048 ? Uint8Array.from(out) : undefined
}

/** The decoded value, or undefined if the bytes are not its deterministic CBOR encoding. */
const deterministic = (bytes: Uint8Array): unknown => {
  const tags = { 18: (inner: () => unknown) => inner() }
  try {
    const value = decode(bytes, { useMaps: true, tags })
    const body = bytes[0] === 0xd2 ? bytes.subarray(1) : bytes
    return Buffer.from(encode(value)).equals(Buffer.from(body)) ? value : undefined
  } catch {
    return undefined
  }
}

const scopeKeys = [
  { identity: [16], own: ['1,2,3,6', '1,2,3,4,6'], oldOwn: '1,2,3,4,5,6', veiled: ['1,2,3,6,7', '1,2,3,4,6,7'] },
  {
    identity: [4, 16, 19],
    own: ['1,2,3,5', '1,2,3,4,5', '1,2,3', '1,2,3,4'],
    oldOwn: '1,2,3,4,5',
    veiled: ['1,2,3,7', '1,2,3,4,7'],
  },
  { identity: [1, 4, 8, 16, 19], own: ['1,2,3,5', '1,2,3,4,5'], oldOwn: '1,2,3,4,5', veiled: [] },
]
const isText = (value: unknown) => typeof value === 'string' && value.length >= 1 && value.length <= 400
const isIn = (value: unknown, ...known: number[]) => known.includes(value as number)
/** Whether the digits are YYYYMMDD, with zeros for an unknown day, or for an unknown month and day. */
const isDate = (digits: string) => {
  const [, year, month, day] = (/^(\d{4})(\d\d)(\d\d)$/.exec(digits) ?? []).map(Number)
  if (year === undefined || year < 1850 || year > 2199) return false
  const whole = new Date(Date.UTC(year, (month || 1) - 1, day || 1)).toISOString().slice(0, 10).replaceAll('-', '')
  const written = year * 10_000 + (month || 1) * 100 + (day || 1)
  return Number(month) <= 12 && Number(day) <= 31 && Number(whole) === written && (month !== 0 || day === 0)
}
const isIdNumber = (text: string) => {
  if (!/^[1-58](1\d|2[0-7]|3\d|4\d|5[0-8]|6[0-7]|7[0-7]|8[0-6]|9[0-6])\d{10}$/.test(text)) return false
  const sum = [...text.slice(0, 12)].reduce((all, digit, i) => all + Number(digit) * (13 - i), 0)
  return (11 - (sum % 11)) % 10 === Number(text[12])
}
const isFace = (face: unknown) =>
  face instanceof Uint8Array &&
  face.length <= 640 &&
  (face[0]! & 1) === 0 &&
  Buffer.from(face.slice(3, 10)).toString('hex') === '9d012a40005000'
/** Undoes the face of a nameless token: the generator of docs/token.md, in numbers below 2^32. */
const withoutVeil = (bytes: Uint8Array, id: Uint8Array): Uint8Array => {
  const word = (at: number) => BigInt(Buffer.from(id).readUInt32BE(at))
  const low = (n: bigint) => n & 0xffffffffn
  let [a, b, c, d] = [word(0), word(4), 0x9e3779b9n, 1n]
  const next = () => {
    const t = low(a + b + d++)
    a = b ^ (b >> 9n)
    b = low(c * 9n)
    c = low(((c << 21n) | (c >> 11n)) + t)
    return t
  }
  for (let i = 0; i < 12; i++) next()
  const stream = Buffer.alloc(Math.ceil(bytes.length / 4) * 4)
  for (let at = 0; at < stream.length; at += 4) stream.writeUInt32BE(Number(next()), at)
  return bytes.map((byte, i) => byte ^ stream[i]!)
}
/** The rule of each claim. A claim that the scope does not have is absent, which `wellFormed` checks. */
const claimRules: [map: number, key: number, holds: (value: never) => boolean][] = [
  [169, 1, isIdNumber],
  [169, 4, isText],
  [169, 8, isDate],
  [169, 16, isFace],
  [169, 19, isText],
  [-65537, 2, (value) => isIn(value, 0, 1, 2, 3, 4, 5, 6)],
  [-65537, 3, (value) => isIn(value, 0, 1, 2, 3, 4)],
  [-65537, 4, (value) => Number.isInteger(value) && value >= 0],
  [-65537, 5, (value) => value === 0 || isDate(String(value))],
  [-65537, 6, (value) => isIn(value, 0, 15, 18, 20, 60)],
]
const followsRules = (cwt: Map<number, unknown>) =>
  claimRules.every(([map, key, holds]) => {
    const value = (cwt.get(map) as Map<number, unknown>).get(key)
    return value === undefined || holds(value as never)
  })
const wellFormed = (cwt: unknown): cwt is Map<number, unknown> => {
  if (!(cwt instanceof Map) || !/^1,4,6,(7,)?169,-65537$/.test([...cwt.keys()].join())) return false
  const id = cwt.get(7)
  if (cwt.has(7) && !(id instanceof Uint8Array && id.length === 8)) return false
  const [identity, own] = [cwt.get(169), cwt.get(-65537)]
  if (!(identity instanceof Map) || !(own instanceof Map)) return false
  const scope = scopeKeys[own.get(1)] ?? { identity: [], own: [], oldOwn: '', veiled: [] }
  const keys = [...own.keys()].join()
  const veiled = cwt.has(7) && own.has(7)
  const face = veiled && own.get(7)
  if (veiled && !(face instanceof Uint8Array && isFace(withoutVeil(face, id as Uint8Array)))) return false
  const wanted = veiled ? scope.identity.filter((key) => key !== 16) : scope.identity
  if ([...identity.keys()].join() !== wanted.join()) return false
  if (cwt.has(7) ? !(veiled ? scope.veiled : scope.own).includes(keys) : keys !== scope.oldOwn) return false
  const life = Number(cwt.get(4)) - Number(cwt.get(6))
  return life > 0 && life <= (own.has(4) ? 86_400 : 180) && isText(cwt.get(1)) && followsRules(cwt)
}

const statusBit = async (jwt: string, issuer: Circumstances['issuer'], index: number, now: number) => {
  const { payload, protectedHeader } = await compactVerify(jwt, ({ kid }) =>
    importJWK(issuer.keys.find((key) => key.kid === kid)!, 'ES256'),
  )
  const { iss, iat, status_list } = JSON.parse(new TextDecoder().decode(payload))
  if (protectedHeader.typ !== 'statuslist+jwt' || iss !== issuer.issuer.id || status_list.bits !== 2)
    return 'unreadable'
  const byte = inflateSync(Buffer.from(status_list.lst, 'base64url'))[index >> 2]
  const bits = byte === undefined ? 3 : (byte >> ((index & 3) * 2)) & 3 // 3: no pass was given this place
  if (bits === 1 || bits === 2) return bits
  return bits === 3 || Math.abs(now - iat) > 60 ? 'unreadable' : 0
}

const answeredBit = async (presented: Presented, issuer: Circumstances['issuer'], digest: string) => {
  if (!presented.asked) return 'unreadable'
  const { payload, protectedHeader } = await compactVerify(presented.asked.answer, ({ kid }) =>
    importJWK(issuer.keys.find((key) => key.kid === kid)!, 'ES256'),
  )
  const { iss, sub, nonce, iat, status } = JSON.parse(new TextDecoder().decode(payload))
  const fits = protectedHeader.typ === 'phokbat-status+jwt' && iss === issuer.issuer.id && sub === digest
  if (!fits || nonce !== presented.asked.nonce) return 'unreadable'
  if (status === 'revoked') return 1
  if (status === 'frozen') return 2
  return status === 'valid' && Math.abs(presented.now - iat) <= 60 ? 0 : 'unreadable'
}

/** The table of grades in docs/token.md, by the numbers of the assurances. */
const gradeIn = (document: number, face: number, issuer: string) => {
  if (face === 4) return 'DOUBTED'
  if (face === 3 && (document === 5 || document === 6)) return 'CONFIRMED'
  const inRegister = [1, 5, 6].includes(document) || (document === 3 && issuer === 'demo')
  return inRegister && face >= 1 ? 'CHECKED' : 'DECLARED'
}

const dayInBangkok = (seconds: number) =>
  Number(new Date((seconds + 7 * 3600) * 1000).toISOString().slice(0, 10).replaceAll('-', ''))

const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n

/** The verdict that docs/token.md prescribes for the text of a code, online, in these circumstances. */
export const judge = async (presented: Presented, { issuer, status }: Circumstances): Promise<Judgement> => {
  const { code, now } = presented
  const altered = { verdict: 'ALTERED' }
  const bytes = bytesOf(code.startsWith('PHOKBAT1:') ? code.slice(9) : code.slice(code.indexOf('#') + 1))
  if (bytes?.[0] !== 0xd2 || !deterministic(bytes)) return altered
  const message = Sign1.decode(bytes)
  const [header, unprotected] = deterministic(bytes) as [Uint8Array, Map<unknown, unknown>]
  const fields = deterministic(header)
  if (!(fields instanceof Map && [...fields.keys()].join() === '1,4' && fields.get(1) === -7)) return altered
  if (unprotected.size !== 0) return altered
  const kid = new TextDecoder().decode(fields.get(4))
  const jwk = issuer.keys.find((key) => key.kid === kid)
  if (!jwk) return { verdict: 'UNKNOWN_ISSUER' }
  const verified = await message.verify((await importJWK(jwk, 'ES256')) as never).then(
    () => true,
    () => false,
  )
  if (!verified) return altered
  const cwt = deterministic(message.payload)
  if (!wellFormed(cwt)) return altered
  const own = cwt.get(-65537) as Map<number, number>
  const isOld = !cwt.has(7)
  const s = BigInt(`0x${Buffer.from(bytes.slice(-32)).toString('hex')}`)
  if (!isOld && s > HALF_ORDER) return altered
  if (cwt.get(1) !== issuer.issuer.id) return { verdict: 'UNKNOWN_ISSUER' }
  const signed = encode(['Signature1', header, new Uint8Array(), message.payload])
  const digest = createHash('sha256').update(signed).digest('base64url')
  const place = own.get(4)
  const bit =
    place === undefined ? await answeredBit(presented, issuer, digest) : await statusBit(status, issuer, place, now)
  if (bit === 1) return { verdict: 'REVOKED' }
  if (bit === 2) return { verdict: 'FROZEN' }
  const cardEnds = own.get(5)
  if (cardEnds && dayInBangkok(now) > cardEnds) return { verdict: 'EXPIRED', claims: cwt }
  if (now >= Number(cwt.get(4))) return { verdict: 'QR_TIMED_OUT' }
  if (now < Number(cwt.get(6)) - 60 || bit === 'unreadable') return { verdict: 'STATUS_UNKNOWN', claims: cwt }
  return { verdict: gradeIn(own.get(2)!, own.get(3)!, issuer.issuer.id), claims: cwt }
}
