// Loads the issuer's name, keys and signed status list, reads a status from the list, and asks for one by digest.
import { fromBase64Url } from '../core/base64.ts'
import type { Contract } from '../core/contract/contract.ts'
import type { IssuerFile } from '../core/contract/responses/public.ts'
import { STATUSES_PER_BYTE, statusAt, type TokenStatus } from '../core/inspection/status-list.ts'
import { readStatusToken, STATUS_PATH, type StatusToken } from '../core/inspection/status-token.ts'
import type { Inspection } from '../core/inspection/verdict.ts'
import { defaultLanguage } from '../core/languages.ts'
import { answeredStatus } from '../verifier/answer.ts'
import { newNonce } from '../verifier/digest.ts'
import { verifierOf } from '../verifier/signature.ts'
import { statusInList } from '../verifier/status.ts'
import { ask, cachedFile, cacheFile, type FetchedFile, fetchFile } from './remembered.ts'

export type IssuerFacts = {
  issuer?: FetchedFile<IssuerFile>
  status: FetchedFile<StatusToken> | 'unreachable' | 'unreadable'
}
/** When this phone last fetched each file, in ms by its own clock. */
export type FileAges = { keys?: number; status?: number }

const ISSUER_PATH: Contract['getIssuer']['path'] = '/.well-known/phokbat/issuer.json'

const readIssuer = (text: string): IssuerFile | undefined => {
  try {
    const { issuer, keys } = JSON.parse(text)
    const named = typeof issuer?.id === 'string' && typeof issuer.name?.[defaultLanguage] === 'string'
    return named && Array.isArray(keys) ? { issuer, keys } : undefined
  } catch {
    return undefined // the network sent its login page instead of the file
  }
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
  const list = await readStatusToken(loaded.file, verifierOf(by?.file.keys ?? []))
  if (!list.ok || list.value.issuer !== by?.file.issuer.id) return 'unreadable'
  cacheFile(STATUS_PATH, loaded)
  return { ...loaded, file: list.value }
}

export type LoadingFacts = { issuer: Promise<IssuerFacts['issuer']>; status: Promise<IssuerFacts['status']> }
/** A status, and the service's clock in ms if it answered. */
export type AskedStatus = { status: Inspection['status']; serverNow?: number }

/** Loads both files in parallel. Neither promise rejects. A list that its issuer did not sign counts as unreadable. */
export const loadFacts = (): LoadingFacts => {
  const issuer = loadIssuer()
  return { issuer, status: loadStatus(issuer) }
}

export const fileAges = (): FileAges => ({ keys: cachedFile(ISSUER_PATH)?.at, status: cachedFile(STATUS_PATH)?.at })

/** `statusInList` for phones that cannot inflate by themselves: iOS before 16.4. */
const statusByOwnInflate: typeof statusInList = async (lst, index) => {
  const packed = fromBase64Url(lst)
  if (!packed.ok) return undefined
  let [left, status] = [index, undefined as TokenStatus | undefined]
  const { inflateParts } = await import('./inflate.ts')
  inflateParts(packed.value, (part) => {
    const here = left < part.length * STATUSES_PER_BYTE
    if (here) status = statusAt(part, left)
    left -= part.length * STATUSES_PER_BYTE
    return here
  })
  return status
}
const read: typeof statusInList = async (lst, index) =>
  'DecompressionStream' in globalThis ? statusInList(lst, index) : statusByOwnInflate(lst, index).catch(() => undefined)

const STATUS_ANSWER_PATH: Contract['askStatus']['path'] = '/api/status'

/** Asks for the status of the token with this digest. */
export const askStatus = async (shown: string, issuer: LoadingFacts['issuer']): Promise<AskedStatus> => {
  const nonce = newNonce()
  const [asked, by] = await Promise.all([ask(STATUS_ANSWER_PATH, { shown, nonce }), issuer])
  if (!asked) return { status: 'unreachable' }
  const status = await answeredStatus(asked.text, { shown, nonce }, by?.file)
  return { status, ...(Number.isFinite(asked.date) && { serverNow: asked.date }) }
}

/** Returns the status of the card at `index` in the list. */
export const statusOf = async (status: IssuerFacts['status'], index: number): Promise<Inspection['status']> => {
  if (typeof status === 'string') return status
  const of = await read(status.file.lst, index)
  return of ? { of, issuedAt: status.file.issuedAt, fresh: status.fresh } : 'unreadable'
}
