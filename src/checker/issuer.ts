// Loads the issuer's name, keys and signed status list, and reads the status of one card from the list.
import type { Contract } from '../core/contract/contract.ts'
import type { IssuerFile } from '../core/contract/responses/public.ts'
import { readStatusToken, STATUS_PATH, type StatusToken } from '../core/inspection/status-token.ts'
import type { Inspection } from '../core/inspection/verdict.ts'
import { defaultLanguage } from '../core/languages.ts'
import { verifierOf } from '../verifier/signature.ts'
import { statusInList } from '../verifier/status.ts'
import { cachedFile, cacheFile, type FetchedFile, fetchFile } from './remembered.ts'

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

/** Loads both files in parallel. Neither promise rejects. A list that its issuer did not sign counts as unreadable. */
export const loadFacts = (): { issuer: Promise<IssuerFacts['issuer']>; status: Promise<IssuerFacts['status']> } => {
  const issuer = loadIssuer()
  return { issuer, status: loadStatus(issuer) }
}

export const fileAges = (): FileAges => ({ keys: cachedFile(ISSUER_PATH)?.at, status: cachedFile(STATUS_PATH)?.at })

/** Returns the status of the card at `index` in the list. */
export const statusOf = async (status: IssuerFacts['status'], index: number): Promise<Inspection['status']> => {
  if (typeof status === 'string') return status
  const of = await statusInList(status.file.lst, index)
  return of ? { of, issuedAt: status.file.issuedAt, fresh: status.fresh } : 'unreadable'
}
