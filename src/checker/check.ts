// Checks a token and returns the verdict. The whole check runs on this phone, and no claim of the holder is sent.
// Decision 022: the page reports a digest after the check, so that no claim travels.

import { bangkokDay } from '../core/card/thai-date.ts'
import { namesOf, readToken, type TokenFault } from '../core/card/token.ts'
import type { IssuerFile } from '../core/contract/responses/public.ts'
import { inspect, type Verdict } from '../core/inspection/verdict.ts'
import type { Result } from '../core/result.ts'
import { digestOf } from '../verifier/digest.ts'
import { verifierOf } from '../verifier/signature.ts'
import { type AskedStatus, askStatus, type LoadingFacts, loadFacts, statusOf } from './issuer.ts'

/** The presented token's bytes, or the reason why there are none. */
export type PresentedToken = Result<Uint8Array<ArrayBuffer>, TokenFault>
/**
 * `now`: ms since the epoch, by the service's clock if it answered, else by the phone's.
 * `keysAt`: when the keys were fetched, if they come from the cache.
 */
export type CheckResult = {
  verdict: Verdict
  issuer?: IssuerFile['issuer']
  now: number
  keysAt?: number
  masked?: boolean
}

/** The list's answer about a place; without one only the service's clock. */
const listed = async (facts: LoadingFacts, place?: number): Promise<AskedStatus> => {
  const status = await facts.status
  const serverNow = typeof status === 'string' ? undefined : status.serverNow
  return {
    status: place === undefined ? 'unreachable' : await statusOf(status, place),
    ...(serverNow && { serverNow }),
  }
}

/** Begins before the issuer's keys are there. A token of three minutes has no place: the service knows it by its digest. */
const statusFor = async (bytes: Uint8Array<ArrayBuffer>, facts: LoadingFacts): Promise<AskedStatus> => {
  const { place } = namesOf(bytes)
  return place === undefined ? askStatus(await digestOf(bytes), facts.issuer) : listed(facts, place)
}

/** Returns the verdict on a token. `masked`: the shared link shows only the first letters of the names. */
export const check = async (presented: PresentedToken, masked = false): Promise<CheckResult> => {
  const facts = loadFacts()
  const answer = presented.ok ? statusFor(presented.value, facts) : listed(facts)
  const issuer = await facts.issuer
  const [token, { status, serverNow }] = await Promise.all([
    presented.ok ? readToken(presented.value, verifierOf(issuer?.file.keys ?? [])) : presented,
    answer,
  ])
  // The clock comes with the status: a cached copy of the keys, with its `Date`, may be minutes old.
  const now = serverNow ?? Date.now()
  const verdict = inspect({
    presented: token,
    issuer: issuer && { id: issuer.file.issuer.id, fresh: issuer.fresh },
    status,
    now: Math.floor(now / 1000),
    today: bangkokDay(now),
  })
  return {
    verdict,
    now,
    ...(masked && { masked }),
    ...(issuer && { issuer: issuer.file.issuer }),
    ...(issuer && !issuer.fresh && { keysAt: issuer.at }),
  }
}
