// Verifies an exported access log: the hash chain entry by entry, then the issuer's signature over its head.
import { createHash } from 'node:crypto'
import { type AccessLogExport, verifyAccessChain } from '../../../src/core/inspection/access-log.ts'

type Issuer = { id: string; keys: readonly JsonWebKey[] }
export type LogVerdict = { ok: true } | { ok: false; sentence: string }

const sha256 = async (text: string) => createHash('sha256').update(text).digest('base64url')
const no = (sentence: string): LogVerdict => ({ ok: false, sentence })
const faults = {
  out_of_order: 'is missing, or entries changed places',
  changed: 'was changed, or the one before it was left out',
}

const part = (text = ''): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** @returns undefined when the issuer does not publish the key: it does so for a day after the last signature only. */
const sealHolds = async (seal: string, { keys }: Issuer): Promise<boolean | undefined> => {
  const [header, claims, signature = ''] = seal.split('.')
  const { kid, alg } = part(header)
  const jwk = keys.find((key) => (key as { kid?: string }).kid === kid)
  if (alg !== 'ES256') return false
  if (!jwk) return undefined
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const { kty, crv, x, y } = jwk
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify'])
  return crypto.subtle.verify(algorithm, key, Buffer.from(signature, 'base64url'), Buffer.from(`${header}.${claims}`))
}

/** Without `issuer` only the chain is verified: entries may then be missing at its end. */
export const verifyLog = async (log: AccessLogExport, issuer?: Issuer): Promise<LogVerdict> => {
  const chain = await verifyAccessChain(log.looks, sha256)
  if (!chain.ok) return no(`Entry ${chain.seq} ${faults[chain.why]}.`)
  if (chain.head !== log.head) return no('The log does not end where it says: entries were cut off or added.')
  if (!issuer) return { ok: true }
  const holds = await sealHolds(log.seal, issuer)
  if (holds === undefined)
    return no('The seal is by no key that this issuer publishes: for an old log name the issuer.json of its day.')
  if (!holds) return no('The seal is not this issuer’s.')
  const { iss, head, count } = part(log.seal.split('.')[1])
  if (iss !== issuer.id || head !== log.head || count !== log.looks.length)
    return no('The seal is of another log: entries were cut off or added after it.')
  return { ok: true }
}
