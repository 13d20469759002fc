// One event of the chat takes effect once: what it changes, what is said and that it is done are one batch.
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Turn } from '../model.ts'
import type { Store } from '../ports/store.ts'
import type { Ground } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { newPinMoved } from './new-pins.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { outbox, person, waitingPhoto, webhookEvent } from './schema.ts'
import { moveStatements } from './transition.ts'

type Statement = BatchItem<'sqlite'>

/** What a turn changes besides progress, each only where `holds`. */
const changes = ({ db }: Ground, turn: Turn, holds: SQL): Statement[] => {
  const { language, profileLanguage, following, photo, unsent } = turn
  const set = (news: Partial<typeof person.$inferInsert>, only: SQL = holds) =>
    db
      .update(person)
      .set(news)
      .where(and(eq(person.id, turn.person), only))
  const whose = eq(waitingPhoto.person, turn.person)
  return [
    ...(language ? [set({ language, languageChosen: true })] : []),
    ...(profileLanguage ? [set({ language: profileLanguage }, and(eq(person.languageChosen, false), holds))] : []),
    ...(following === undefined ? [] : [set({ following })]),
    ...(photo ? [insertWhere(db, waitingPhoto, { ...photo, person: turn.person }, holds)] : []),
    ...(unsent ? [db.delete(waitingPhoto).where(and(whose, eq(waitingPhoto.messageId, unsent.messageId), holds))] : []),
  ]
}

/** `Store['webhooks']['take']`. The mark comes last: until then every statement sees the event as open. */
export const createTake =
  (ground: Ground): Store['webhooks']['take'] =>
  async (turn) => {
    const { db, personKeys, random } = ground
    const { eventId, at, move, newPin } = turn
    const key = await keyOf(personKeys, turn.person)
    const open = sql`exists (select 1 from ${webhookEvent} where ${webhookEvent.id} = ${eventId} and ${webhookEvent.doneAt} is null)`
    const moved = move
      ? await moveStatements(ground, move, open)
      : newPin && newPinMoved(ground, turn.person, newPin, open)
    const holds = moved?.won ?? open
    const orders = await Promise.all(turn.outbox.map((intent) => outboxRow(key, random, turn.person, intent)))
    const mark = db
      .update(webhookEvent)
      .set({ doneAt: at, event: null })
      .where(and(eq(webhookEvent.id, eventId), isNull(webhookEvent.doneAt), ...(moved ? [moved.won] : [])))
      .returning({ id: webhookEvent.id })
    const state = db.select({ doneAt: webhookEvent.doneAt }).from(webhookEvent).where(eq(webhookEvent.id, eventId))
    const statements: Statement[] = [
      ...(moved ? [moved.first, ...moved.rest] : []),
      ...changes(ground, turn, holds),
      ...orders.map((order) => insertWhere(db, outbox, order, holds)),
    ]
    const answers = await db.batch([state, ...statements, mark] as [Statement, ...Statement[]])
    if ((answers.at(-1) as unknown[]).length === 1) return 'taken'
    const [before] = answers[0] as { doneAt: number | null }[]
    return before?.doneAt === null ? 'raced' : 'done_before'
  }
