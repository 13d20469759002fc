// Routes for reviewers: open cases, one case with its pictures, a holder's visit, and the verdict on each.
import { judgeCase, openForReview } from '../face-review/review.ts'
import { compareVisit, endVisit, openVisit, type VisitRefusal } from '../face-review/visit.ts'
import { drain } from '../jobs/outbox.ts'
import { type Handlers, refuse } from './bind.ts'

const listedCases = 50

const isRefusal = (answer: object | VisitRefusal): answer is VisitRefusal =>
  typeof answer === 'string' || 'differs' in answer
const refused = (refusal: VisitRefusal) =>
  typeof refusal === 'string' ? refuse(refusal) : refuse('card_differs', { triesLeft: refusal.triesLeft })

type Reviews = 'listCases' | 'openCase' | 'judgeCase' | 'openVisit' | 'compareVisit' | 'judgeVisit'
export const reviews: Handlers<Reviews> = {
  listCases: async ({ deps, reviewer }) => ({
    cases: await deps.store.faceReviews.open(reviewer.subject, listedCases),
  }),
  openCase: async ({ deps, param, viewer, reviewer }) => {
    const opened = await openForReview(deps, param, viewer, reviewer)
    return typeof opened === 'string' ? refuse(opened) : opened
  },
  judgeCase: async ({ deps, param, viewer, reviewer, body }) => {
    const refused = await judgeCase(deps, param, viewer, reviewer, body)
    if (refused) return refuse(refused)
    deps.waitUntil(() => drain(deps))
    return undefined
  },
  // For holders who come to the counter with the code from the chat.
  openVisit: async ({ deps, viewer, reviewer, body }) => {
    const opened = await openVisit(deps, body.code, viewer, reviewer)
    return typeof opened === 'string' ? refuse(opened) : opened
  },
  compareVisit: async ({ deps, viewer, reviewer, body: { code, card } }) => {
    const compared = await compareVisit(deps, code, viewer, reviewer, card)
    return isRefusal(compared) ? refused(compared) : compared
  },
  judgeVisit: async ({ deps, viewer, reviewer, body: { code, ...verdict } }) => {
    const refusal = await endVisit(deps, code, viewer, reviewer, verdict)
    if (refusal) return refused(refusal)
    deps.waitUntil(() => drain(deps))
    return undefined
  },
}
