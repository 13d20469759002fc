// Routes of a holder: show, share, pass, freeze, data rights, access log, and the answer to an official's request.

import type { View } from '../../core/contract/responses/view.ts'
import type { holderRoutes } from '../../core/contract/routes/holder.ts'
import { exportAccessLog } from '../access-log/access-log.ts'
import { offerCopy } from '../data-rights/copy.ts'
import { erase } from '../data-rights/erase.ts'
import { withdrawFace } from '../data-rights/withdraw.ts'
import { drain } from '../jobs/outbox.ts'
import { shareMessages } from '../line/bubbles/share.ts'
import { speechIn } from '../line/speech.ts'
import { freeze, unfreeze } from '../presentation/freeze.ts'
import { revokePass, sendPass } from '../presentation/pass.ts'
import { approve, decline, pendingRequest } from '../presentation/requests.ts'
import { createShare } from '../presentation/share.ts'
import { renewLiveCode, showCard } from '../presentation/show.ts'
import { type Handlers, refuse } from './bind.ts'
import { drainedView } from './enrolment.ts'
import { pinRefused } from './pin-refused.ts'

/** Entries in the list; the export has the whole log. */
const listedEntries = 100

export const holder: Handlers<keyof typeof holderRoutes> = {
  showCard: async ({ deps, person, body }) => {
    const shown = await showCard(deps, person.id, body)
    return 'refused' in shown ? pinRefused(shown.refused) : shown
  },
  renewCard: async ({ deps, person, body }) => {
    const renewed = await renewLiveCode(deps, person.id, body)
    return renewed === 'pin_needed' ? refuse(renewed) : (renewed ?? refuse('ticket_ended'))
  },
  listShares: async ({ deps: { store, clock }, person }) => ({ shares: await store.shares.open(person.id, clock()) }),
  createShare: async ({ deps, person, body: { pin, ...options } }) => {
    const created = await createShare(deps, person.id, pin, options)
    if ('refused' in created) return pinRefused(created.refused)
    const link = { ...created.share, url: created.url }
    return { ...link, messages: shareMessages(speechIn(person.language, deps.config), link) }
  },
  revokeShare: async ({ deps: { store, clock }, person, param }) => {
    const revoked = await store.shares.revoke(person.id, param, clock())
    return revoked ? { shares: await store.shares.open(person.id, clock()) } : refuse('not_found')
  },
  sendPass: async ({ deps, person, body }) => {
    const sent = await sendPass(deps, person.id, body)
    if ('refused' in sent) return pinRefused(sent.refused)
    deps.waitUntil(() => drain(deps, person.id))
    return sent
  },
  listPasses: async ({ deps: { store, clock }, person }) => ({ passes: await store.passes.open(person.id, clock()) }),
  revokePass: async ({ deps, person, param }) => {
    if (!(await revokePass(deps, person.id, param))) return refuse('not_found')
    return { passes: await deps.store.passes.open(person.id, deps.clock()) }
  },
  getPortrait: async ({ deps: { store, vault }, c, person }) => {
    const card = await store.cards.of(person.id)
    const bytes = card && (await vault.get(person.id, card.portrait))
    if (!bytes) return refuse('not_found')
    return c.body(bytes, 200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store' })
  },
  freezeCard: async ({ deps, person }) => {
    const refused = await freeze(deps, person.id)
    return refused ? refuse(refused) : drainedView({ deps, person })
  },
  unfreezeCard: async ({ deps, person, body }) => {
    const refused = await unfreeze(deps, person.id, body.pin)
    return refused ? pinRefused(refused) : drainedView({ deps, person })
  },
  listConsents: async ({ deps, person }) => ({ consents: await deps.store.consents.of(person.id) }),
  eraseData: async ({ deps, person, body }) => {
    const done = await erase(deps, person, body.pin)
    if (done === 'gone') return refuse('sign_in')
    return 'refused' in done ? pinRefused(done.refused) : done.erased
  },
  withdrawFaceConsent: async ({ deps, person, body }) => {
    const refused = await withdrawFace(deps, person, body.pin)
    return refused ? pinRefused(refused) : drainedView({ deps, person })
  },
  orderCopy: async ({ deps, person, body }) => {
    const offered = await offerCopy(deps, person.id, body.pin)
    if ('refused' in offered) return pinRefused(offered.refused)
    deps.waitUntil(() => drain(deps, person.id))
    return offered
  },
  listAccess: async ({ deps, person }) => ({ looks: await deps.store.accessLog.newest(person.id, listedEntries) }),
  exportAccess: ({ deps, person }) => exportAccessLog(deps, person.id),
  getRequest: async ({ deps, param }) => (await pendingRequest(deps, param)) ?? refuse('request_ended'),
  approveRequest: async ({ deps, person, body, param }) => {
    const refused = await approve(deps, person.id, param, body.pin)
    if (!refused) return drainedView({ deps, person })
    return refused.reason === 'request_ended' ? refuse('request_ended') : pinRefused(refused)
  },
  declineRequest: async ({ deps, person, param }): Promise<View> => {
    await decline(deps, person.id, param)
    return drainedView({ deps, person })
  },
}
