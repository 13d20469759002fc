// Shared links: 128 random bits that open the card for some minutes, once or several times, unless revoked earlier.
// Decision 021: messengers fetch links for previews, so only a tap opens one.

import { toBase64Url } from '../../core/base64.ts'
import { gradeOf } from '../../core/card/grade.ts'
import type { Scope } from '../../core/card/token.ts'
import type { SharedView } from '../../core/contract/responses/access.ts'
import { lifetimes } from '../../core/lifetimes.ts'
import type { Deps } from '../deps.ts'
import type { Card, Job, PersonId } from '../model.ts'
import type { AccessEntry, Share, ShareRefusal, Viewer } from '../ports/presentation.ts'
import { type CardRefusal, cardAfterPin } from './card-after-pin.ts'
import { issueToken } from './issue-token.ts'

/** Views of a link that may be opened several times: more than any honest use needs. */
const severalViews = 20
/** Refused openings logged per link: more would flood the log. */
const refusalsLogged = 20
/** Refused openings that are pushed to the holder: the first ones suffice, hundreds would only disturb. */
const refusalsPushed = 3

export type ShareOptions = { scope: Scope; minutes: number; once: boolean; unmasked: boolean }
export type CreatedShare = { share: Share; url: string }

export const createShare = async (
  deps: Deps,
  person: PersonId,
  pin: string,
  { scope, minutes, once, unmasked }: ShareOptions,
): Promise<CreatedShare | { refused: CardRefusal }> => {
  const result = await cardAfterPin(deps, person, pin)
  if ('refused' in result) return result
  const { store, random, clock, config } = deps
  const secret = toBase64Url(random(16))
  const viewsLeft = once ? 1 : severalViews
  const madeAt = clock()
  const newShare = { id: toBase64Url(random(9)), scope, unmasked, madeAt, expiresAt: madeAt + minutes * 60_000 }
  await store.shares.create(secret, person, { ...newShare, views: viewsLeft })
  return { share: { ...newShare, viewsLeft }, url: `${config.origin}/s/${secret}` }
}

/** The message to the holder about one access; pushed at once for every viewer and every result. */
export const accessJobs = (entry: AccessEntry): Job[] => [{ do: 'say', said: [{ say: 'looked', look: entry }] }]

const recordRefusal = async (
  deps: Deps,
  share: Share & { person: PersonId },
  reason: ShareRefusal,
  refused: number,
  by?: Viewer,
) => {
  if (refused > refusalsLogged) return
  const entry: AccessEntry = { at: deps.clock(), via: 'link', scope: share.scope, result: reason, ...(by && { by }) }
  await deps.store.accessLog.add(share.person, { entry, jobs: refused > refusalsPushed ? [] : accessJobs(entry) })
}

const sharedView = async (
  deps: Deps,
  share: Share,
  card: Card,
  masked: boolean,
): Promise<SharedView | { refused: ShareRefusal }> => {
  const secondsLeft = Math.max(1, Math.ceil((share.expiresAt - deps.clock()) / 1000))
  const seconds = Math.min(lifetimes.tokenSeconds, secondsLeft)
  const issued = await issueToken(deps, card, { scope: share.scope, seconds, masked, via: 'link' })
  if (issued === 'expired') return { refused: issued }
  return { token: toBase64Url(issued.bytes), masked, viewsLeft: share.viewsLeft - 1, expiresAt: share.expiresAt }
}

/**
 * Opens a link once. The access is counted, logged and told to the holder in one write, before anything is shown.
 * Undefined for an unknown link. Officials, and everyone if the holder chose so, see full names; others see masked ones.
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
  const held = await deps.store.cards.of(share.person)
  const entry: AccessEntry = {
    at,
    via: 'link',
    scope: share.scope,
    result: masked ? 'masked' : 'seen',
    ...(by && { by }),
    ...(held && { grade: gradeOf(held.assurance, deps.config.issuer.id) }),
  }
  const consumed = await deps.store.shares.consume(secret, { entry, jobs: accessJobs(entry) }, at)
  if (consumed.ok) deps.log('looked', { via: entry.via, result: entry.result, grade: entry.grade })
  const card = await deps.store.cards.of(share.person)
  if (consumed.ok && card) return sharedView(deps, share, card, masked)
  const reason = consumed.ok ? 'revoked' : consumed.reason
  await recordRefusal(deps, share, reason, consumed.ok ? 1 : consumed.refused, by)
  return { refused: reason }
}
