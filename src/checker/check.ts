// From a token to a verdict: everything happens on this phone, nothing of the holder is sent.
// Decision 022: a digest is reported after the check, so that no claim travels.

import { toBase64Url } from '../core/base64.ts'
import { bangkokDay } from '../core/card/thai-date.ts'
import { readToken, type TokenFault } from '../core/card/token.ts'
import { reportCheck } from '../core/contract/addresses.ts'
import type { IssuerFile } from '../core/contract/responses/public.ts'
import { inspect, type Verdict } from '../core/inspection/verdict.ts'
import type { Result } from '../core/result.ts'
import { verifierOf } from '../verifier/signature.ts'
import { loadFacts, statusOf } from './issuer.ts'
import { call } from './service.ts'

/** What was presented: the token's bytes, or why there are none. */
export type PresentedToken = Result<Uint8Array<ArrayBuffer>, TokenFault>
/** `now`: ms by the best clock at hand; the service's, when it answered. `keysAt`: when the keys were fetched, if not now. */
export type CheckResult = {
  verdict: Verdict
  issuer?: IssuerFile['issuer']
  now: number
  keysAt?: number
  masked?: boolean
}

/** Tells the holder's log that somebody looked: a digest, so that nothing of the card travels. False without a signal. */
export const reportAccess = async (bytes: Uint8Array<ArrayBuffer>): Promise<boolean> => {
  const shown = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  return (await call(reportCheck, { body: { shown } })).ok
}

/** `masked`: what a shared link said of its token. */
export const check = async (presented: PresentedToken, masked = false): Promise<CheckResult> => {
  const facts = loadFacts()
  const issuer = await facts.issuer
  const [token, status] = await Promise.all([
    presented.ok ? readToken(presented.value, verifierOf(issuer?.file.keys ?? [])) : presented,
    facts.status,
  ])
  // Of the keys a cache may hold a copy that is minutes old, and its `Date` with it.
  const now = (typeof status === 'string' ? undefined : status.serverNow) ?? Date.now()
  const verdict = inspect({
    presented: token,
    issuer: issuer && { id: issuer.file.issuer.id, fresh: issuer.fresh },
    status: token.ok ? await statusOf(status, token.value.statusIndex) : 'unreachable',
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
