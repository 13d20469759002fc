// The one write of progress: everything that belongs to it in one batch, and nothing of it if somebody was faster.
import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { mapVersion } from '../../core/journey/map.ts'
import type { PersonKey } from '../keys/seal.ts'
import type { Move, PersonId } from '../model.ts'
import type { Bytes } from '../platform/codec.ts'
import type { Store } from '../ports/store.ts'
import { cardRow } from './cards.ts'
import { factsPlace } from './enrolments.ts'
import { forgettingFace } from './erasures.ts'
import type { Ground } from './ground.ts'
import { newId } from './ids.ts'
import { insertWhere } from './insert-where.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { pinRow, replacePin } from './pins.ts'
import { card, consent, enrolment, helpCase, outbox, pin } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

type Statement = BatchItem<'sqlite'>

// Not async: a drizzle statement is thenable, and would run when awaited instead of in the batch.
const advanced = ({ db }: Ground, facts: Bytes, move: Move, moveId: string, unless: SQL = sql`true`) =>
  db
    .update(enrolment)
    .set({
      ...{
        step: move.to.step,
        resume: move.to.resume ?? null,
        failures: move.to.failures,
        mapVersion,
        moveId,
        updatedAt: move.at,
      },
      version: sql`${enrolment.version} + 1`,
      facts,
      portrait: move.facts.selfie?.portrait ?? null,
    })
    .where(
      and(
        eq(enrolment.person, move.person),
        eq(enrolment.step, move.from.step),
        eq(enrolment.version, move.from.version),
        unless,
      ),
    )
    .returning({ person: enrolment.person })

/** What a phone alone has said of a face is looked at again. */
const openedCase = ({ person, at }: Move, card: string, evidence: string) => ({
  ...{ id: card, person, card, evidence, state: 'waiting' as const, leasedUntil: 0, leases: 0, openedAt: at },
})

const issuing = async ({ db, seal }: Ground, key: PersonKey, move: Move, won: SQL): Promise<Statement[]> => {
  if (!move.card) return []
  const { person, at } = move
  // A person has one card: an earlier one ends in the same breath in which the new one begins.
  const earlier = and(eq(card.person, person), ne(card.status, 'revoked'), won)
  return [
    db.update(card).set({ status: 'revoked' }).where(earlier),
    insertWhere(db, card, await cardRow(seal, key, person, move.card, at), won),
    db
      .update(faceCase)
      .set({ state: 'closed', closedAt: at })
      .where(and(eq(faceCase.person, person), won)),
    ...(move.facts.selfie
      ? [insertWhere(db, faceCase, openedCase(move, move.card.id, move.facts.selfie.evidence), won)]
      : []),
  ]
}

const following = async (ground: Ground, key: PersonKey, move: Move, won: SQL): Promise<Statement[]> => {
  const { db, random } = ground
  const { person, at } = move
  const intents = await Promise.all((move.outbox ?? []).map((intent) => outboxRow(key, random, person, intent)))
  return [
    ...(move.consents ?? []).map((given) => insertWhere(db, consent, { ...given, person, at }, won)),
    ...(move.case ? [insertWhere(db, helpCase, { ...move.case, person, openedAt: at }, won)] : []),
    ...(move.pin ? [insertWhere(db, pin, await pinRow(key, person, move.pin, at), won, replacePin)] : []),
    ...(await issuing(ground, key, move, won)),
    ...(move.faceless ? forgettingFace(ground, person, won) : []),
    ...intents.map((row) => insertWhere(db, outbox, row, won)),
  ]
}

/** The statements of a move, the first of which decides; `won` is true after it for this move alone. */
export const moveStatements = async (ground: Ground, move: Move, onlyIf?: SQL) => {
  const key = await keyOf(ground.personKeys, move.person)
  const moveId = newId(ground.random)
  const { person } = move
  const won = sql`exists (select 1 from ${enrolment} where ${enrolment.person} = ${person} and ${enrolment.moveId} = ${moveId})`
  const facts = await key.sealJson(factsPlace(person), move.facts)
  return { first: advanced(ground, facts, move, moveId, onlyIf), rest: await following(ground, key, move, won), won }
}

/**
 * `Store['move']`: false when `from` no longer holds, `id_has_card` when another person's card is active for the number,
 * `index_taken` when the card's place in the status list is another's; then nothing was written. Throws on anything else.
 */
export const createMove =
  (ground: Ground, holderOf: (idNumber: string) => Promise<PersonId | undefined>): Store['move'] =>
  async (move) => {
    const { first, rest } = await moveStatements(ground, move)
    try {
      const [rows] = await ground.db.batch([first, ...rest])
      return rows.length === 1
    } catch (fault) {
      // Asked rather than read from the message, whose wording differs from driver to driver.
      const holder = move.card && (await holderOf(move.card.data.idNumber))
      if (holder !== undefined && holder !== move.person) return 'id_has_card'
      if (move.card && (await ground.db.$count(card, eq(card.statusIndex, move.card.statusIndex)))) return 'index_taken'
      throw fault
    }
  }
