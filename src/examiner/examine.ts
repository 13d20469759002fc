// The examiner's work: lease a case from the service, recheck its evidence, report the result. It has no access to the
// database.
import * as at from '../core/contract/addresses.ts'
import { type Caller, callerOf, type Refused } from '../core/contract/call.ts'
import type { RecheckCase } from '../core/contract/responses/examiner.ts'
import type { RecheckReport } from '../core/face/recheck.ts'
import type { Recheck } from './recheck.ts'

export type Service = Caller
export type Rechecker = (given: RecheckCase) => Promise<Recheck>

/** ms for one request. */
const timeoutMs = 20_000

/** Returns a caller of the service at `origin`. `secret`: the operator shares it with its examiners. */
export const serviceAt = (origin: string, secret: string): Service =>
  callerOf((path, { headers, ...request }) =>
    fetch(origin + path, {
      ...request,
      headers: { ...headers, authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(timeoutMs),
    }),
  )

/** `idle`: no case is open. `lost`: the lease has passed to another examiner, or the evidence was erased. */
export type ExamineOutcome = RecheckReport | 'idle' | 'lost' | 'refused' | 'unreachable'

const failed = <Otherwise extends 'lost' | 'refused'>({ status }: Refused, otherwise: Otherwise) =>
  status === 0 || status >= 500 ? 'unreachable' : otherwise

/** Leases, rechecks and reports one case. */
export const examineOne = async (call: Service, recheck: Rechecker): Promise<ExamineOutcome> => {
  const leased = await call(at.leaseCase)
  if (!leased.ok) return failed(leased, 'refused')
  if (!leased.value) return 'idle'
  const { id, lease } = leased.value
  const given = await call(at.getEvidence, { param: id, body: { lease } })
  if (!given.ok) return failed(given, 'lost')
  const { report, pictures } = await recheck(given.value)
  const reported = await call(at.reportRecheck, { param: id, body: { lease, report, pictures } })
  return reported.ok ? report : failed(reported, 'lost')
}
