// Forgetting people: their key, without which nothing sealed opens again, and every row that names them. One batch.
// Decision 042: the key goes first, and a place in the status list is never freed.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Retention } from '../../core/retention.ts'
import type { PersonId, VaultId } from '../model.ts'
import { newId } from '../platform/ids.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import {
  blob,
  card,
  challenge,
  consent,
  enrolment,
  erasure,
  helpCase,
  newPin,
  outbox,
  person,
  pin,
  token,
  waitingPhoto,
} from './schema.ts'
import { faceCase } from './schema-face-review.ts'
import { accessEntry, presentationRequest, share, shownToken } from './schema-presentation.ts'

type Statement = BatchItem<'sqlite'>

const DAY = 86_400_000
/** People forgotten in one batch. */
const AT_ONCE = 200

/** Tables whose rows belong to one person and go with them. */
export const personTables = [
  enrolment,
  pin,
  newPin,
  helpCase,
  outbox,
  token,
  challenge,
  waitingPhoto,
  share,
  shownToken,
  presentationRequest,
  accessEntry,
  faceCase,
] as const

/** What is left of a card: its slot in the status list, taken and revoked, for whoever still holds a token. Nothing says whose it was. */
const ended = {
  id: sql`'erased ' || ${card.statusIndex}`,
  person: '',
  idHash: '',
  content: new Uint8Array(),
  portrait: '',
  status: 'revoked' as const,
  documentAssurance: 'read' as const,
  faceAssurance: 'self' as const,
  issuedAt: 0,
  changeId: null,
  remindAt: null,
  overAt: null,
  heldAt: null,
}
/** A picture that nobody has any more: without bytes and due at once, so that the sweep names it until its bytes are gone. */
const unowned = { person: '', kind: 'erased' as const, sealed: null, createdAt: 0 }

/** Statements that forget the persons in `whom`; the last one returns the pictures whose bytes are still to be erased. */
const forgetting = ({ db }: StoreContext, whom: SQL): Statement[] => [
  ...personTables.map((table) => db.delete(table).where(sql`${table.person} in ${whom}`)),
  db.update(card).set(ended).where(sql`${card.person} in ${whom}`),
  db.delete(person).where(sql`${person.id} in ${whom}`),
  db.update(blob).set(unowned).where(sql`${blob.person} in ${whom}`).returning({ id: blob.id }),
]

/** What stands or falls with a face: the PIN of its card, what shows that card, and what came of looking at the face. */
export const faceTables = [
  pin,
  newPin,
  challenge,
  waitingPhoto,
  share,
  shownToken,
  presentationRequest,
  faceCase,
] as const

/** Statements that forget a person's face where `won`, and the card with it; who looked at that card stays theirs to read. */
export const forgetFaceStatements = ({ db }: StoreContext, whose: PersonId, won: SQL): Statement[] => [
  ...faceTables.map((table) => db.delete(table).where(and(eq(table.person, whose), won))),
  db
    .update(card)
    .set(ended)
    .where(and(eq(card.person, whose), won)),
  db
    .update(blob)
    .set(unowned)
    .where(and(eq(blob.person, whose), won)),
]

/** Forgets whoever `which` selects, as one write under one name. @returns who that was, and their pictures. */
const eraseWhere = async (context: StoreContext, which: SQL, reference: string | null, now: number) => {
  const { db, personKeys } = context
  const eraseId = newId(context.random)
  const whom = sql`(select ${erasure.person} from ${erasure} where ${erasure.eraseId} = ${eraseId})`
  // Where nobody holds a receipt, a consent proves nothing about anybody: it goes too.
  const consents = reference === null ? [db.delete(consent).where(sql`${consent.person} in ${whom}`)] : []
  const results = await db.batch([
    db.run(sql`insert into ${erasure} (person, reference, erase_id, at)
      select found.id, ${reference}, ${eraseId}, ${now} from (${which}) found where true`),
    db.select({ id: erasure.person }).from(erasure).where(eq(erasure.eraseId, eraseId)),
    ...consents,
    ...forgetting(context, whom),
  ])
  const gone = results[1].map((row: { id: PersonId }) => row.id)
  for (const id of gone) personKeys.forget(id)
  return { gone, pictures: (results.at(-1) as { id: VaultId }[]).map(({ id }) => id) }
}

export const createErase =
  (context: StoreContext): Store['erase'] =>
  async (id, reference, now) => {
    const which = sql`select ${person.id} as id from ${person} where ${person.id} = ${id}`
    const { gone, pictures } = await eraseWhere(context, which, reference, now)
    return gone.length === 1 ? pictures : undefined
  }

/** Forgets registrations that nobody went on with. */
export const eraseAbandoned = async (context: StoreContext, kept: Retention, now: number): Promise<number> => {
  const { step, updatedAt } = enrolment
  const left = sql`${updatedAt} < ${now - kept.draftDays * DAY} and (${step} != 'inPerson' or ${updatedAt} < ${now - kept.caseDays * DAY})`
  const which = sql`select ${enrolment.person} as id from ${enrolment} where ${step} != 'issued' and ${left} limit ${AT_ONCE}`
  for (let people = 0; ; ) {
    const { gone } = await eraseWhere(context, which, null, now)
    people += gone.length
    if (gone.length < AT_ONCE) return people
  }
}

/**
 * What a request wrote that was under way while its person was forgotten, and what need not be remembered of erasures:
 * those without a receipt after a day, the others with the consents that they tie, after the years of `kept`.
 */
export const tidyErasures = async (context: StoreContext, kept: Retention, now: number): Promise<void> => {
  const { db } = context
  const lately = sql`(select ${erasure.person} from ${erasure} where ${erasure.at} > ${now - 2 * DAY})`
  const proven = sql`${erasure.at} < ${now - kept.consentYears * 365 * DAY}`
  const old = sql`(select ${erasure.person} from ${erasure} where ${proven})`
  await db.batch([
    ...(forgetting(context, lately) as [Statement, ...Statement[]]),
    db.delete(consent).where(sql`${consent.person} in ${old}`),
    db.delete(erasure).where(sql`${proven} or (${erasure.reference} is null and ${erasure.at} < ${now - 2 * DAY})`),
  ])
}

export const createConsents = ({ db }: StoreContext): Store['consents'] => ({
  of: (id) => {
    const { kind, version, textHash, given, at } = consent
    return db
      .select({ kind, version, textHash, given, at })
      .from(consent)
      .where(eq(consent.person, id))
      .orderBy(consent.id)
  },
})
