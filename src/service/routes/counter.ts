// Routes for officers at the counter: a person's case, the comparison with the real card, the signature or the refusal.
import type { counterRoutes } from '../../core/contract/routes/counter.ts'
import { compareCounter, openCounter } from '../counter/case.ts'
import { refuseCounter, signCounter } from '../counter/sign.ts'
import { drain } from '../jobs/outbox.ts'
import type { Reviewer } from '../model.ts'
import type { AtCounter } from '../ports/counter.ts'
import type { Viewer } from '../ports/presentation.ts'
import { type Handlers, refuse } from './bind.ts'

const at = (by: Viewer, { subject }: Reviewer): AtCounter => ({ by, subject })

export const counter: Handlers<keyof typeof counterRoutes> = {
  openCounter: async ({ deps, viewer, reviewer, body }) => {
    const opened = await openCounter(deps, body.code, at(viewer, reviewer), reviewer)
    return typeof opened === 'string' ? refuse(opened) : opened
  },
  compareCounter: async ({ deps, viewer, reviewer, body: { code, card } }) => {
    const compared = await compareCounter(deps, code, at(viewer, reviewer), reviewer, card)
    if (typeof compared === 'string') return refuse(compared)
    return 'differs' in compared ? refuse('card_differs', { triesLeft: compared.triesLeft }) : compared
  },
  signCounter: async ({ deps, viewer, reviewer, body: { code, ...signature } }) => {
    const refused = await signCounter(deps, code, at(viewer, reviewer), reviewer, signature)
    if (refused) return refuse(refused)
    deps.waitUntil(() => drain(deps))
    return undefined
  },
  refuseCounter: async ({ deps, viewer, reviewer, body: { code, why } }) => {
    const refused = await refuseCounter(deps, code, at(viewer, reviewer), reviewer, why)
    if (refused) return refuse(refused)
    deps.waitUntil(() => drain(deps))
    return undefined
  },
}
