// Records accesses to a shown QR code or pass, which verifiers report afterwards, and exports the log as a signed file.
import { gradeOf } from '../../core/card/grade.ts'
import type { AccessLogExport, AccessResult } from '../../core/inspection/access-log.ts'
import { accessChainStart, accessLogSealType, sawCard } from '../../core/inspection/access-log.ts'
import { type OfficeLogExport, officeChainStart, officeLogSealType } from '../../core/inspection/office-log.ts'
import { signJws } from '../../core/jws.ts'
import type { Deps } from '../deps.ts'
import type { PersonId } from '../model.ts'
import type { AccessEntry } from '../ports/presentation.ts'

/** `unalike`: the official says that the face is another's. It freezes nothing: anybody with the code can say so. */
export type AccessReport = { unalike?: boolean | undefined; by?: AccessEntry['by'] | undefined }

/**
 * Records that a verifier checked a token. `digest`: of the token (base64url), so that its claims are not sent.
 * What was seen is determined here and not by the verifier. False for a token that was not shown.
 */
export const recordAccess = async (deps: Deps, digest: string, { unalike, by }: AccessReport): Promise<boolean> => {
  const shown = await deps.store.shownTokens.find(digest)
  // A link and a request logged the access when they were opened.
  const logged = shown?.via === 'link' || shown?.via === 'request'
  if (!shown || (logged && !unalike)) return false
  const at = deps.clock()
  const card = await deps.store.cards.of(shown.person)
  const status: AccessResult = card?.status === 'valid' ? 'seen' : (card?.status ?? 'revoked')
  // A report follows a check that was in time, so it does not run out with the code.
  const result = unalike ? 'unalike' : at >= shown.expiresAt ? 'expired' : status
  const grade = card && sawCard({ result }) ? gradeOf(card.assurance, deps.config.issuer.id) : undefined
  const recorded = await deps.store.shownTokens.recordAccess(digest, {
    at,
    via: shown.via,
    scope: shown.scope,
    result,
    ...(by && { by }),
    ...(grade && { grade }),
  })
  if (recorded) deps.log('looked', { via: shown.via, result, grade })
  if (recorded && unalike) deps.log('face_unalike', { via: shown.via })
  return recorded
}

type OfficeLogSource = Pick<Deps, 'clock'> & {
  store: Pick<Deps['store'], 'officeLog'>
  keys: Pick<Deps['keys'], 'currentKeyId' | 'sign'>
  config: { issuer: { id: string } }
}
/** The whole office log, sealed by the issuer as a holder's log is. Throws if a line is missing or was changed. */
export const exportOfficeLog = async ({ store, config, keys, clock }: OfficeLogSource): Promise<OfficeLogExport> => {
  const office = await store.officeLog.all()
  const head = office.at(-1)?.hash ?? officeChainStart
  const claims = { iss: config.issuer.id, iat: Math.floor(clock() / 1000), head, count: office.length }
  const seal = await signJws(officeLogSealType, keys.currentKeyId, claims, keys.sign)
  return { issuer: config.issuer.id, office, head, seal }
}

/** The whole log. The issuer signs its head and length as a JWS, so that a shortened log is detected. */
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
