// The offline pass: a QR code as a picture in the chat, for places without signal. It is valid for a day at most.

import { toBase64Url } from '../../core/base64.ts'
import { tokenUrl } from '../../core/card/token.ts'
import type { PassScope } from '../../core/card/token-claims.ts'
import type { Deps } from '../deps.ts'
import type { PersonId } from '../model.ts'
import { type CardRefusal, cardAfterPin } from './card-after-pin.ts'
import { issueToken } from './issue-token.ts'
import { qrPng } from './qr-png.ts'

/** Sends the pass to the holder's chat after the right PIN. `hours`: 1–24. @returns the expiry, ms since the epoch. */
export const sendPass = async (
  deps: Deps,
  person: PersonId,
  { pin, scope, hours }: { pin: string; scope: PassScope; hours: number },
): Promise<{ expiresAt: number } | { refused: CardRefusal | { reason: 'too_many_today' } }> => {
  const result = await cardAfterPin(deps, person, pin)
  if ('refused' in result) return result
  const { store, vault, clock, random, config } = deps
  if ((await store.tallies.take(person, 'passes', clock())).left < 0) return { refused: { reason: 'too_many_today' } }
  const [madeAt, whose] = [clock(), { person, card: result.card.id }]
  const place = await store.passes.create(whose, { scope, madeAt, expiresAt: madeAt + hours * 3_600_000 })
  if (!place) {
    deps.log('status_list_full')
    return { refused: { reason: 'too_many_today' } }
  }
  const options = { scope, seconds: hours * 3600, via: 'pass', statusIndex: place.place } as const
  const issued = await issueToken(deps, result.card, options)
  if (issued === 'expired') return { refused: { reason: issued } }
  const { bytes, expiresAt } = issued
  const picture = await vault.put(person, 'pass', await qrPng(tokenUrl(config.origin, bytes)), clock())
  const secret = toBase64Url(random(16))
  await store.links.create(secret, person, picture, expiresAt)
  const url = `${config.origin}/i/${secret}.png`
  await store.outbox.add(person, [{ do: 'say', said: [{ say: 'pass', url, scope, until: expiresAt }] }])
  return { expiresAt }
}
