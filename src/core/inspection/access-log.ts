// A holder's access log: what one entry says, and the chain that reveals a changed or missing entry.
import type { Grade } from '../card/grade.ts'
import { scopes } from '../card/token-claims.ts'
import { type ChainFault, verifyChain } from './chain.ts'

/**
 * How the card was accessed: the QR code on the holder's screen, a shared link, an official's request, the pass for places without
 * signal; or by a reviewer, who compares the face with the card's.
 */
export const accessMethods = ['scan', 'link', 'request', 'pass', 'review'] as const
/** `face`: pictures of the face, and nothing that the card says. */
export const accessScopes = [...scopes, 'face'] as const
export type AccessMethod = (typeof accessMethods)[number]

/**
 * `masked`: names by their first letters alone. `unalike`: an official who saw the card reports another face. All after
 * it: why nothing was seen.
 */
export const accessResults = ['seen', 'masked', 'unalike', 'expired', 'used', 'revoked', 'frozen', 'declined'] as const
export type AccessResult = (typeof accessResults)[number]

export type Viewer = { name: string; agency: string }

/**
 * Never a value of the card. `by`: a registered official; absent for "someone". `at`: ms since the epoch. `grade`: what
 * the card was called when it was seen; absent where nothing was, and in entries of before there were grades.
 */
export type AccessEntry = {
  at: number
  via: AccessMethod
  by?: Viewer
  scope: (typeof accessScopes)[number]
  result: AccessResult
  grade?: Grade
}
/** True if whoever looked saw the card. */
export const sawCard = ({ result }: Pick<AccessEntry, 'result'>): boolean =>
  result === 'seen' || result === 'masked' || result === 'unalike'

/** `seq` counts from 1 for each holder. */
export type ChainedAccessEntry = AccessEntry & { seq: number; hash: string }

/** The value before the first entry. */
export const accessChainStart = 'phokbat-looks-1'

/**
 * The text whose SHA-256 (base64url) is the entry's hash: the hash before it and the entry, in a fixed order. The grade
 * stands last and only where there is one, so that older entries keep their hash.
 */
export const accessEntryText = (
  before: string,
  seq: number,
  { at, via, by, scope, result, grade }: AccessEntry,
): string =>
  JSON.stringify([before, seq, at, via, by?.name ?? null, by?.agency ?? null, scope, result, ...(grade ? [grade] : [])])

/** `typ` of the log's seal. */
export const accessLogSealType = 'phokbat-looks+jwt'

/** The log as a file: the oldest first. `head` is the last hash; `seal` a JWT by the issuer over head and count. */
export type AccessLogExport = { issuer: string; looks: ChainedAccessEntry[]; head: string; seal: string }

/** Whether every entry follows from the one before it; else the number of the first that does not. */
export const verifyAccessChain = (
  looks: readonly ChainedAccessEntry[],
  sha256: (text: string) => Promise<string>,
): Promise<{ ok: true; head: string } | ChainFault> => verifyChain(looks, accessChainStart, accessEntryText, sha256)
