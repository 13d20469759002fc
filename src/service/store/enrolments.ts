// The progress of a person's enrolment and the facts gathered so far.
import { and, eq } from 'drizzle-orm'
import { stepFromStored } from '../../core/journey/map.ts'
import { initialProgress } from '../../core/journey/progress.ts'
import type { Facts, PersonId } from '../model.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { keyOf } from './person-keys.ts'
import { enrolment } from './schema.ts'

export const factsPlace = (row: PersonId) => ({ table: 'enrolment', column: 'facts', row })

export const createEnrolments = ({ db, personKeys, rows }: StoreContext): Store['enrolments'] => ({
  load: async (person) => {
    const key = await keyOf(personKeys, person)
    const [found] = await db.select().from(enrolment).where(eq(enrolment.person, person))
    if (!found) throw new Error('a person without an enrolment')
    // Whoever changed the row must reach no step by it: the person begins again, with the same failures.
    const again = { step: initialProgress.step, resume: null, facts: null, portrait: null }
    const row = (await rows.checked(enrolment, found)) ?? { ...found, ...again }
    const step = stepFromStored(row.step)
    // Such a row, and a step that has left the map, are replaced at once: a transition is conditional on the stored step.
    if (step !== row.step || row !== found)
      await db
        .update(enrolment)
        .set(await rows.change(enrolment, row, { ...(row !== found && again), step }))
        .where(and(eq(enrolment.person, person), rows.unchanged(enrolment, found)))
    const facts = row.facts ? await key.openJson<Facts>(factsPlace(person), row.facts) : {}
    const { failures, resume, version, startedAt } = row
    const progress = { step, failures, ...(resume && { resume: stepFromStored(resume) }) }
    return { person, progress, facts, version, startedAt }
  },
})
