// Officials' requests: an official asks by name and with a reason; the holder answers on the phone with the PIN.

import { toBase64Url } from '../../core/base64.ts'
import { gradeOf } from '../../core/card/grade.ts'
import type { Scope } from '../../core/card/token.ts'
import type { RequestAnswer, RequestLink } from '../../core/contract/responses/officials.ts'
import { lifetimes } from '../../core/lifetimes.ts'
import type { Deps } from '../deps.ts'
import type { Card, PersonId } from '../model.ts'
import type { AccessEntry, PresentationRequest, Viewer } from '../ports/presentation.ts'
import { type CardRefusal, cardAfterPin } from './card-after-pin.ts'
import { issueToken } from './issue-token.ts'
import { accessJobs } from './share.ts'

export const createRequest = async (deps: Deps, subject: string, scope: Scope, why: string): Promise<RequestLink> => {
  const id = toBase64Url(deps.random(16))
  const expiresAt = deps.clock() + lifetimes.requestMinutes * 60_000
  await deps.store.requests.create(id, { subject, scope, why, expiresAt })
  return { id, url: `https://liff.line.me/${deps.config.line.liffId}/request/${id}`, expiresAt }
}

export type PendingRequest = Omit<PresentationRequest, 'subject'> & { by: Viewer }

/**
 * The request as the holder sees it before answering; undefined if it is unknown, expired or answered, or if the official
 * was struck off since.
 */
export const pendingRequest = async (deps: Deps, id: string): Promise<PendingRequest | undefined> => {
  const found = await deps.store.requests.find(id)
  if (found?.state !== 'waiting' || found.expiresAt <= deps.clock()) return undefined
  const { subject, scope, why, expiresAt } = found
  const official = deps.officials?.find(subject)
  return official && { by: { name: official.name, agency: official.agency }, scope, why, expiresAt }
}

/** `card`: what the official will see; absent for a refusal. */
const answer = async (deps: Deps, person: PersonId, id: string, card?: Card) => {
  const state = card ? 'approved' : 'declined'
  const request = await pendingRequest(deps, id)
  if (!request) return false
  const { by, scope } = request
  const at = deps.clock()
  const grade = card && gradeOf(card.assurance, deps.config.issuer.id)
  const result = card ? 'seen' : 'declined'
  const entry: AccessEntry = { at, via: 'request', by, scope, result, ...(grade && { grade }) }
  const answered = await deps.store.requests.answer(
    id,
    person,
    state,
    { entry, jobs: card ? accessJobs(entry) : [] },
    at,
  )
  if (answered) deps.log('looked', { via: entry.via, result, grade })
  return answered
}

/** Approves a request after the right PIN. `request_ended`: it has expired or was answered before. */
export const approve = async (
  deps: Deps,
  person: PersonId,
  id: string,
  pin: string,
): Promise<CardRefusal | { reason: 'request_ended' } | undefined> => {
  const result = await cardAfterPin(deps, person, pin)
  if ('refused' in result) return result.refused
  return (await answer(deps, person, id, result.card)) ? undefined : { reason: 'request_ended' }
}

/** Declines a request; no PIN is needed. */
export const decline = (deps: Deps, person: PersonId, id: string): Promise<boolean> => answer(deps, person, id)

/** The answer as the official sees it. The card is delivered once, to the official who asked. */
export const requestAnswer = async (deps: Deps, subject: string, id: string): Promise<RequestAnswer | undefined> => {
  const found = await deps.store.requests.find(id)
  if (!found || found.subject !== subject) return undefined
  if (found.state === 'waiting' && found.expiresAt <= deps.clock()) return { state: 'ended' }
  if (found.state !== 'approved') return { state: found.state }
  const person = await deps.store.requests.deliver(id, deps.clock())
  const card = person && (await deps.store.cards.of(person))
  if (!card) return { state: 'ended' }
  const { scope } = found
  const issued = await issueToken(deps, card, { scope, seconds: lifetimes.tokenSeconds, via: 'request' })
  if (issued === 'expired') return { state: 'ended' }
  return { state: 'approved', token: toBase64Url(issued.bytes) }
}
