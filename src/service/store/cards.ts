// Issued cards. Their contents are sealed; their status and assurance levels are plain columns.
import { and, asc, desc, eq, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { CardData } from '../../core/card/card.ts'
import { assuredFace, type PictureSource } from '../../core/card/picture-source.ts'
import { expiryWeek, nextReminder } from '../../core/card/reminder.ts'
import { statusSlots } from '../../core/inspection/status-list.ts'
import type { Retention } from '../../core/retention.ts'
import type { PersonKey } from '../keys/seal.ts'
import type { Card, CardId, CardStatus, NewCard, PersonId, Transition } from '../model.ts'
import { newId } from '../platform/ids.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { openAll } from './open-all.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { guardedColumns } from './row-guard.ts'
import { card, outbox } from './schema.ts'
import { faceCase } from './schema-face-review.ts'
import { shownToken } from './schema-presentation.ts'

/** Cards handled per call: a run on an edge platform may make a limited number of requests. */
const PAGE_SIZE = 20
const DAY = 86_400_000

/** `pictures`: absent while they are the phone's. Sealed with them, so that a changed row cannot claim another source. */
export type CardContent = { data: CardData; tinyFace: string; pictures?: PictureSource }
export const contentPlace = (row: CardId) => ({ table: 'card', column: 'content', row })

/** `heldWith`: the card begins held by the office. */
export const cardRow = async (
  { seal, rows }: StoreContext,
  key: PersonKey,
  { person, at: now, heldWith }: Pick<Transition, 'person' | 'at' | 'heldWith'>,
  issued: NewCard,
) => {
  const { id, data, assurance, portrait, tinyFace, pictures, statusIndex } = issued
  return rows.mark(card, {
    id,
    person,
    portrait,
    statusIndex,
    ...(heldWith ? { status: 'frozen' as const, heldAt: now } : { status: 'valid' as const }),
    issuedAt: now,
    idHash: await seal.hash('idNumber', data.idNumber),
    content: await key.sealJson(contentPlace(id), { data, tinyFace, pictures } satisfies CardContent),
    documentAssurance: assurance.document,
    faceAssurance: assurance.face,
    remindAt: nextReminder(data.expiry, data.birthDate, now),
    overAt: expiryWeek(data.expiry, data.birthDate),
    serial: 0,
  })
}

export type CardRow = typeof card.$inferSelect

/** The status that counts: a card that somebody else changed is frozen. A revoked one is revoked for ever, unproved too. */
export const effectiveStatus = ({ row, genuine }: { row: Pick<CardRow, 'status'>; genuine: boolean }): CardStatus =>
  genuine || row.status === 'revoked' ? row.status : 'frozen'

/** The keyed hash of the card's number, from the sealed content: nobody can change it there. */
export const numberHashOf = async ({ seal, personKeys }: StoreContext, { id, person, content }: CardRow) => {
  const key = await keyOf(personKeys, person)
  return seal.hash('idNumber', (await key.openJson<CardContent>(contentPlace(id), content)).data.idNumber)
}

/** A card's row with its MAC checked. `genuine` is false if somebody else changed it. */
export const readCard = async ({ db, rows }: StoreContext, person: PersonId, which?: SQL) => {
  const seen = rows.seen(card, person)
  const [row] = await db
    .select()
    .from(card)
    .where(and(eq(card.person, person), which))
    .limit(1)
  return row && { row, genuine: (await rows.checked(card, row, seen)) !== undefined }
}

/**
 * A change of a card inside another batch. `statement` takes effect where `won`; the batch's first statement must be
 * conditional on `still`, so that both take effect or neither does.
 */
export const cardChange = async (context: StoreContext, row: CardRow, news: Partial<CardRow>, won: SQL) => {
  const { db, rows } = context
  const set = await rows.change(card, row, news)
  const still = cardIsStill(context, row)
  return {
    still: sql`exists (select 1 from ${card} where ${still})`,
    statement: db.update(card).set(set).where(and(still, won)),
    written: () => rows.wrote(card, { ...row, ...set }),
  }
}

/** SQL: the card is still what was read. */
export const cardIsStill = ({ rows }: StoreContext, row: CardRow) => and(eq(card.id, row.id), rows.unchanged(card, row))

/**
 * The statement that changes the status only from `from`, where `onlyIf`. `won` then holds for this change alone. It
 * takes effect nowhere if the card was changed by somebody else, or is suspended and would become valid.
 */
export const statusStatement = async (
  context: StoreContext,
  person: PersonId,
  from: CardStatus,
  to: CardStatus,
  onlyIf?: SQL,
) => {
  const { db, rows, random } = context
  const changeId = newId(random)
  const found = await readCard(context, person, eq(card.status, from))
  const row = found?.genuine && (to !== 'valid' || found.row.heldAt === null) ? found.row : undefined
  const set = row ? await rows.change(card, row, { status: to, changeId }) : { changeId }
  const first = db
    .update(card)
    .set(set)
    .where(row ? and(cardIsStill(context, row), onlyIf) : sql`false`)
    .returning({ id: card.id })
  const won = sql`exists (select 1 from ${card} where ${card.person} = ${person} and ${card.changeId} = ${changeId})`
  return { first, rest: [], won, written: () => row && 'mac' in set && rows.wrote(card, { ...row, ...set }) }
}

export const createCards = (context: StoreContext, retention: Retention): Store['cards'] => {
  const { db, personKeys, random, rows } = context
  return {
    of: async (person): Promise<Card | undefined> => {
      const key = await keyOf(personKeys, person)
      const seen = rows.seen(card, person)
      const newest = [sql`${card.status} = 'revoked'`, desc(card.issuedAt)]
      const [found] = await db
        .select({ row: card, visitCode: faceCase.code })
        .from(card)
        .leftJoin(faceCase, and(eq(faceCase.id, card.id), eq(faceCase.state, 'visit')))
        .where(eq(card.person, person))
        .orderBy(...newest)
        .limit(1)
      if (!found) return undefined
      const { row, visitCode } = found
      const { id, portrait, statusIndex, issuedAt, documentAssurance, faceAssurance, heldAt } = row
      // A card that somebody else changed counts as suspended: nobody can show it, and the holder is sent to an official.
      const genuine = (await rows.checked(card, row, seen)) !== undefined
      const { pictures = 'phone', ...content } = await key.openJson<CardContent>(contentPlace(id), row.content)
      const assurance = { document: documentAssurance, face: assuredFace(faceAssurance, pictures) }
      return {
        id,
        person,
        ...content,
        pictures,
        assurance,
        portrait,
        statusIndex,
        status: effectiveStatus({ row, genuine }),
        issuedAt,
        suspended: heldAt !== null || !genuine,
        ...(visitCode && { visitCode }),
      }
    },
    change: async (person, from, to, jobs) => {
      const key = await keyOf(personKeys, person)
      const outboxRows = await Promise.all(jobs.map((job) => outboxRow(key, random, person, job)))
      const { first, won, written } = await statusStatement(context, person, from, to)
      const [changed] = await db.batch([first, ...outboxRows.map((row) => insertWhere(db, outbox, row, won))])
      if (changed.length === 1) written()
      return changed.length === 1
    },
    dueForReminder: async (now) => {
      const due = and(ne(card.status, 'revoked'), lte(card.remindAt, now))
      const found = await db.select().from(card).where(due).orderBy(asc(card.remindAt)).limit(PAGE_SIZE)
      const cards = found.map(async ({ id, person, content, remindAt }) => {
        const key = await keyOf(personKeys, person)
        const { data } = await key.openJson<CardContent>(contentPlace(id), content)
        return { id, person, data, remindAt: remindAt ?? 0 }
      })
      return openAll(cards)
    },
    recordReminder: async ({ id, person, remindAt }, next, jobs) => {
      const key = await keyOf(personKeys, person)
      const changeId = newId(random)
      const outboxRows = await Promise.all(jobs.map((job) => outboxRow(key, random, person, job)))
      const won = sql`exists (select 1 from ${card} where ${card.id} = ${id} and ${card.changeId} = ${changeId})`
      const rescheduled = db
        .update(card)
        .set({ ...next, changeId })
        .where(and(eq(card.id, id), eq(card.remindAt, remindAt), ne(card.status, 'revoked')))
      await db.batch([rescheduled, ...outboxRows.map((row) => insertWhere(db, outbox, row, won))])
    },
    longExpired: async (now) => {
      const longOver = and(ne(card.status, 'revoked'), lt(card.overAt, now - retention.endedDays * DAY))
      const found = await db
        .select({ person: card.person })
        .from(card)
        .where(longOver)
        .orderBy(asc(card.overAt))
        .limit(PAGE_SIZE)
      return found.map(({ person }) => person)
    },
    statuses: async (now) => {
      const isOut = sql`exists (select 1 from ${shownToken} where ${shownToken.person} = ${card.person} and ${shownToken.expiresAt} > ${now})`
      const listed = and(lt(card.statusIndex, statusSlots), or(ne(card.status, 'valid'), isOut))
      const found = await rows.all(card, () => db.select(guardedColumns(card)).from(card).where(listed))
      return found.map((each) => ({ index: each.row.statusIndex, status: effectiveStatus(each) }))
    },
  }
}

/** Finds the holder of the active card with this ID number. A card that somebody else changed still takes its number. */
export const createHolderOf =
  ({ db, seal, rows }: StoreContext): Store['holderOf'] =>
  async (idNumber) => {
    const active = and(eq(card.idHash, await seal.hash('idNumber', idNumber)), ne(card.status, 'revoked'))
    const [found] = await rows.all(card, () => db.select(guardedColumns(card)).from(card).where(active))
    return found?.row.person
  }
