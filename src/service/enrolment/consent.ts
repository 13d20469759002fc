// The last step: consent by password, and the card is issued in the same write.

import { toBase64Url } from '../../core/base64.ts'
import { statusSlots } from '../../core/inspection/status-list.ts'
import type { Deps } from '../deps.ts'
import type { Consent, Facts, NewCard, PersonId } from '../model.ts'
import { type PinRefusal, verifyPin } from '../pin/pin.ts'
import { apply } from './apply.ts'

/** An index is drawn at random, so that neighbours in the list say nothing about each other. */
const statusIndex = ({ random }: Deps): number => {
  const [a = 0, b = 0, c = 0] = random(3)
  return ((a << 16) | (b << 8) | c) % statusSlots
}

const newCard = (deps: Deps, { data, selfie, document }: Facts): NewCard => {
  if (!data || !selfie || !document) throw new Error('consent was reached without data, document or selfie')
  return {
    id: toBase64Url(deps.random(16)),
    data,
    assurance: { document, face: 'self' },
    portrait: selfie.portrait,
    tinyFace: selfie.tinyFace,
    statusIndex: statusIndex(deps),
  }
}

/** The card keeps its own data; of the enrolment only the evidence stays, and what was odd about the photo, for a second look. */
const onceIssued = ({ selfie, onScreen }: Facts): Facts => ({ selfie, ...(onScreen && { onScreen }) })

/** One place in ten is taken at 100,000 cards: eight draws then fail once in a hundred million. */
const draws = 8

/** Issues the card when the PIN is right. The ID number may have got a card elsewhere meanwhile: then a person helps. */
export const signConsent = async (
  deps: Deps,
  person: PersonId,
  pin: string,
  receipt: Consent,
): Promise<PinRefusal | undefined> => {
  const { facts, progress } = await deps.store.enrolments.load(person, deps.clock())
  if (progress.step !== 'consent') return undefined
  const refused = await verifyPin(deps, person, pin)
  if (refused) return refused
  for (let draw = 0; draw < draws; draw++) {
    const card = newCard(deps, facts)
    const signed = await apply(
      deps,
      person,
      { type: 'consentSigned' },
      { card, consents: [receipt], facts: onceIssued },
    )
    if (!signed.ok && signed.reason === 'index_taken') continue
    if (!signed.ok && signed.reason === 'id_has_card')
      await apply(deps, person, { type: 'registerBarred', reason: 'id_has_card' })
    return undefined
  }
  throw new Error('no free place in the status list was drawn')
}
