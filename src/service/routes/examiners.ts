// Routes for examiners: lease a case, fetch its evidence, report the recheck.
import type { examinerRoutes } from '../../core/contract/routes/examiners.ts'
import { acceptReport, leaseCase, leasedEvidence } from '../face-review/recheck.ts'
import { drain } from '../jobs/outbox.ts'
import { type Handlers, refuse } from './bind.ts'

export const examiners: Handlers<keyof typeof examinerRoutes> = {
  leaseCase: ({ deps }) => leaseCase(deps),
  getEvidence: async ({ deps, param, body }) => {
    const evidence = await leasedEvidence(deps, param, body.lease)
    return typeof evidence === 'string' ? refuse(evidence) : evidence
  },
  reportRecheck: async ({ deps, param, body }) => {
    const refused = await acceptReport(deps, param, body)
    if (refused) return refuse(refused)
    deps.waitUntil(() => drain(deps))
    return undefined
  },
}
