// Commits one chat event exactly once: its changes, its replies and the mark that it is done form one batch.
// Decision 051: one batch per event, so that a crash neither repeats nor loses an effect.
import { and, eq, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { EventCommit } from '../model.ts'
import type { Store } from '../ports/store.ts'
import { statusStatement } from './cards.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { pinRecoveryStatement } from './pin-recoveries.ts'
import { outbox, person, unsentMessage, waitingPhoto, webhookEvent } from './schema.ts'
import { transitionStatements } from './transition.ts'

type Statement = BatchItem<'sqlite'>

const photoOf = (commit: EventCommit, messageId: string) =>
  sql`${waitingPhoto.person} = ${commit.person} and ${waitingPhoto.messageId} = ${messageId}`

/**
 * What must still be so when the event is written: a photo was not taken back since it was fetched, by an unsend or by
 * leaving the chat, and none arrived since the event that takes it back was read. LINE promises no order, and two
 * workers may hold the two events.
 */
const stillTrue = async ({ seal }: StoreContext, commit: EventCommit): Promise<SQL | undefined> => {
  const { photo, unsent } = commit
  if (photo) {
    const hash = await seal.hash('message', photo.messageId)
    const follows = sql`exists (select 1 from ${person} where ${person.id} = ${commit.person} and ${person.following})`
    return sql`${follows} and not exists (select 1 from ${unsentMessage} where ${unsentMessage.hash} = ${hash})`
  }
  return unsent && !unsent.waiting
    ? sql`not exists (select 1 from ${waitingPhoto} where ${photoOf(commit, unsent.messageId)})`
    : undefined
}

/** Forgets the photo of an unsent message, and remembers that the message was taken back. */
const unsendStatements = async (
  { db, seal }: StoreContext,
  commit: EventCommit,
  messageId: string,
  holds: SQL,
): Promise<Statement[]> => {
  const row = { hash: await seal.hash('message', messageId), unsentAt: commit.at }
  return [
    db.delete(waitingPhoto).where(and(photoOf(commit, messageId), holds)),
    insertWhere(db, unsentMessage, row, holds, sql`on conflict do nothing`),
  ]
}

/** What an event changes besides progress; each statement takes effect only where `holds`. */
const changes = async (context: StoreContext, commit: EventCommit, holds: SQL): Promise<Statement[]> => {
  const { db } = context
  const { language, profileLanguage, following, photo, unsent } = commit
  const set = (news: Partial<typeof person.$inferInsert>, only: SQL | undefined = holds) =>
    db
      .update(person)
      .set(news)
      .where(and(eq(person.id, commit.person), only))
  /** A person who follows again after an earlier leaving still follows, whichever event LINE delivers last. */
  const follows = (now: boolean, at: number) => {
    const opposite = now ? person.leftAt : person.followedAt
    const news = { following: now, ...(now ? { followedAt: at } : { leftAt: at }) }
    return set(news, and(or(isNull(opposite), lte(opposite, at)), holds))
  }
  return [
    ...(language ? [set({ language, languageChosen: true })] : []),
    ...(profileLanguage ? [set({ language: profileLanguage }, and(eq(person.languageChosen, false), holds))] : []),
    ...(following ? [follows(following.now, following.at)] : []),
    ...(photo ? [insertWhere(db, waitingPhoto, { ...photo, person: commit.person }, holds)] : []),
    ...(unsent ? await unsendStatements(context, commit, unsent.messageId, holds) : []),
  ]
}

/** `Store['webhooks']['commit']`. The mark comes last: until then every statement sees the event as open. */
export const createEventCommit =
  (context: StoreContext): Store['webhooks']['commit'] =>
  async (commit) => {
    const { db, personKeys, random } = context
    const { eventId, at, transition, newPin, freeze } = commit
    const key = await keyOf(personKeys, commit.person)
    const open = sql`exists (select 1 from ${webhookEvent} where ${webhookEvent.id} = ${eventId} and ${webhookEvent.doneAt} is null)`
    const transitionWrite = transition
      ? await transitionStatements(context, transition, open)
      : newPin
        ? await pinRecoveryStatement(context, commit.person, newPin, open)
        : freeze && (await statusStatement(context, commit.person, 'valid', 'frozen', open))
    const unchanged = await stillTrue(context, commit)
    const holds = transitionWrite?.won ?? (unchanged ? sql`${open} and ${unchanged}` : open)
    const outboxRows = await Promise.all(commit.jobs.map((job) => outboxRow(key, random, commit.person, job)))
    const mark = db
      .update(webhookEvent)
      .set({ doneAt: at, event: null })
      .where(
        and(
          eq(webhookEvent.id, eventId),
          isNull(webhookEvent.doneAt),
          ...(transitionWrite ? [transitionWrite.won] : []),
          unchanged,
        ),
      )
      .returning({ id: webhookEvent.id })
    const state = db.select({ doneAt: webhookEvent.doneAt }).from(webhookEvent).where(eq(webhookEvent.id, eventId))
    const statements: Statement[] = [
      ...(transitionWrite ? [transitionWrite.first, ...transitionWrite.rest] : []),
      ...(await changes(context, commit, holds)),
      ...outboxRows.map((row) => insertWhere(db, outbox, row, holds)),
    ]
    const answers = await db.batch([state, ...statements, mark] as [Statement, ...Statement[]])
    if ((answers.at(-1) as unknown[]).length === 1) {
      if (transitionWrite && 'written' in transitionWrite) transitionWrite.written()
      return 'committed'
    }
    const [before] = answers[0] as { doneAt: number | null }[]
    return before?.doneAt === null ? 'raced' : 'done_before'
  }
