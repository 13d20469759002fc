// The consent to the face is taken back (PDPA s.19): pictures and card are gone in the same write as the receipt, and an officer helps.
// Decision 063: a card without a face cannot be compared with anybody.
import type { Deps } from '../deps.ts'
import { apply } from '../enrolment/apply.ts'
import { receiptFor } from '../enrolment/receipt.ts'
import type { Person } from '../model.ts'
import { type DataRightsRefusal, dataRightsRefusalOf } from './request.ts'

/** Somebody on two screens at once: each time one of them was faster, it is tried anew. */
const mostRaces = 20

/** With the PIN where there is a card. Where nobody agreed, or it was taken back already, nothing happens. */
export const withdrawFace = async (
  deps: Deps,
  person: Person,
  pin?: string,
): Promise<DataRightsRefusal | undefined> => {
  const refused = await dataRightsRefusalOf(deps, person.id, pin)
  if (refused) return refused
  const consents = [await receiptFor('face', person, false)]
  for (let races = 0; races < mostRaces; races++) {
    const done = await apply(
      deps,
      person.id,
      { type: 'faceWithdrawn' },
      { consents, answered: true, jobs: [{ do: 'announce', first: 'faceWithdrawn' }] },
    )
    if (done.ok || done.reason !== 'raced') return undefined
  }
  throw new Error('a consent could not be taken back: somebody was always faster')
}
