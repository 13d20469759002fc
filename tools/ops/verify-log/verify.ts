// Verifies an exported access log: the hash chain entry by entry, then the issuer's signature over its head.
import { createHash } from 'node:crypto'
import { type AccessLogExport, accessLogSealType, verifyAccessChain } from '../../../src/core/inspection/access-log.ts'
import { verifyChain } from '../../../src/core/inspection/chain.ts'
import {
  type OfficeLogExport,
  officeChainStart,
  officeEntryText,
  officeLogSealType,
} from '../../../src/core/inspection/office-log.ts'
import { readJws } from '../../../src/core/jws.ts'
import type { Verify } from '../../../src/core/signatures.ts'

type Issuer = { id: string; keys: readonly JsonWebKey[] }
export type LogVerdict = { ok: true } | { ok: false; sentence: string }

const sha256 = async (text: string) => createHash('sha256').update(text).digest('base64url')
const no = (sentence: string): LogVerdict => ({ ok: false, sentence })
const faults = {
  out_of_order: 'is missing, or entries changed places',
  changed: 'was changed, or the one before it was left out',
}

/** By the issuer's published keys. `unknown_key`: an issuer publishes a key for a day after its last signature. */
const verifierOf =
  ({ keys }: Issuer): Verify =>
  async (kid, bytes, signature) => {
    const jwk = keys.find((key) => (key as { kid?: string }).kid === kid)
    if (!jwk) return 'unknown_key'
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const { kty, crv, x, y } = jwk
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify'])
    return crypto.subtle.verify(algorithm, key, signature, bytes)
  }

/** A holder's log and the office log differ in what an entry says and in the type of the seal, and in nothing else. */
const partsOf = async (log: AccessLogExport | OfficeLogExport) =>
  'office' in log
    ? {
        chain: await verifyChain(log.office, officeChainStart, officeEntryText, sha256),
        entries: log.office.length,
        type: officeLogSealType,
      }
    : { chain: await verifyAccessChain(log.looks, sha256), entries: log.looks.length, type: accessLogSealType }

/** Without `issuer` only the chain is verified: entries may then be missing at its end. */
export const verifyLog = async (log: AccessLogExport | OfficeLogExport, issuer?: Issuer): Promise<LogVerdict> => {
  const { chain, entries, type } = await partsOf(log)
  if (!chain.ok) return no(`Entry ${chain.seq} ${faults[chain.why]}.`)
  if (chain.head !== log.head) return no('The log does not end where it says: entries were cut off or added.')
  if (!issuer) return { ok: true }
  const seal = await readJws(log.seal, type, verifierOf(issuer))
  if (!seal.ok && seal.reason === 'unknown_key')
    return no('The seal is by no key that this issuer publishes: for an old log name the issuer.json of its day.')
  if (!seal.ok) return no('The seal is not this issuer’s.')
  const { iss, head, count } = seal.value
  if (iss !== issuer.id || head !== log.head || count !== entries)
    return no('The seal is of another log: entries were cut off or added after it.')
  return { ok: true }
}
