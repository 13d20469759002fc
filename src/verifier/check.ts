// Checks one card from beginning to end, in the order of docs/token.md, *Checking*. It fetches nothing: texts and time are handed in.
import { bangkokDay } from '../core/card/thai-date.ts'
import { readToken, tokenFromFragment } from '../core/card/token.ts'
import { readStatusToken } from '../core/inspection/status-token.ts'
import { type Inspection, inspect, type Verdict } from '../core/inspection/verdict.ts'
import { type PublishedKey, verifierOf } from './signature.ts'
import { statusInList } from './status.ts'

/** `/.well-known/phokbat/issuer.json`, as far as a verdict needs it. */
export type IssuerFile = { issuer: { id: string }; keys: readonly PublishedKey[] }

export type CardCheck = {
  /** The text behind the `#` of the QR code's address, with or without the `#`. */
  fragment: string
  /** The issuer's file, and whether it was fetched just now (default) or is a remembered copy. Undefined without any copy. */
  issuer: IssuerFile | undefined
  issuerFresh?: boolean
  /** The text of `/.well-known/phokbat/status.jwt`, fetched just now (default) or remembered. Undefined without any copy. */
  statusToken: string | undefined
  statusFresh?: boolean
  /** Seconds since 1970, by the `Date` header of the status list if it was fetched. */
  now: number
}

const statusOf = async (check: CardCheck, index: number): Promise<Inspection['status']> => {
  const { issuer, statusToken, statusFresh: fresh = true } = check
  if (statusToken === undefined) return 'unreachable'
  const list = await readStatusToken(statusToken, verifierOf(issuer?.keys ?? []))
  // A list that the card's issuer did not sign is no list.
  if (!list.ok || list.value.issuer !== issuer?.issuer.id) return 'unreadable'
  const of = await statusInList(list.value.lst, index)
  return of ? { of, issuedAt: list.value.issuedAt, fresh } : 'unreadable'
}

/** The verdict on a card and what may be shown of it. Never throws, whatever the card and the list hold. */
export const checkCard = async (check: CardCheck): Promise<Verdict> => {
  const { issuer, issuerFresh: fresh = true, now } = check
  const bytes = tokenFromFragment(check.fragment)
  const presented = bytes.ok ? await readToken(bytes.value, verifierOf(issuer?.keys ?? [])) : bytes
  return inspect({
    presented,
    issuer: issuer && { id: issuer.issuer.id, fresh },
    status: presented.ok ? await statusOf(check, presented.value.statusIndex) : 'unreachable',
    now,
    today: bangkokDay(now * 1000),
  })
}
