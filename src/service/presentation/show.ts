// Showing the card: after the PIN a token for three minutes, and a ticket to renew it while the card is shown.

import { toBase64Url } from '../../core/base64.ts'
import { codeOf, type Scope } from '../../core/card/token.ts'
import { coversScope, scopes } from '../../core/card/token-claims.ts'
import type { LiveCode } from '../../core/contract/responses/holder.ts'
import { lifetimes } from '../../core/lifetimes.ts'
import type { Deps } from '../deps.ts'
import type { Card, PersonId } from '../model.ts'
import { type CardRefusal, cardAfterPin } from './card-after-pin.ts'
import { issueToken } from './issue-token.ts'

const showNow = async (deps: Deps, card: Card, ticket: string, scope: Scope): Promise<LiveCode | 'expired'> => {
  const issued = await issueToken(deps, card, { scope, seconds: lifetimes.tokenSeconds, via: 'scan' })
  if (issued === 'expired') return issued
  const { bytes, expiresAt } = issued
  return { code: codeOf(deps.config.origin, scope, bytes), expiresAt, ticket }
}

/** A ticket names the scope that the PIN was given for. The name is part of what is hashed, so a changed one is unknown. */
const newTicket = ({ random }: Deps, scope: Scope): string => `${scope}.${toBase64Url(random(32))}`
const scopeOfTicket = (ticket: string): Scope | undefined => scopes.find((scope) => ticket.startsWith(`${scope}.`))

/** The live QR code after the right PIN, or the refusal. */
export const showCard = async (
  deps: Deps,
  person: PersonId,
  { pin, scope }: { pin: string; scope: Scope },
): Promise<LiveCode | { refused: CardRefusal }> => {
  const result = await cardAfterPin(deps, person, pin)
  if ('refused' in result) return result
  const ticket = newTicket(deps, scope)
  await deps.store.tickets.open(ticket, person, deps.clock() + lifetimes.ticketMinutes * 60_000)
  const shown = await showNow(deps, result.card, ticket, scope)
  return shown === 'expired' ? { refused: { reason: shown } } : shown
}

/**
 * The next token in the same or a narrower scope than the PIN was given for. `pin_needed` for a wider one; undefined if
 * the ticket has expired or the card is not valid.
 */
export const renewLiveCode = async (
  deps: Deps,
  person: PersonId,
  { ticket, scope }: { ticket: string; scope: Scope },
): Promise<LiveCode | 'pin_needed' | undefined> => {
  const granted = scopeOfTicket(ticket)
  if (!granted) return undefined
  if ((await deps.store.tickets.person(ticket, deps.clock())) !== person) return undefined
  if (!coversScope(granted, scope)) return 'pin_needed'
  const card = await deps.store.cards.of(person)
  const shown = card?.status === 'valid' ? await showNow(deps, card, ticket, scope) : undefined
  return shown === 'expired' ? undefined : shown
}
