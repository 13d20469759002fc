// The issuer's name and keys, and what its signed status list says of one card.
import { fromBase64Url } from '../core/base64url.ts'
import type { Verify } from '../core/card/token.ts'
import { type CardStatus, STATUSES_PER_BYTE, statusAt } from '../core/inspection/status-list.ts'
import { readStatusToken, STATUS_PATH, type StatusToken } from '../core/inspection/status-token.ts'
import type { Inspection } from '../core/inspection/verdict.ts'
import { defaultLanguage, type Language } from '../core/languages.ts'
import { cachedFile, cacheFile, type FetchedFile, fetchFile } from './remembered.ts'

/** Name and notice (what the issuer is not) in every language. */
export type Issuer = { id: string; name: Record<Language, string>; notice?: Record<Language, string> }
type IssuerFile = { issuer: Issuer; keys: (JsonWebKey & { kid: string })[] }
export type IssuerFacts = {
  issuer?: FetchedFile<IssuerFile>
  status: FetchedFile<StatusToken> | 'unreachable' | 'unreadable'
}
/** When this phone last got each file, ms by its own clock. */
export type FileAges = { keys?: number; status?: number }

const ISSUER_PATH = '/.well-known/phokbat/issuer.json'
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }

const readIssuer = (text: string): IssuerFile | undefined => {
  try {
    const { issuer, keys } = JSON.parse(text)
    const named = typeof issuer?.id === 'string' && typeof issuer.name?.[defaultLanguage] === 'string'
    return named && Array.isArray(keys) ? { issuer, keys } : undefined
  } catch {
    return undefined // a network's login page instead of the file
  }
}

/** ES256 on this phone, with the issuer's published keys. */
export const verifierOf =
  (issuer: IssuerFacts['issuer']): Verify =>
  async (kid, bytes, signature) => {
    const jwk = issuer?.file.keys.find((key) => key?.kid === kid && key.kty === 'EC' && key.crv === 'P-256')
    if (!jwk) return 'unknown_key'
    const { x, y } = jwk
    const key = await crypto.subtle
      .importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, algorithm, false, ['verify'])
      .catch(() => undefined)
    if (!key) return 'unknown_key' // a published key that is no point of the curve
    return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, bytes)
  }

const loadIssuer = async (): Promise<IssuerFacts['issuer']> => {
  const loaded = await fetchFile(ISSUER_PATH)
  const file = loaded && readIssuer(loaded.file)
  if (loaded && file) {
    cacheFile(ISSUER_PATH, loaded)
    return { ...loaded, file }
  }
  const kept = cachedFile(ISSUER_PATH)
  const old = kept && readIssuer(kept.text)
  return kept && old && { file: old, fresh: false, at: kept.at }
}

const loadStatus = async (issuer: Promise<IssuerFacts['issuer']>): Promise<IssuerFacts['status']> => {
  const [loaded, by] = await Promise.all([fetchFile(STATUS_PATH), issuer])
  if (!loaded) return 'unreachable'
  const list = await readStatusToken(loaded.file, verifierOf(by))
  if (!list.ok || list.value.issuer !== by?.file.issuer.id) return 'unreadable'
  cacheFile(STATUS_PATH, loaded)
  return { ...loaded, file: list.value }
}

/** Both files, side by side; they never throw. A list that its issuer did not sign is no list. */
export const loadFacts = (): { issuer: Promise<IssuerFacts['issuer']>; status: Promise<IssuerFacts['status']> } => {
  const issuer = loadIssuer()
  return { issuer, status: loadStatus(issuer) }
}

export const fileAges = (): FileAges => ({ keys: cachedFile(ISSUER_PATH)?.at, status: cachedFile(STATUS_PATH)?.at })

/** Inflates as far as the card's place and keeps only that piece: however much a small file claims to hold, the phone's memory is safe. */
const placeIn = async (packed: Uint8Array<ArrayBuffer>, index: number): Promise<CardStatus | undefined> => {
  const inflating = new DecompressionStream('deflate')
  const writer = inflating.writable.getWriter()
  const written = writer.write(packed).then(() => writer.close())
  written.catch(() => undefined) // read no further than needed, or no list: the reader says which
  const reader = inflating.readable.getReader()
  for (let before = 0, part = await reader.read(); !part.done; part = await reader.read()) {
    const own = index - before * STATUSES_PER_BYTE
    before += part.value.length
    if (own < part.value.length * STATUSES_PER_BYTE) {
      void reader.cancel().catch(() => undefined)
      return statusAt(part.value, own)
    }
  }
  return undefined
}

/** What the list says of one card. */
export const statusOf = async (status: IssuerFacts['status'], index: number): Promise<Inspection['status']> => {
  if (typeof status === 'string') return status
  const packed = fromBase64Url(status.file.lst)
  const of = packed.ok ? await placeIn(packed.value, index).catch(() => undefined) : undefined
  return of ? { of, issuedAt: status.file.issuedAt, fresh: status.fresh } : 'unreadable'
}
