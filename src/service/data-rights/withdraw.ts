// Withdrawal of the face consent (PDPA s.19). One write erases pictures and card and records the receipt; the person is
// then referred to an officer.
// Decision 063: a card without a face cannot be compared with anybody.
import type { Deps } from '../deps.ts'
import { apply } from '../enrolment/apply.ts'
import { receiptFor } from '../enrolment/receipt.ts'
import type { Person } from '../model.ts'
import { type DataRightsRefusal, dataRightsRefusalOf } from './request.ts'

/** Attempts. An attempt is raced if the same person acts on another screen. */
const maxAttempts = 20

/** Withdraws, with the PIN if there is a card. Does nothing if there is no consent or it was withdrawn before. */
export const withdrawFace = async (
  deps: Deps,
  person: Person,
  pin?: string,
): Promise<DataRightsRefusal | undefined> => {
  const refused = await dataRightsRefusalOf(deps, person.id, pin)
  if (refused) return refused
  const consents = [await receiptFor('face', person, false)]
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const applied = await apply(
      deps,
      person.id,
      { type: 'faceWithdrawn' },
      { consents, answered: true, jobs: [{ do: 'announce', first: 'faceWithdrawn' }] },
    )
    if (applied.ok || applied.reason !== 'raced') return undefined
  }
  throw new Error('a consent could not be taken back: somebody was always faster')
}
