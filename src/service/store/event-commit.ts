// Commits one chat event exactly once: its changes, its replies and the mark that it is done form one batch.
// Decision 051: one batch per event, so that a crash neither repeats nor loses an effect.
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { EventCommit } from '../model.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { pinRecoveryStatement } from './pin-recoveries.ts'
import { outbox, person, waitingPhoto, webhookEvent } from './schema.ts'
import { transitionStatements } from './transition.ts'

type Statement = BatchItem<'sqlite'>

/** What an event changes besides progress; each statement takes effect only where `holds`. */
const changes = ({ db }: StoreContext, commit: EventCommit, holds: SQL): Statement[] => {
  const { language, profileLanguage, following, photo, unsent } = commit
  const set = (news: Partial<typeof person.$inferInsert>, only: SQL = holds) =>
    db
      .update(person)
      .set(news)
      .where(and(eq(person.id, commit.person), only))
  const whose = eq(waitingPhoto.person, commit.person)
  return [
    ...(language ? [set({ language, languageChosen: true })] : []),
    ...(profileLanguage ? [set({ language: profileLanguage }, and(eq(person.languageChosen, false), holds))] : []),
    ...(following === undefined ? [] : [set({ following })]),
    ...(photo ? [insertWhere(db, waitingPhoto, { ...photo, person: commit.person }, holds)] : []),
    ...(unsent ? [db.delete(waitingPhoto).where(and(whose, eq(waitingPhoto.messageId, unsent.messageId), holds))] : []),
  ]
}

/** `Store['webhooks']['commit']`. The mark comes last: until then every statement sees the event as open. */
export const createEventCommit =
  (context: StoreContext): Store['webhooks']['commit'] =>
  async (commit) => {
    const { db, personKeys, random } = context
    const { eventId, at, transition, newPin } = commit
    const key = await keyOf(personKeys, commit.person)
    const open = sql`exists (select 1 from ${webhookEvent} where ${webhookEvent.id} = ${eventId} and ${webhookEvent.doneAt} is null)`
    const transitionWrite = transition
      ? await transitionStatements(context, transition, open)
      : newPin && pinRecoveryStatement(context, commit.person, newPin, open)
    const holds = transitionWrite?.won ?? open
    const outboxRows = await Promise.all(commit.jobs.map((job) => outboxRow(key, random, commit.person, job)))
    const mark = db
      .update(webhookEvent)
      .set({ doneAt: at, event: null })
      .where(
        and(
          eq(webhookEvent.id, eventId),
          isNull(webhookEvent.doneAt),
          ...(transitionWrite ? [transitionWrite.won] : []),
        ),
      )
      .returning({ id: webhookEvent.id })
    const state = db.select({ doneAt: webhookEvent.doneAt }).from(webhookEvent).where(eq(webhookEvent.id, eventId))
    const statements: Statement[] = [
      ...(transitionWrite ? [transitionWrite.first, ...transitionWrite.rest] : []),
      ...changes(context, commit, holds),
      ...outboxRows.map((row) => insertWhere(db, outbox, row, holds)),
    ]
    const answers = await db.batch([state, ...statements, mark] as [Statement, ...Statement[]])
    if ((answers.at(-1) as unknown[]).length === 1) return 'committed'
    const [before] = answers[0] as { doneAt: number | null }[]
    return before?.doneAt === null ? 'raced' : 'done_before'
  }
