// An official's check: from what was presented to one verdict, which carries exactly what that person may see. The verdict
// on a good card is its grade.
import type { Assurance } from '../card/card.ts'
import { type Grade, gradeOf } from '../card/grade.ts'
import { type Expiry, isAfter, type PartialDate } from '../card/thai-date.ts'
import type { Claims, Scope, Token, TokenFault } from '../card/token.ts'
import type { Result } from '../result.ts'
import type { TokenStatus } from './status-list.ts'
import { STATUS_MAX_AGE } from './status-token.ts'

export type Inspection = {
  presented: Result<Token, TokenFault>
  /** The issuer's id and whether its keys were fetched just now; undefined if there are no keys on this phone. */
  issuer: { id: string; fresh: boolean } | undefined
  /**
   * Of a pass from the list, fetched just now or remembered; of any other token from the answer about its digest.
   * `unreachable` without either; `unreadable` when it makes no sense.
   */
  status: { of: TokenStatus; issuedAt: number; fresh: boolean } | 'unreachable' | 'unreadable'
  /** Seconds since 1970; the service's clock when there is a connection. */
  now: number
  /** The day of `now` in Asia/Bangkok. */
  today: PartialDate
}

/** The parts that are shown. Greyed: a card that has expired and must not identify anybody now. */
export type DisclosedCard = {
  claims: Claims
  scope: Scope
  assurance: Assurance
  /** What the card would be called with a fresh status: also of a card whose status is unknown. */
  grade: Grade
  /** Absent where the token does not tell it: in the scope `age`, and beside masked names. */
  cardExpiry?: Expiry
  issuedAt: number
  expiresAt: number
}

/** A card that is good now has its grade as its verdict: there is no word "valid" that all cards share. */
export type GradeVerdict = Uppercase<Grade>

/** `QR_TIMED_OUT`: the code is old, the card may be good. It identifies nobody, so it carries no claim. */
export type Verdict =
  | { verdict: GradeVerdict; seen: DisclosedCard; statusAt: number }
  | { verdict: 'EXPIRED'; seen: DisclosedCard }
  | { verdict: 'QR_TIMED_OUT'; issuedAt: number; expiresAt: number }
  | { verdict: 'REVOKED' | 'FROZEN' | 'UNKNOWN_ISSUER' }
  | { verdict: 'ALTERED'; why: 'unreadable' | 'signature' }
  | {
      verdict: 'STATUS_UNKNOWN'
      why: 'offline' | 'stale' | 'unreadable' | 'clock' | 'unissued'
      seen: DisclosedCard
      listAt?: number
    }
  | { verdict: 'STATUS_UNKNOWN'; why: 'no_keys' }

/** Clocks of phones and servers differ. */
const CLOCK_TOLERANCE = 60

const seenOf = ({ issuer, claims, scope, assurance, cardExpiry, issuedAt, expiresAt }: Token): DisclosedCard => ({
  claims,
  scope,
  assurance,
  grade: gradeOf(assurance, issuer),
  ...(cardExpiry !== undefined && { cardExpiry }),
  issuedAt,
  expiresAt,
})

const unproven = (reason: TokenFault, issuer: Inspection['issuer']): Verdict => {
  if (reason === 'malformed') return { verdict: 'ALTERED', why: 'unreadable' }
  if (reason === 'signature_failed') return { verdict: 'ALTERED', why: 'signature' }
  // Without fresh keys an unknown key may simply be newer than this phone's memory.
  return issuer?.fresh ? { verdict: 'UNKNOWN_ISSUER' } : { verdict: 'STATUS_UNKNOWN', why: 'no_keys' }
}

const verdictOfGrade = {
  confirmed: 'CONFIRMED',
  checked: 'CHECKED',
  declared: 'DECLARED',
  doubted: 'DOUBTED',
} as const satisfies Record<Grade, GradeVerdict>

/** True if the card is good now, so that its grade is the verdict. */
export const isGraded = (verdict: Verdict): verdict is Extract<Verdict, { verdict: GradeVerdict }> =>
  'seen' in verdict && verdict.verdict === verdictOfGrade[verdict.seen.grade]

/**
 * The worst known fact decides: unproven, revoked, frozen, expired, timed out, then status unknown, and only then the
 * grade. A grade needs the signature, a known issuer, a QR code and a card in time, and a status fetched just now.
 */
export const inspect = ({ presented, issuer, status, now, today }: Inspection): Verdict => {
  if (!presented.ok) return unproven(presented.reason, issuer)
  const token = presented.value
  if (!issuer || token.issuer !== issuer.id) return { verdict: 'UNKNOWN_ISSUER' }
  const of = typeof status === 'string' ? undefined : status.of
  if (of === 'revoked') return { verdict: 'REVOKED' }
  if (of === 'frozen') return { verdict: 'FROZEN' }
  const seen = seenOf(token)
  if (token.cardExpiry && token.cardExpiry !== 'lifelong' && isAfter(today, token.cardExpiry))
    return { verdict: 'EXPIRED', seen }
  const { issuedAt, expiresAt } = token
  if (now >= expiresAt) return { verdict: 'QR_TIMED_OUT', issuedAt, expiresAt }
  if (now < issuedAt - CLOCK_TOLERANCE) return { verdict: 'STATUS_UNKNOWN', why: 'clock', seen }
  if (status === 'unreachable') return { verdict: 'STATUS_UNKNOWN', why: 'offline', seen }
  if (status === 'unreadable') return { verdict: 'STATUS_UNKNOWN', why: 'unreadable', seen }
  if (!status.fresh) return { verdict: 'STATUS_UNKNOWN', why: 'offline', seen, listAt: status.issuedAt }
  if (Math.abs(now - status.issuedAt) > STATUS_MAX_AGE)
    return { verdict: 'STATUS_UNKNOWN', why: 'stale', seen, listAt: status.issuedAt }
  // The signature is right, and the issuer knows nothing of the token: its key is in other hands. A list that is no
  // younger than the pass cannot know it.
  if (status.of === 'unissued')
    return {
      verdict: 'STATUS_UNKNOWN',
      why: status.issuedAt > issuedAt ? 'unissued' : 'stale',
      seen,
      listAt: status.issuedAt,
    }
  return { verdict: verdictOfGrade[seen.grade], seen, statusAt: status.issuedAt }
}
