// Routes of the mini-app during enrolment. Nearly every route answers with the user's new view.

import type { View } from '../../core/contract/responses/view.ts'
import type { enrolmentRoutes } from '../../core/contract/routes/enrolment.ts'
import type { Event } from '../../core/journey/advance.ts'
import type { Deps } from '../deps.ts'
import { apply } from '../enrolment/apply.ts'
import { signConsent } from '../enrolment/consent.ts'
import { confirmData } from '../enrolment/data.ts'
import { countFailure } from '../enrolment/face-failures.ts'
import { isCurrent, receiptFor } from '../enrolment/receipt.ts'
import { acceptSelfie, takeChallengeStep } from '../enrolment/selfie.ts'
import { setPin } from '../enrolment/set-pin.ts'
import { viewOf } from '../enrolment/view.ts'
import { drain, drainLater } from '../jobs/outbox.ts'
import type { Consent, Person } from '../model.ts'
import { issueChallenge } from '../selfie/judge.ts'
import { type Handlers, refuse } from './bind.ts'
import { pinRefused } from './pin-refused.ts'

type Caller = { deps: Deps; person: Person }

/** The view, while the user's due jobs are done without anybody waiting for them. */
export const drainedView = async ({ deps, person }: Caller): Promise<View> => {
  await drainLater(deps, person.id)
  return viewOf(deps, person)
}

/** An event that no longer fits (a double tap, another phone) changes nothing; the view shows where the user is. */
const happened = async (caller: Caller, event: Event, consents?: Consent[]): Promise<View> => {
  await apply(caller.deps, caller.person.id, event, { consents })
  return drainedView(caller)
}

const elsewhere = ['not_at_this_step', 'finished', 'raced', 'id_has_card', 'index_taken'] as const
/** Another phone or the chat was faster: the view shows where the user is. */
const isElsewhere = (reason: string): reason is (typeof elsewhere)[number] =>
  elsewhere.some((known) => known === reason)

export const enrolment: Handlers<keyof typeof enrolmentRoutes> = {
  getView: ({ deps, person }) => viewOf(deps, person),
  answerTerms: async ({ body: { accepted, version }, ...caller }) => {
    if (!isCurrent('terms', version)) return refuse('other_version')
    const receipt = await receiptFor('terms', caller.person, accepted)
    return happened(caller, { type: accepted ? 'termsAccepted' : 'termsDeclined' }, [receipt])
  },
  answerFaceConsent: async ({ body: { given, version }, ...caller }) => {
    if (!isCurrent('face', version)) return refuse('other_version')
    const receipt = await receiptFor('face', caller.person, given)
    return happened(caller, { type: given ? 'faceAgreed' : 'faceRefused' }, [receipt])
  },
  reportCardFront: (caller) => happened(caller, { type: 'cardFrontRead' }),
  reportCardBack: (caller) => happened(caller, { type: 'cardBackRead' }),
  reportCardLost: (caller) => happened(caller, { type: 'draftLost' }),
  reportFailure: async ({ deps, person, body: { reason } }) => {
    await countFailure(deps, person.id, reason)
    return drainedView({ deps, person })
  },
  confirmData: async ({ deps, person, body: { data, ...read } }) => {
    const confirmed = await confirmData(deps, person.id, data, read)
    if (!confirmed.ok && !isElsewhere(confirmed.reason)) return refuse(confirmed.reason)
    return drainedView({ deps, person })
  },
  openChallenge: ({ deps, person, body }) => issueChallenge(deps, person.id, body.withoutTurning ?? false),
  takeSelfieStep: async ({ deps, person, body }) => {
    const step = await takeChallengeStep(deps, person.id, body)
    return step.ok ? step.value : refuse(step.reason)
  },
  sendSelfie: async ({ deps, person, body }) => {
    const accepted = await acceptSelfie(deps, person.id, body)
    const view = await drainedView({ deps, person })
    return accepted.ok || isElsewhere(accepted.reason) ? view : refuse(accepted.reason)
  },
  setPin: async ({ deps, person, body }) => {
    const set = await setPin(deps, person.id, body)
    return set.ok || isElsewhere(set.reason) ? viewOf(deps, person) : refuse(set.reason)
  },
  forgetPin: (caller) => happened(caller, { type: 'pinForgotten' }),
  signConsent: async ({ deps, person, body: { pin, version } }) => {
    if (!isCurrent('issue', version)) return refuse('other_version')
    const receipt = await receiptFor('issue', person, true)
    const refused = await signConsent(deps, person.id, pin, receipt)
    if (refused) return pinRefused(refused)
    // The outbox sends the card to the chat, so the user does not wait for LINE.
    deps.waitUntil(() => drain(deps, person.id))
    return viewOf(deps, person)
  },
  restart: (caller) => happened(caller, { type: 'restarted' }),
  resume: (caller) => happened(caller, { type: 'wentOn' }),
  askForHelp: (caller) => happened(caller, { type: 'helpAsked' }),
  setLanguage: async ({ deps, person, body: { language } }) => {
    await deps.store.people.setLanguage(person.id, language)
    return viewOf(deps, { ...person, language })
  },
  getPhoto: async ({ deps: { store, vault }, c, person, param }) => {
    const photo = (await store.photos.list(person.id)).find(({ id }) => id === param)
    const bytes = photo && (await vault.get(person.id, photo.vault))
    return bytes ? c.body(bytes, 200, { 'content-type': 'application/octet-stream' }) : refuse('not_found')
  },
  deletePhoto: async ({ deps, person, param }) => {
    const sealed = await deps.store.photos.remove(person.id, { id: param })
    if (sealed) await deps.vault.erase([sealed])
    return viewOf(deps, person)
  },
}
