// The progress of a person's enrolment and the facts gathered so far.
import { and, eq } from 'drizzle-orm'
import { stepFromStored } from '../../core/journey/map.ts'
import type { Facts, PersonId } from '../model.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { keyOf } from './person-keys.ts'
import { enrolment } from './schema.ts'

export const factsPlace = (row: PersonId) => ({ table: 'enrolment', column: 'facts', row })

export const createEnrolments = ({ db, personKeys }: StoreContext): Store['enrolments'] => ({
  load: async (person) => {
    const key = await keyOf(personKeys, person)
    const [row] = await db.select().from(enrolment).where(eq(enrolment.person, person))
    if (!row) throw new Error('a person without an enrolment')
    const step = stepFromStored(row.step)
    // The stored step has left the map. It is replaced at once, because a transition is conditional on the stored step.
    if (step !== row.step)
      await db
        .update(enrolment)
        .set({ step })
        .where(and(eq(enrolment.person, person), eq(enrolment.step, row.step), eq(enrolment.version, row.version)))
    const facts = row.facts ? await key.openJson<Facts>(factsPlace(person), row.facts) : {}
    const { failures, resume, version, startedAt } = row
    const progress = { step, failures, ...(resume && { resume: stepFromStored(resume) }) }
    return { person, progress, facts, version, startedAt }
  },
})
