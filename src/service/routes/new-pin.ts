// Routes for a forgotten PIN: show the face, stop, choose a new PIN. Every route answers with the user's view.
import type { newPinRoutes } from '../../core/contract/routes/new-pin.ts'
import { viewOf } from '../enrolment/view.ts'
import { acceptFace, askOfficer, chooseNewPin, countFaceFailure, stopRecovery } from '../pin/recovery.ts'
import { type Handlers, refuse } from './bind.ts'
import { drainedView } from './enrolment.ts'

const elsewhere = ['raced', 'not_at_this_step', 'new_pin_held', 'new_pin_stopped'] as const
/** Another phone or the chat was faster: the view shows where the user is. */
const isElsewhere = (reason: string): reason is (typeof elsewhere)[number] =>
  elsewhere.some((known) => known === reason)

export const newPin: Handlers<keyof typeof newPinRoutes> = {
  sendNewPinFace: async ({ deps, person, body }) => {
    const accepted = await acceptFace(deps, person.id, body)
    const view = await drainedView({ deps, person })
    return accepted.ok || isElsewhere(accepted.reason) ? view : refuse(accepted.reason)
  },
  reportNewPinFailure: async ({ deps, person }) => {
    await countFaceFailure(deps, person.id)
    return viewOf(deps, person)
  },
  askOfficerForNewPin: async ({ deps, person }) => {
    await askOfficer(deps, person.id)
    return drainedView({ deps, person })
  },
  stopNewPin: async ({ deps, person }) => {
    await stopRecovery(deps, person.id)
    return drainedView({ deps, person })
  },
  chooseNewPin: async ({ deps, person, body }) => {
    const chosen = await chooseNewPin(deps, person.id, body)
    const view = await drainedView({ deps, person })
    return chosen.ok || isElsewhere(chosen.reason) ? view : refuse(chosen.reason)
  },
}
