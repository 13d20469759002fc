// The offline pass: a QR code as a picture in the chat, for places without signal. It is valid for a day at most, and
// its holder can take it back alone.

import { tokenUrl } from '../../core/card/token.ts'
import type { PassScope } from '../../core/card/token-claims.ts'
import type { Deps } from '../deps.ts'
import type { PersonId } from '../model.ts'
import { type CardRefusal, cardAfterPin } from './card-after-pin.ts'
import { issueToken } from './issue-token.ts'
import { qrPng } from './qr-png.ts'

/** The address of a pass's picture is derived from the pass, so that it ends with it. */
const linkName = (pass: string) => `pass/${pass}`

/** Sends the pass to the holder's chat after the right PIN. `hours`: 1–24. @returns the expiry, ms since the epoch. */
export const sendPass = async (
  deps: Deps,
  person: PersonId,
  { pin, scope, hours }: { pin: string; scope: PassScope; hours: number },
): Promise<{ expiresAt: number } | { refused: CardRefusal | { reason: 'too_many_today' } }> => {
  const result = await cardAfterPin(deps, person, pin)
  if ('refused' in result) return result
  const { store, vault, clock, config } = deps
  if ((await store.tallies.take(person, 'passes', clock())).left < 0) return { refused: { reason: 'too_many_today' } }
  const [madeAt, whose] = [clock(), { person, card: result.card.id }]
  const place = await store.passes.create(whose, { scope, madeAt, expiresAt: madeAt + hours * 3_600_000 })
  if (!place) {
    deps.log('status_list_full')
    return { refused: { reason: 'too_many_today' } }
  }
  const options = { scope, seconds: hours * 3600, via: 'pass', statusIndex: place.place } as const
  // The token ends with its pass, to the second: by that the portrait's key finds the pass (access-log/portrait.ts).
  const issued = await issueToken({ ...deps, clock: () => madeAt }, result.card, options)
  if (issued === 'expired') return { refused: { reason: issued } }
  const { bytes, expiresAt } = issued
  const picture = await vault.put(person, 'pass', await qrPng(tokenUrl(config.origin, bytes)), clock())
  const secret = await store.links.secretOf(person, linkName(place.id))
  await store.links.create(secret, person, picture, expiresAt)
  const url = `${config.origin}/i/${secret}.png`
  await store.outbox.add(person, [{ do: 'say', said: [{ say: 'pass', url, scope, until: expiresAt }] }])
  return { expiresAt }
}

/**
 * Revokes one pass for good and erases its picture. It takes no PIN, as freezing takes none: whoever locks the PIN cannot
 * keep the holder from it. Copies in LINE or on a phone stay visible, and read *revoked* where a checker has signal.
 * @returns false if the person has no such pass that could be revoked.
 */
export const revokePass = async (
  { store, vault, clock, log }: Deps,
  person: PersonId,
  id: string,
): Promise<boolean> => {
  const revoked = await store.passes.revoke(person, id, clock())
  // Also after a first try that ended between the two.
  const picture = await store.links.close(await store.links.secretOf(person, linkName(id)))
  if (picture) await vault.erase([picture])
  if (revoked) log('pass_revoked')
  return revoked
}
