// The one write of progress: a transition and all that belongs to it in one batch, or nothing if it was raced.
// Decision 003: one conditional batch, because webhooks are repeated and interactive transactions fail.
import { and, eq, isNull, ne, not, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { mapVersion } from '../../core/journey/map.ts'
import type { PersonKey } from '../keys/seal.ts'
import type { PersonId, Transition } from '../model.ts'
import type { Bytes } from '../platform/codec.ts'
import { newId } from '../platform/ids.ts'
import type { Store } from '../ports/store.ts'
import { cardChange, cardIsStill, cardRow, readCard } from './cards.ts'
import { factsPlace } from './enrolments.ts'
import { forgetFaceStatements } from './erasures.ts'
import { closedCase } from './face-cases.ts'
import type { StoreContext } from './ground.ts'
import { createHelpCodes } from './help-codes.ts'
import { insertWhere } from './insert-where.ts'
import { type OfficeAppend, withOfficeLine } from './office-log.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { pinRow, replacePin } from './pins.ts'
import { card, consent, enrolment, helpCase, outbox, pin } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

type Statement = BatchItem<'sqlite'>

// Not async: a Drizzle statement is thenable, and would run when awaited instead of in the batch.
const advanceStatement = (
  { db }: StoreContext,
  next: Partial<typeof enrolment.$inferInsert>,
  { person, from }: Transition,
  unless?: SQL,
) =>
  db
    .update(enrolment)
    .set(next)
    .where(
      and(eq(enrolment.person, person), eq(enrolment.step, from.step), eq(enrolment.version, from.version), unless),
    )
    .returning({ person: enrolment.person })

/** What the row of the enrolment becomes. All that its MAC covers is known without reading it. */
const nextEnrolment = ({ rows }: StoreContext, transition: Transition, facts: Bytes, moveId: string) => {
  const { person, from, to, at } = transition
  const covered = {
    step: to.step,
    resume: to.resume ?? null,
    failures: to.failures,
    version: from.version + 1,
    portrait: (transition.facts.counter ?? transition.facts.selfie)?.portrait ?? null,
    facts,
  }
  return rows.change(enrolment, { person, mac: null }, { ...covered, mapVersion, moveId, updatedAt: at })
}

/** The recheck case of a face that was verified by a phone alone. */
const newFaceCase = ({ person, at, heldWith }: Transition, card: string, evidence: string) => ({
  id: card,
  person,
  card,
  evidence,
  // A card that begins held waits for its holder at the counter, not for an examiner.
  ...(heldWith ? { state: 'visit' as const, code: heldWith } : { state: 'waiting' as const }),
  leasedUntil: 0,
  leases: 0,
  openedAt: at,
})

/**
 * The person's card before this transition, if it issues another: that card is revoked in the same batch. It is revoked
 * whatever somebody did to its row, but `first` takes effect only if the row is still what was read.
 */
const earlierCard = async (context: StoreContext, { person, card: issued }: Transition) => {
  const found = issued && (await readCard(context, person, ne(card.status, 'revoked')))
  if (!issued) return {}
  const still = found && cardIsStill(context, found.row)
  const other = and(eq(card.person, person), ne(card.status, 'revoked'), still && not(still))
  return { earlier: found?.row, onlyThat: sql`not exists (select 1 from ${card} where ${other})` }
}

const issueStatements = async (
  context: StoreContext,
  key: PersonKey,
  transition: Transition,
  won: SQL,
  earlier: typeof card.$inferSelect | undefined,
): Promise<Statement[]> => {
  if (!transition.card) return []
  const { db, rows } = context
  const { person, at } = transition
  const revoked = earlier && (await cardChange(context, earlier, { status: 'revoked', endedAt: at }, won))
  return [
    ...(revoked ? [revoked.statement] : []),
    insertWhere(db, card, await cardRow(context, key, transition, transition.card), won),
    db
      .update(faceCase)
      .set(closedCase(at))
      .where(and(eq(faceCase.person, person), won)),
    ...(transition.facts.selfie
      ? [
          insertWhere(
            db,
            faceCase,
            await rows.mark(faceCase, newFaceCase(transition, transition.card.id, transition.facts.selfie.evidence)),
            won,
          ),
        ]
      : []),
  ]
}

/** A person has one open case at most. Whoever leaves the way to the counter gives its code back. */
const caseStatements = ({ db }: StoreContext, transition: Transition, won: SQL): Statement[] => {
  const { person, at, from, to } = transition
  const ended = transition.case || (from.step === 'inPerson' && to.step !== 'inPerson')
  const open = and(eq(helpCase.person, person), isNull(helpCase.closedAt), won)
  return [
    ...(ended ? [db.delete(helpCase).where(open)] : []),
    ...(transition.case ? [insertWhere(db, helpCase, { ...transition.case, person, openedAt: at }, won)] : []),
  ]
}

const consequenceStatements = async (
  context: StoreContext,
  key: PersonKey,
  transition: Transition,
  won: SQL,
  earlier: typeof card.$inferSelect | undefined,
): Promise<Statement[]> => {
  const { db, random } = context
  const { person, at } = transition
  const jobs = await Promise.all((transition.jobs ?? []).map((job) => outboxRow(key, random, person, job)))
  return [
    ...(transition.consents ?? []).map((given) => insertWhere(db, consent, { ...given, person, at }, won)),
    ...caseStatements(context, transition, won),
    ...(transition.pin
      ? [insertWhere(db, pin, await pinRow(context, key, person, transition.pin, at), won, replacePin)]
      : []),
    ...(await issueStatements(context, key, transition, won, earlier)),
    ...(transition.faceless ? forgetFaceStatements(context, person, won, at) : []),
    ...jobs.map((row) => insertWhere(db, outbox, row, won)),
  ]
}

/** The statements of a transition. The first one decides; `won` then holds for this transition alone. */
export const transitionStatements = async (context: StoreContext, transition: Transition, onlyIf?: SQL) => {
  const key = await keyOf(context.personKeys, transition.person)
  const moveId = newId(context.random)
  const { person } = transition
  const won = sql`exists (select 1 from ${enrolment} where ${enrolment.person} = ${person} and ${enrolment.moveId} = ${moveId})`
  const facts = await key.sealJson(factsPlace(person), transition.facts)
  const next = await nextEnrolment(context, transition, facts, moveId)
  const { earlier, onlyThat } = await earlierCard(context, transition)
  return {
    first: advanceStatement(context, next, transition, and(onlyIf, onlyThat)),
    rest: await consequenceStatements(context, key, transition, won, earlier),
    won,
  }
}

/**
 * `Store['transition']`: false if `from` no longer holds, `id_has_card` if the number's active card is another
 * person's, `index_taken` if another card has the slot in the status list, `code_taken` if another case has the code. In
 * these cases nothing was written. Throws on other errors.
 */
export const createTransition =
  (context: StoreContext, holderOf: (idNumber: string) => Promise<PersonId | undefined>): Store['transition'] =>
  async (transition) => {
    const { first, rest, won } = await transitionStatements(context, transition)
    const write = async (office?: OfficeAppend) => {
      const [rows] = await context.db.batch([first, ...rest, ...(office?.statements(won) ?? [])])
      return rows.length === 1
    }
    try {
      return transition.office ? await withOfficeLine(context, transition.office, write) : await write()
    } catch (fault) {
      // The cause is queried, because the wording of the error differs between drivers.
      const holder = transition.card && (await holderOf(transition.card.data.idNumber))
      if (holder !== undefined && holder !== transition.person) return 'id_has_card'
      if (transition.card && (await context.db.$count(card, eq(card.statusIndex, transition.card.statusIndex))))
        return 'index_taken'
      const code = transition.case?.code ?? transition.heldWith
      if (code && (await createHelpCodes(context).inUse([code])).length > 0) return 'code_taken'
      throw fault
    }
  }
