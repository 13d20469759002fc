// Sharing: a link of 128 random bits that opens the card for a few minutes, once or some times, until the holder takes it back.
// Decision 021: messengers fetch links for previews, so only a tap opens one.

import { toBase64Url } from '../../core/base64.ts'
import type { Scope } from '../../core/card/token.ts'
import type { SharedView } from '../../core/contract/responses/access.ts'
import { lifetimes } from '../../core/lifetimes.ts'
import type { Deps } from '../deps.ts'
import type { Card, Job, PersonId } from '../model.ts'
import type { AccessEntry, Share, ShareRefusal, Viewer } from '../ports/presentation.ts'
import { type CardRefusal, cardAfterPin } from './card-after-pin.ts'
import { issueToken } from './issue-token.ts'

/** A link that may be opened several times still ends: nobody looks twenty times by chance. */
const severalViews = 20
/** Refused openings of one link that are written down: more would bury the log. */
const refusalsLogged = 20
/** Those of them that are pushed: the first says enough, hundreds would cost the holder their peace. */
const refusalsTold = 3

export type ShareOptions = { scope: Scope; minutes: number; once: boolean; unmasked: boolean }
export type CreatedShare = { share: Share; url: string }

export const createShare = async (
  deps: Deps,
  person: PersonId,
  pin: string,
  { scope, minutes, once, unmasked }: ShareOptions,
): Promise<CreatedShare | { refused: CardRefusal }> => {
  const opened = await cardAfterPin(deps, person, pin)
  if ('refused' in opened) return opened
  const { store, random, clock, config } = deps
  const secret = toBase64Url(random(16))
  const viewsLeft = once ? 1 : severalViews
  const madeAt = clock()
  const made = { id: toBase64Url(random(9)), scope, unmasked, madeAt, expiresAt: madeAt + minutes * 60_000 }
  await store.shares.create(secret, person, { ...made, views: viewsLeft })
  return { share: { ...made, viewsLeft }, url: `${config.origin}/s/${secret}` }
}

/** What the holder is told at once: pushed, whoever opened it and whatever they saw. */
export const accessJobs = (entry: AccessEntry): Job[] => [{ do: 'say', said: [{ say: 'looked', look: entry }] }]

const refuse = async (
  deps: Deps,
  share: Share & { person: PersonId },
  reason: ShareRefusal,
  refused: number,
  by?: Viewer,
) => {
  if (refused > refusalsLogged) return
  const entry: AccessEntry = { at: deps.clock(), via: 'link', scope: share.scope, result: reason, ...(by && { by }) }
  await deps.store.accessLog.add(share.person, { entry, jobs: refused > refusalsTold ? [] : accessJobs(entry) })
}

const shared = async (deps: Deps, share: Share, card: Card, masked: boolean): Promise<SharedView> => {
  const left = Math.max(1, Math.ceil((share.expiresAt - deps.clock()) / 1000))
  const seconds = Math.min(lifetimes.tokenSeconds, left)
  const { bytes } = await issueToken(deps, card, { scope: share.scope, seconds, masked })
  return { token: toBase64Url(bytes), masked, viewsLeft: share.viewsLeft - 1, expiresAt: share.expiresAt }
}

/**
 * One opening of a link: counted, logged and told to the holder in one write, before anything is shown.
 * Undefined for a link that was never made. Registered officials, and everybody if the holder chose so, see names in full.
 */
export const openShare = async (
  deps: Deps,
  secret: string,
  by?: Viewer,
): Promise<SharedView | { refused: ShareRefusal } | undefined> => {
  const share = await deps.store.shares.find(secret)
  if (!share) return undefined
  const masked = !by && !share.unmasked && share.scope !== 'age'
  const at = deps.clock()
  const entry: AccessEntry = {
    at,
    via: 'link',
    scope: share.scope,
    result: masked ? 'masked' : 'seen',
    ...(by && { by }),
  }
  const taken = await deps.store.shares.consume(secret, { entry, jobs: accessJobs(entry) }, at)
  const card = await deps.store.cards.of(share.person)
  if (taken.ok && card) return shared(deps, share, card, masked)
  const reason = taken.ok ? 'revoked' : taken.reason
  await refuse(deps, share, reason, taken.ok ? 1 : taken.refused, by)
  return { refused: reason }
}
