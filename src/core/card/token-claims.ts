// What a token says, per scope, and where each claim stands in it. One table: a claim outside its scope is never signed.
import { passHours, tokenSeconds } from '../lifetimes.ts'
import { type Assurance, type CardData, documentAssurances, faceAssurances, nameLine } from './card.ts'
import type { Cbor, CborMap } from './cbor.ts'
import { isFace } from './face-picture.ts'
import { unveiled, veiled } from './face-veil.ts'
import { ageOn, type Expiry, fromIsoDigits, isPossible, type PartialDate, toIsoDigits } from './thai-date.ts'
import { checkIdNumber } from './thai-id.ts'

/** What the holder chose to show. The order is the number in the token: only ever append. */
export const scopes = ['age', 'name', 'full'] as const
export type Scope = (typeof scopes)[number]
/**
 * What a pass may show. Never *full*: its picture stays in the chat and with LINE, and any phone that finds it reads it.
 */
export const passScopes = ['age', 'name'] as const satisfies readonly Scope[]
export type PassScope = (typeof passScopes)[number]

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
  /**
   * TOKEN_ID_BYTES random bytes, so that nobody can work out a token, its digest or its key to the portrait from another
   * one. Absent in the layout of before, which has the card's own place in the list and its expiry in each scope.
   */
  id?: Uint8Array
  /** Seconds since 1970, as in CWT (RFC 8392). The QR code runs out at `expiresAt`, the card itself at `cardExpiry`. */
  issuedAt: number
  expiresAt: number
  /**
   * A pass's own place in the issuer's status list. Absent in a token of three minutes: its status is asked for by its
   * digest, so that nothing in it is the same as in the holder's next token.
   */
  statusIndex?: number
  scope: Scope
  assurance: Assurance
  /**
   * Absent in the scope `age` and where the names are masked: a Thai card ends on the eve of a birthday, so the date
   * would tell it. The issuer signs no such token for a card that has ended.
   */
  cardExpiry?: Expiry
  claims: Claims
}

/** CWT claims, MOSIP's claim 169 (19: full name in the second language), and one private claim for what neither knows. */
const KEY = { issuer: 1, expiresAt: 4, issuedAt: 6, id: 7, identity: 169, own: -65537 }
const OWN = { scope: 1, document: 2, face: 3, statusIndex: 4, cardExpiry: 5, ageOver: 6, veiledFace: 7 }
export const TOKEN_ID_BYTES = 8
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

/** Whether a scope has the card's expiry. `maybe`: not where the names are masked. */
const hasExpiry: Readonly<Record<Scope, 'never' | 'maybe' | 'always'>> = { age: 'never', name: 'maybe', full: 'always' }
const mayExpire = (scope: Scope, expiry: unknown) =>
  hasExpiry[scope] === 'maybe' || (expiry !== undefined) === (hasExpiry[scope] === 'always')

/** The id of a token that names nobody: its face is written differently each time (face-veil.ts). */
const namelessId = ({ id, cardExpiry }: Pick<Token, 'id' | 'cardExpiry'>): Uint8Array | undefined =>
  cardExpiry === undefined ? id : undefined

/** The CWT claims set. Throws if a claim is missing or stands outside the scope: that is a bug of the caller. */
export const writeClaims = (token: Token): CborMap => {
  const maps = { identity: new Map<number, Cbor>(), own: new Map<number, Cbor>() }
  const allowed: readonly string[] = scopeClaims[token.scope]
  const nameless = namelessId(token)
  for (const name of Object.keys(token.claims))
    if (!allowed.includes(name)) throw new RangeError(`${name} is outside the scope ${token.scope}`)
  for (const name of scopeClaims[token.scope]) {
    const value = token.claims[name]
    if (value === undefined) throw new RangeError(`${name} is missing from the scope ${token.scope}`)
    if (name === 'face' && nameless) maps.own.set(OWN.veiledFace, veiled(value as Uint8Array, nameless))
    else maps[fields[name].map].set(fields[name].key, fields[name].write(value as never))
  }
  maps.own.set(OWN.scope, scopes.indexOf(token.scope))
  maps.own.set(OWN.document, documentAssurances.indexOf(token.assurance.document))
  maps.own.set(OWN.face, faceAssurances.indexOf(token.assurance.face))
  if (token.id && !mayExpire(token.scope, token.cardExpiry))
    throw new RangeError(`the card's expiry in the scope ${token.scope}`)
  if (token.cardExpiry !== undefined) maps.own.set(OWN.cardExpiry, expiryNumber(token.cardExpiry))
  if (token.statusIndex !== undefined) maps.own.set(OWN.statusIndex, token.statusIndex)
  return new Map<number, Cbor>([
    [KEY.issuer, token.issuer],
    [KEY.expiresAt, token.expiresAt],
    [KEY.issuedAt, token.issuedAt],
    ...(token.id ? [[KEY.id, token.id] as const] : []),
    [KEY.identity, maps.identity],
    [KEY.own, maps.own],
  ])
}

const count = (value: Cbor | undefined) => (typeof value === 'number' && value >= 0 ? value : undefined)

const ownOf = (cwt: Cbor): CborMap | undefined => {
  const own = cwt instanceof Map ? cwt.get(KEY.own) : undefined
  return own instanceof Map ? own : undefined
}
/** What is known of a claims set before its signature is verified: its layout, and its place in the list if it has one. */
export const outlineOf = (cwt: Cbor): { old: boolean; place: number | undefined } => ({
  old: !(cwt instanceof Map && cwt.has(KEY.id)),
  place: count(ownOf(cwt)?.get(OWN.statusIndex)),
})

/** Where a claim stands. A nameless token has its face under a key of its own; those of before have it where others do. */
const placeOf = (name: keyof Claims, maps: { own: CborMap }, id: Uint8Array | undefined): Field =>
  name === 'face' && id && maps.own.has(OWN.veiledFace)
    ? {
        map: 'own',
        key: OWN.veiledFace,
        write: fields.face.write,
        read: (v) => fields.face.read(v instanceof Uint8Array ? unveiled(v, id) : v),
      }
    : fields[name]

/** The claims of the scope and how many stand in each map; undefined if one is missing or breaks its rule. */
const readScope = (scope: Scope, maps: { identity: CborMap; own: CborMap }, id: Uint8Array | undefined) => {
  const claims: Record<string, unknown> = {}
  const counts = { identity: 0, own: 0 }
  for (const name of scopeClaims[scope]) {
    const { map, key, read } = placeOf(name, maps, id)
    const raw = maps[map].get(key)
    claims[name] = raw === undefined ? undefined : read(raw)
    if (claims[name] === undefined) return undefined
    counts[map]++
  }
  return { claims, counts }
}

/** undefined: none there. `wrong`: one that is none. */
const readExpiry = (value: Cbor | undefined): Expiry | undefined | 'wrong' => {
  if (value === undefined) return undefined
  if (value === LIFELONG) return 'lifelong'
  const date = dateOrNothing(String(count(value) ?? ''))
  return date && isPossible(date) ? date : 'wrong'
}

/** The token that `writeClaims` writes, in either layout, or undefined for anything else. */
export const readClaims = (cwt: Cbor): Token | undefined => {
  if (!(cwt instanceof Map)) return undefined
  const [identity, own] = [cwt.get(KEY.identity), ownOf(cwt)]
  if (!(identity instanceof Map) || !own) return undefined
  const { old, place: statusIndex } = outlineOf(cwt)
  const id = cwt.get(KEY.id)
  const place = own.get(OWN.statusIndex)
  if (cwt.size !== (old ? 5 : 6)) return undefined
  if (id !== undefined && !(id instanceof Uint8Array && id.length === TOKEN_ID_BYTES)) return undefined
  const issuer = text(cwt.get(KEY.issuer) ?? '')
  const [issuedAt, expiresAt] = [cwt.get(KEY.issuedAt), cwt.get(KEY.expiresAt)].map(count)
  const scope = scopes[count(own.get(OWN.scope)) ?? -1]
  const document = documentAssurances[count(own.get(OWN.document)) ?? -1]
  const face = faceAssurances[count(own.get(OWN.face)) ?? -1]
  const cardExpiry = readExpiry(own.get(OWN.cardExpiry))
  if (!issuer || !scope || !document || !face || cardExpiry === 'wrong') return undefined
  if (issuedAt === undefined || expiresAt === undefined || (place !== undefined && statusIndex === undefined))
    return undefined
  if (old ? cardExpiry === undefined || place === undefined : !mayExpire(scope, cardExpiry)) return undefined
  // Nobody without a signal can tell whether a token without a place was taken back: it may not live long.
  const longest = place === undefined ? tokenSeconds : LONGEST_LIFE
  if (expiresAt <= issuedAt || expiresAt - issuedAt > longest) return undefined
  // Only a token that names nobody has a face of that kind.
  if (cardExpiry !== undefined && own.has(OWN.veiledFace)) return undefined
  const found = readScope(scope, { identity, own }, id)
  if (!found) return undefined
  const { claims, counts } = found
  const inOwn = counts.own + 3 + (place === undefined ? 0 : 1) + (cardExpiry === undefined ? 0 : 1)
  if (identity.size !== counts.identity || own.size !== inOwn) return undefined
  return {
    issuer,
    ...(id !== undefined && { id }),
    issuedAt,
    expiresAt,
    scope,
    assurance: { document, face },
    claims,
    ...(statusIndex !== undefined && { statusIndex }),
    ...(cardExpiry !== undefined && { cardExpiry }),
  }
}
