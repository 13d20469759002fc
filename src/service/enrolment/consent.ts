// The last step: the holder consents with the PIN, and the same write issues
// the card. Decision 014: issuing is one write.

import { toBase64Url } from '../../core/base64.ts'
import type { FaceAssurance } from '../../core/card/card.ts'
import { startAfter } from '../../core/face/outcomes.ts'
import { statusSlots } from '../../core/inspection/status-list.ts'
import type { Deps } from '../deps.ts'
import type { Consent, Facts, NewCard, PersonId } from '../model.ts'
import { type PinRefusal, verifyPin } from '../pin/pin.ts'
import { freeHelpCode } from '../platform/free-code.ts'
import { apply, applyTo } from './apply.ts'
import { registerWordHolds } from './values-digest.ts'

/**
 * A random number beyond the list: a card has no place there since its passes have their own. The column stays unique,
 * and cards from before keep their place in it for as long as a token names it.
 */
const statusIndex = ({ random }: Deps): number =>
  random(6).reduce((number, byte) => number * 256 + byte, 0) + statusSlots

/** An officer who had the person at the counter comes before the phone and before what was found earlier. */
const newCard = (deps: Deps, { data, selfie, counter, document }: Facts, face: FaceAssurance): NewCard => {
  const seen = counter ?? selfie
  if (!data || !seen || !document) throw new Error('consent was reached without data, document or picture')
  return {
    id: toBase64Url(deps.random(16)),
    data,
    assurance: { document, face: counter ? 'in-person' : face },
    portrait: seen.portrait,
    tinyFace: seen.tinyFace,
    pictures: counter && 'officer',
    statusIndex: statusIndex(deps),
  }
}

/**
 * The card has its own data. Of the enrolment only the selfie and the phone's report on the photo stay, for a recheck and
 * its reviewers.
 */
const factsOfIssued = ({ selfie, onScreen, corrected, doubtful, draft }: Facts): Facts => ({
  selfie,
  ...(onScreen && { onScreen }),
  ...(corrected?.length && { corrected }),
  ...(doubtful?.length && { doubtful }),
  ...(draft && { draft }),
})

/** Facts of a person whose register is asked anew: the face is checked again after it. */
const withoutWord = (facts: Facts): Facts => ({ ...facts, document: undefined, documentOf: undefined })

const earlierOutcomes = async ({ store }: Deps, { data }: Facts) => (data ? store.outcomes.of(data.idNumber) : [])

/**
 * A number goes to the person whose real card an officer saw: the card of any other account for it ends, and its holder
 * is told why and where to come.
 */
const reclaimNumber = async (deps: Deps, person: PersonId, { data }: Facts) => {
  const holder = data && (await deps.store.holderOf(data.idNumber))
  if (!holder || holder === person) return
  await apply(deps, holder, { type: 'numberReclaimed' })
}

/** Of 2^48 numbers. */
const maxDraws = 8

/**
 * Issues the card if the PIN is right. The register is asked anew if its word was about other values. If another
 * account got a card for this ID number meanwhile, an officer has to help. After an official's no about this number the
 * card begins held, whoever asks for it, unless an officer had the person and the real card at the counter.
 */
export const signConsent = async (
  deps: Deps,
  person: PersonId,
  pin: string,
  receipt: Consent,
): Promise<PinRefusal | { reason: 'too_many_today' } | undefined> => {
  const read = await deps.store.enrolments.load(person, deps.clock())
  if (read.progress.step !== 'consent') return undefined
  const refused = await verifyPin(deps, person, pin)
  if (refused) return refused
  if (!(await registerWordHolds(read.facts))) {
    await applyTo(deps, read, { type: 'registerOutdated' }, { facts: withoutWord })
    return undefined
  }
  if ((await deps.store.tallies.take(person, 'cards', deps.clock())).left < 0) return { reason: 'too_many_today' }
  if (read.facts.counter) await reclaimNumber(deps, person, read.facts)
  const { held, doubted } = read.facts.counter
    ? { held: false, doubted: false }
    : startAfter(await earlierOutcomes(deps, read.facts))
  const heldWith = held ? await freeHelpCode(deps) : undefined
  for (let draw = 0; draw < maxDraws; draw++) {
    const card = newCard(deps, read.facts, doubted ? 'doubted' : 'self')
    const issued = await applyTo(
      deps,
      read,
      { type: 'consentSigned' },
      { card, heldWith, consents: [receipt], facts: factsOfIssued },
    )
    if (!issued.ok && issued.reason === 'index_taken') continue
    if (!issued.ok && issued.reason === 'id_has_card')
      await apply(deps, person, { type: 'registerBarred', reason: 'id_has_card' })
    return undefined
  }
  // Every number that was drawn is taken. The person has everything and signs again later.
  return { reason: 'too_many_today' }
}
