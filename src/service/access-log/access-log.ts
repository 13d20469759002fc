// Looks at a shown QR or pass, told by the checker afterwards; and the log as a file that proves itself.
import type { AccessLogExport, AccessResult } from '../../core/inspection/access-log.ts'
import { accessChainStart, accessLogSealType } from '../../core/inspection/access-log.ts'
import { signJws } from '../../core/jws.ts'
import type { Deps } from '../deps.ts'
import type { PersonId } from '../model.ts'
import type { AccessEntry } from '../ports/presentation.ts'

/**
 * Writes down that somebody checked a token. `digest`: SHA-256 of the token (base64url), so that its claims need not travel.
 * What was seen is judged here, not by whoever reports it. False for a token that nobody showed.
 */
export const recordAccess = async (deps: Deps, digest: string, by?: AccessEntry['by']): Promise<boolean> => {
  const shown = await deps.store.shownTokens.find(digest)
  if (!shown) return false
  const at = deps.clock()
  const card = await deps.store.cards.of(shown.person)
  const status: AccessResult = card?.status === 'valid' ? 'seen' : (card?.status ?? 'revoked')
  const result = at >= shown.expiresAt ? 'expired' : status
  return deps.store.shownTokens.recordAccess(digest, {
    at,
    via: shown.via,
    scope: shown.scope,
    result,
    ...(by && { by }),
  })
}

/** The whole log; a JWT of the issuer over its head and length shows if the end of it was cut off. */
export const exportAccessLog = async (
  { store, config, keys, clock }: Deps,
  person: PersonId,
): Promise<AccessLogExport> => {
  const entries = await store.accessLog.all(person)
  const head = entries.at(-1)?.hash ?? accessChainStart
  const claims = { iss: config.issuer.id, iat: Math.floor(clock() / 1000), head, count: entries.length }
  return {
    issuer: config.issuer.id,
    looks: entries,
    head,
    seal: await signJws(accessLogSealType, keys.currentKeyId, claims, keys.sign),
  }
}
