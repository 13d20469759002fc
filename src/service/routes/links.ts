// Routes without an account: open a shared link, report a check, fetch a copy or a picture. The address itself is the secret.
import { toBase64 } from '../../core/base64.ts'
import type { checkerRoutes, linkRoutes } from '../../core/contract/routes/links.ts'
import { STATUS_ANSWER_TYPE } from '../../core/inspection/status-answer.ts'
import { recordAccess } from '../access-log/access-log.ts'
import { takePortrait } from '../access-log/portrait.ts'
import { drain } from '../jobs/outbox.ts'
import { openShare } from '../presentation/share.ts'
import { signedStatus } from '../presentation/status.ts'
import { type Handlers, refuse } from './bind.ts'
import { getCopyPage, takeCopy } from './copy.ts'
import { viewerOf } from './official-session.ts'

export const links: Handlers<keyof typeof checkerRoutes | keyof typeof linkRoutes> = {
  openShare: async ({ deps, c, param }) => {
    const opened = await openShare(deps, param, await viewerOf(c))
    if (!opened) return refuse('not_found')
    // The message to the holder is in the outbox already: the viewer need not wait for LINE.
    deps.waitUntil(() => drain(deps))
    return 'refused' in opened ? refuse(`link_${opened.refused}`) : opened
  },
  reportCheck: async ({ deps, c, body }) => {
    // The answer is the same for an unknown token, so that an attacker learns nothing.
    await recordAccess(deps, body.shown, { unalike: body.unalike, by: await viewerOf(c) })
    return undefined
  },
  fetchPortrait: async ({ deps, c, body }) => {
    const portrait = await takePortrait(deps, body.key, await viewerOf(c))
    return portrait && { portrait: toBase64(portrait) }
  },
  askStatus: async ({ deps, c, body }) => {
    c.header('cache-control', 'no-store')
    return c.body(await signedStatus(deps, body), 200, { 'content-type': STATUS_ANSWER_TYPE })
  },
  getCopyPage,
  takeCopy,
  getPicture: async ({ deps: { store, vault, clock }, c, param }) => {
    const [name = '', kind] = param.split('.')
    const link = await store.links.open(name, clock())
    // An address that was sent on shows nothing of a card that is frozen or held. The holder has `getPortrait`.
    const open = link && (await store.cards.of(link.person))?.status === 'valid'
    const bytes = open && (await vault.get(link.person, link.vault))
    if (!bytes) return refuse('not_found')
    return c.body(bytes, 200, {
      'content-type': kind === 'png' ? 'image/png' : 'image/jpeg',
      'cache-control': 'private, max-age=3600',
    })
  },
}
