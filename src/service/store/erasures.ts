// Erases people in one batch: their key, without which no sealed value of theirs opens, and every row that names them.
// Decision 042: the key goes first. Decision 098: a slot in the status list is free again a day after its card ended.
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
import { accessEntry, pass, presentationRequest, share, shownToken } from './schema-presentation.ts'

type Statement = BatchItem<'sqlite'>

const DAY = 86_400_000
/** People erased in one batch. */
const BATCH_SIZE = 200

/** Tables whose rows belong to one person and are deleted with the person. */
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

/**
 * What remains of an erased card: its slot in the status list, taken and revoked, while a verifier may still hold a
 * token (the sweep returns the slot). It does not say whose card it was.
 */
const erasedCard = (now: number) => ({
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
  endedAt: sql`coalesce(${card.endedAt}, ${now})`,
  serial: 0,
  // An erased card is revoked for ever, which needs no proof.
  mac: null,
})
/**
 * An erased picture has no owner and no bytes here, and is due at once: the
 * sweep lists it until the vault has deleted it.
 */
const erasedPicture = { person: '', kind: 'erased' as const, sealed: null, createdAt: 0 }

/**
 * What remains of an erased person's pass until it has ended: its place in the status list, revoked.
 */
const erasedPass = {
  id: sql`'erased ' || ${pass.place}`,
  person: '',
  card: '',
  revokedAt: sql`coalesce(${pass.revokedAt}, 0)`,
  mac: null,
}

/** Statements that erase the people in `whom`. The last one returns the pictures whose bytes must still be deleted. */
const eraseStatements = ({ db }: StoreContext, whom: SQL, now: number): Statement[] => [
  ...personTables.map((table) => db.delete(table).where(sql`${table.person} in ${whom}`)),
  db.update(card).set(erasedCard(now)).where(sql`${card.person} in ${whom}`),
  db.update(pass).set(erasedPass).where(sql`${pass.person} in ${whom}`),
  db.delete(person).where(sql`${person.id} in ${whom}`),
  db.update(blob).set(erasedPicture).where(sql`${blob.person} in ${whom}`).returning({ id: blob.id }),
]

/** Tables whose rows depend on the face: the card's PIN, presentations of the card, and the face review. */
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

/**
 * Statements that erase a person's face and card where `won`. The access
 * log of that card stays readable for the holder.
 */
export const forgetFaceStatements = ({ db }: StoreContext, whose: PersonId, won: SQL, now: number): Statement[] => [
  ...faceTables.map((table) => db.delete(table).where(and(eq(table.person, whose), won))),
  db
    .update(pass)
    .set(erasedPass)
    .where(and(eq(pass.person, whose), won)),
  db
    .update(card)
    .set(erasedCard(now))
    .where(and(eq(card.person, whose), won)),
  db
    .update(blob)
    .set(erasedPicture)
    .where(and(eq(blob.person, whose), won)),
]

/** Erases the people that `which` selects, as one write with its own id. @returns their ids and their pictures. */
const eraseWhere = async (context: StoreContext, which: SQL, reference: string | null, now: number) => {
  const { db, personKeys } = context
  const eraseId = newId(context.random)
  const whom = sql`(select ${erasure.person} from ${erasure} where ${erasure.eraseId} = ${eraseId})`
  // Without a receipt a consent cannot be tied to a person and proves nothing: it is deleted too.
  const consents = reference === null ? [db.delete(consent).where(sql`${consent.person} in ${whom}`)] : []
  const results = await db.batch([
    db.run(sql`insert into ${erasure} (person, reference, erase_id, at)
      select found.id, ${reference}, ${eraseId}, ${now} from (${which}) found where true`),
    db.select({ id: erasure.person }).from(erasure).where(eq(erasure.eraseId, eraseId)),
    ...consents,
    ...eraseStatements(context, whom, now),
  ])
  const erased = results[1].map((row: { id: PersonId }) => row.id)
  for (const id of erased) personKeys.forget(id)
  return { erased, pictures: (results.at(-1) as { id: VaultId }[]).map(({ id }) => id) }
}

export const createErase =
  (context: StoreContext): Store['erase'] =>
  async (id, reference, now) => {
    const which = sql`select ${person.id} as id from ${person} where ${person.id} = ${id}`
    const { erased, pictures } = await eraseWhere(context, which, reference, now)
    return erased.length === 1 ? pictures : undefined
  }

/** Erases people whose enrolment was abandoned. @returns how many. */
export const eraseAbandoned = async (context: StoreContext, retention: Retention, now: number): Promise<number> => {
  const { step, updatedAt } = enrolment
  const abandoned = sql`${updatedAt} < ${now - retention.draftDays * DAY} and (${step} != 'inPerson' or ${updatedAt} < ${now - retention.caseDays * DAY})`
  const which = sql`select ${enrolment.person} as id from ${enrolment} where ${step} != 'issued' and ${abandoned} limit ${BATCH_SIZE}`
  for (let people = 0; ; ) {
    const { erased } = await eraseWhere(context, which, null, now)
    people += erased.length
    if (erased.length < BATCH_SIZE) return people
  }
}

/**
 * Deletes rows written by requests that were running while their person was erased, and erasure records that are no
 * longer needed: those without a receipt after two days; the others, with the consents they prove, after
 * `consentYears`.
 */
export const tidyErasures = async (context: StoreContext, retention: Retention, now: number): Promise<void> => {
  const { db } = context
  const recentlyErased = sql`(select ${erasure.person} from ${erasure} where ${erasure.at} > ${now - 2 * DAY})`
  const expired = sql`${erasure.at} < ${now - retention.consentYears * 365 * DAY}`
  const expiredPeople = sql`(select ${erasure.person} from ${erasure} where ${expired})`
  await db.batch([
    ...(eraseStatements(context, recentlyErased, now) as [Statement, ...Statement[]]),
    db.delete(consent).where(sql`${consent.person} in ${expiredPeople}`),
    db.delete(erasure).where(sql`${expired} or (${erasure.reference} is null and ${erasure.at} < ${now - 2 * DAY})`),
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
