// Routes of examiners: processes that recheck the evidence of a selfie.
import * as at from '../addresses.ts'
import { evidenceRequest, recheckRequest } from '../requests-officials.ts'
import { caseEvidence, caseLease } from '../responses/examiner.ts'
import { picturesBody, routes } from '../route.ts'

/** Bytes. */
const examinerBody = 16_000

export const examinerRoutes = routes({
  leaseCase: {
    at: at.leaseCase,
    summary: 'Leases the oldest waiting case for 60 seconds; 204 when there is none.',
    principal: 'examiner',
    cost: 0,
    maxBody: examinerBody,
    priority: 'queued',
    request: 'none',
    response: caseLease,
    problems: [],
  },
  getEvidence: {
    at: at.getEvidence,
    summary: 'Returns the evidence of a leased case.',
    principal: 'examiner',
    cost: 0,
    maxBody: examinerBody,
    priority: 'queued',
    request: evidenceRequest,
    response: caseEvidence,
    problems: ['lease_lost', 'evidence_gone'],
  },
  reportRecheck: {
    at: at.reportRecheck,
    summary: 'Reports what was measured, and the pictures for the card; the service judges it.',
    principal: 'examiner',
    cost: 0,
    maxBody: picturesBody,
    priority: 'queued',
    request: recheckRequest,
    response: 'empty',
    problems: ['lease_lost', 'not_a_picture'],
  },
})
