// An officer has the real card in hand: its number and birth date are compared with those of the digital card.
import type { CardData, DocumentAssurance } from './card.ts'
import { DEMO_ISSUER } from './grade.ts'
import type { PartialDate } from './thai-date.ts'

/** What the officer typed off the real card. A part of the date that the card leaves out is absent. */
export type RealCard = { idNumber: string; birthDate: PartialDate }

/**
 * How often an officer may type a number and a birth date that do not agree. After that only a no ends the visit: the
 * digital card holds other data than the real one, and a new registration mends that.
 */
export const mostMismatches = 5

/** Both at once: which of the two differs is told to nobody, or the number could be found with the birth date in hand. */
export const agreesWith = (
  { idNumber, birthDate }: RealCard,
  card: Pick<CardData, 'idNumber' | 'birthDate'>,
): boolean =>
  idNumber.replace(/\D/g, '') === card.idNumber.replace(/\D/g, '') &&
  (['year', 'month', 'day'] as const).every((part) => birthDate[part] === card.birthDate[part])

/**
 * The assurance of a document whose real card an officer has compared. `issuer`: the issuer's id; only on a newcomer's own
 * machine does a trial register count, so that the demonstration shows how a confirmed card looks.
 */
export const seenDocument = (before: DocumentAssurance, issuer: string): DocumentAssurance => {
  if (before === 'chip') return 'chip'
  const confirmed =
    before === 'registry' || before === 'seen-registry' || (before === 'trial' && issuer === DEMO_ISSUER)
  return confirmed ? 'seen-registry' : 'seen'
}
