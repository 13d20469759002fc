// Checks one card in the order of docs/token.md, *Checking*. It fetches nothing: the caller passes texts and time.
import { bangkokDay } from '../core/card/thai-date.ts'
import { beginsAsCard, namesOf, readToken, tokenFromFragment } from '../core/card/token.ts'
import { readStatusToken } from '../core/inspection/status-token.ts'
import { type Inspection, inspect, type Verdict } from '../core/inspection/verdict.ts'
import { answeredStatus } from './answer.ts'
import { digestOf, newNonce } from './digest.ts'
import { type PublishedKey, verifierOf } from './signature.ts'
import { statusInList } from './status.ts'

/** The members of `/.well-known/phokbat/issuer.json` that a verdict needs. */
export type IssuerFile = { issuer: { id: string }; keys: readonly PublishedKey[] }

export type CardCheck = {
  /** The part of the QR code's URL after `#`, with or without the `#`. */
  fragment: string
  /**
   * The issuer's file; undefined without any copy. `issuerFresh`: fetched just now (default), not a remembered copy.
   */
  issuer: IssuerFile | undefined
  issuerFresh?: boolean
  /** For a pass: the text of `/.well-known/phokbat/status.jwt`. Undefined without any copy. `statusFresh`: as `issuerFresh`. */
  statusToken?: string | undefined
  statusFresh?: boolean
  /** For any other card: the answer of `POST /api/status` to `questionFor`, with that question. Undefined without one. */
  answered?: { question: StatusQuestion; answer: string } | undefined
  /** Seconds since the epoch, by the `Date` header of the list or of the answer. */
  now: number
}

/** The body of `POST /api/status`. */
export type StatusQuestion = { shown: string; nonce: string }

/** What to ask the issuer about this card; undefined for a pass, whose status stands in the list, and for what is no card. */
export const questionFor = async (fragment: string): Promise<StatusQuestion | undefined> => {
  const bytes = tokenFromFragment(fragment)
  if (!bytes.ok || !beginsAsCard(bytes.value) || namesOf(bytes.value).place !== undefined) return undefined
  return { shown: await digestOf(bytes.value), nonce: newNonce() }
}

/** The status in the issuer's answer about the token `bytes`. */
const statusAnswered = async (
  { issuer, answered }: CardCheck,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Inspection['status']> =>
  answered
    ? answeredStatus(answered.answer, { ...answered.question, shown: await digestOf(bytes) }, issuer)
    : 'unreachable'

const statusListed = async (check: CardCheck, index: number): Promise<Inspection['status']> => {
  const { issuer, statusToken, statusFresh: fresh = true } = check
  if (statusToken === undefined) return 'unreachable'
  const list = await readStatusToken(statusToken, verifierOf(issuer?.keys ?? []))
  // A list that the card's issuer did not sign is not used.
  if (!list.ok || list.value.issuer !== issuer?.issuer.id) return 'unreadable'
  const of = await statusInList(list.value.lst, index)
  return of ? { of, issuedAt: list.value.issuedAt, fresh } : 'unreadable'
}

/**
 * Returns the verdict on a card and the claims that may be shown. Never throws, whatever the card and the list contain.
 */
export const checkCard = async (check: CardCheck): Promise<Verdict> => {
  const { issuer, issuerFresh: fresh = true, now } = check
  const bytes = tokenFromFragment(check.fragment)
  const presented = bytes.ok ? await readToken(bytes.value, verifierOf(issuer?.keys ?? [])) : bytes
  const place = presented.ok ? presented.value.statusIndex : undefined
  return inspect({
    presented,
    issuer: issuer && { id: issuer.issuer.id, fresh },
    status:
      place !== undefined
        ? await statusListed(check, place)
        : bytes.ok
          ? await statusAnswered(check, bytes.value)
          : 'unreachable',
    now,
    today: bangkokDay(now * 1000),
  })
}
