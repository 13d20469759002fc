// What a token says, per scope, and where each claim stands in it. One table: a claim outside its scope is never signed.
import { passHours } from '../lifetimes.ts'
import { type Assurance, type CardData, documentAssurances, faceAssurances, nameLine } from './card.ts'
import type { Cbor, CborMap } from './cbor.ts'
import { isFace } from './face-picture.ts'
import { ageOn, type Expiry, fromIsoDigits, isPossible, type PartialDate, toIsoDigits } from './thai-date.ts'
import { checkIdNumber } from './thai-id.ts'

/** What the holder chose to show. The order is the number in the token: only ever append. */
export const scopes = ['age', 'name', 'full'] as const
export type Scope = (typeof scopes)[number]

export type Claims = {
  /** A VP8 key frame, see face-picture.ts. */
  face?: Uint8Array
  /** The line as printed: title, first, middle, last name. */
  nameThai?: string
  nameEnglish?: string
  /** The highest of `ageSteps` that the holder has completed on the day of signing; 0 if none. */
  ageOver?: number
  birthDate?: PartialDate
  idNumber?: string
}

/** Ages that Thai law asks for: criminal s.73-75 and child labour 15, adult driving 18, full age 20, elderly 60. */
export const ageSteps = [15, 18, 20, 60] as const

/** Data minimisation (PDPA s.22): everything that a scope carries. No address: it identifies nobody, and the QR code would be too large. */
export const scopeClaims: Readonly<Record<Scope, readonly (keyof Claims)[]>> = {
  age: ['face', 'ageOver'],
  name: ['face', 'nameThai', 'nameEnglish'],
  full: ['face', 'nameThai', 'nameEnglish', 'birthDate', 'idNumber'],
}

/** How much a scope tells about its holder: only the order counts. */
const breadth: Readonly<Record<Scope, number>> = { age: 1, name: 2, full: 3 }
/** Whether `wanted` tells no more than `granted`. */
export const coversScope = (granted: Scope, wanted: Scope): boolean => breadth[wanted] <= breadth[granted]

export type Token = {
  issuer: string
  /** Seconds since 1970, as in CWT (RFC 8392). The QR code runs out at `expiresAt`, the card itself at `cardExpiry`. */
  issuedAt: number
  expiresAt: number
  /** Place in the issuer's status list. */
  statusIndex: number
  scope: Scope
  assurance: Assurance
  cardExpiry: Expiry
  claims: Claims
}

/** CWT claims, MOSIP's claim 169 (19: full name in the second language), and one private claim for what neither knows. */
const KEY = { issuer: 1, expiresAt: 4, issuedAt: 6, identity: 169, own: -65537 }
const OWN = { scope: 1, document: 2, face: 3, statusIndex: 4, cardExpiry: 5, ageOver: 6 }
const LIFELONG = 0
/** Seconds: a pass is the token that lives longest. */
const LONGEST_LIFE = passHours * 60 * 60
const MAX_TEXT = 400

type Field = { map: 'identity' | 'own'; key: number; write: (value: never) => Cbor; read: (value: Cbor) => unknown }
const text = (value: Cbor) =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_TEXT ? value : undefined
const dateOrNothing = (digits: string) => {
  const date = fromIsoDigits(digits)
  return date.ok ? date.value : undefined
}
const fields: Readonly<Record<keyof Claims, Field>> = {
  idNumber: {
    map: 'identity',
    key: 1,
    write: (value: string) => value,
    read: (v) => {
      const number = checkIdNumber(text(v) ?? '')
      return number.ok && number.value === v ? v : undefined // one spelling: no dashes
    },
  },
  nameThai: { map: 'identity', key: 4, write: (value: string) => value, read: text },
  birthDate: {
    map: 'identity',
    key: 8,
    write: (date: PartialDate) => toIsoDigits(date),
    read: (v) => dateOrNothing(text(v) ?? ''),
  },
  face: {
    map: 'identity',
    key: 16,
    write: (value: Uint8Array) => value,
    read: (v) => (v instanceof Uint8Array && isFace(v) ? v : undefined),
  },
  nameEnglish: { map: 'identity', key: 19, write: (value: string) => value, read: text },
  ageOver: {
    map: 'own',
    key: OWN.ageOver,
    write: (n: number) => n,
    read: (v) => ([0, ...ageSteps].some((step) => step === v) ? v : undefined),
  },
}

/** The claims that a scope shows of a card, `today` being the day in Asia/Bangkok. */
export const claimsFor = (scope: Scope, card: CardData, face: Uint8Array, today: PartialDate): Claims => {
  const age = ageOn(card.birthDate, today)
  const all: Claims = {
    face,
    nameThai: nameLine([card.titleThai, card.firstNameThai, card.middleNameThai, card.lastNameThai]),
    nameEnglish: nameLine([card.titleEnglish, card.firstNameEnglish, card.middleNameEnglish, card.lastNameEnglish]),
    ageOver: ageSteps.findLast((step) => age >= step) ?? 0,
    birthDate: card.birthDate,
    idNumber: card.idNumber,
  }
  return Object.fromEntries(scopeClaims[scope].map((name) => [name, all[name]]))
}

const expiryNumber = (expiry: Expiry) => (expiry === 'lifelong' ? LIFELONG : Number(toIsoDigits(expiry)))

/** The CWT claims set. Throws if a claim is missing or stands outside the scope: that is a bug of the caller. */
export const writeClaims = (token: Token): CborMap => {
  const maps = { identity: new Map<number, Cbor>(), own: new Map<number, Cbor>() }
  const allowed: readonly string[] = scopeClaims[token.scope]
  for (const name of Object.keys(token.claims))
    if (!allowed.includes(name)) throw new RangeError(`${name} is outside the scope ${token.scope}`)
  for (const name of scopeClaims[token.scope]) {
    const value = token.claims[name]
    if (value === undefined) throw new RangeError(`${name} is missing from the scope ${token.scope}`)
    maps[fields[name].map].set(fields[name].key, fields[name].write(value as never))
  }
  maps.own.set(OWN.scope, scopes.indexOf(token.scope))
  maps.own.set(OWN.document, documentAssurances.indexOf(token.assurance.document))
  maps.own.set(OWN.face, faceAssurances.indexOf(token.assurance.face))
  maps.own.set(OWN.statusIndex, token.statusIndex)
  maps.own.set(OWN.cardExpiry, expiryNumber(token.cardExpiry))
  return new Map<number, Cbor>([
    [KEY.issuer, token.issuer],
    [KEY.expiresAt, token.expiresAt],
    [KEY.issuedAt, token.issuedAt],
    [KEY.identity, maps.identity],
    [KEY.own, maps.own],
  ])
}

const count = (value: Cbor | undefined) => (typeof value === 'number' && value >= 0 ? value : undefined)

/** The token that `writeClaims` wrote, or undefined for anything it would not have written. */
export const readClaims = (cwt: Cbor): Token | undefined => {
  if (!(cwt instanceof Map) || cwt.size !== 5) return undefined
  const [identity, own] = [cwt.get(KEY.identity), cwt.get(KEY.own)]
  if (!(identity instanceof Map) || !(own instanceof Map)) return undefined
  const issuer = text(cwt.get(KEY.issuer) ?? '')
  const [issuedAt, expiresAt, statusIndex] = [
    cwt.get(KEY.issuedAt),
    cwt.get(KEY.expiresAt),
    own.get(OWN.statusIndex),
  ].map(count)
  const scope = scopes[count(own.get(OWN.scope)) ?? -1]
  const document = documentAssurances[count(own.get(OWN.document)) ?? -1]
  const face = faceAssurances[count(own.get(OWN.face)) ?? -1]
  const expiry = count(own.get(OWN.cardExpiry))
  if (expiry === undefined || !issuer || !scope || !document || !face) return undefined
  if (issuedAt === undefined || expiresAt === undefined || statusIndex === undefined) return undefined
  if (expiresAt <= issuedAt || expiresAt - issuedAt > LONGEST_LIFE) return undefined
  const cardExpiry = expiry === LIFELONG ? 'lifelong' : dateOrNothing(String(expiry))
  if (!cardExpiry || (cardExpiry !== 'lifelong' && !isPossible(cardExpiry))) return undefined
  const claims: Record<string, unknown> = {}
  let [inIdentity, inOwn] = [0, 5]
  for (const name of scopeClaims[scope]) {
    const { map, key, read } = fields[name]
    const raw = (map === 'identity' ? identity : own).get(key)
    claims[name] = raw === undefined ? undefined : read(raw)
    if (claims[name] === undefined) return undefined
    if (map === 'identity') inIdentity++
    else inOwn++
  }
  if (identity.size !== inIdentity || own.size !== inOwn) return undefined
  return { issuer, issuedAt, expiresAt, statusIndex, scope, assurance: { document, face }, cardExpiry, claims }
}
