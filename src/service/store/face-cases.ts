// Face-recheck cases: leased to one examiner at a time, and ended once, in one batch with the consequences.
import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { RecheckOutcome } from '../../core/face/recheck.ts'
import type { PersonId, SeenPictures } from '../model.ts'
import { newId } from '../platform/ids.ts'
import type { FaceCases } from '../ports/face-review.ts'
import { type CardContent, type CardRow, cardChange, contentPlace, numberHashOf, readCard } from './cards.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { outboxRow } from './outbox.ts'
import { freeStatements, outcomeStatements } from './outcomes.ts'
import { keyOf } from './person-keys.ts'
import { card, enrolment, outbox, token } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

/**
 * A case that ended. It needs no MAC, because nobody uses it any more; a writer who opens it again lacks the MAC.
 */
export const closedCase = (at: number | null) => ({ state: 'closed' as const, closedAt: at, mac: null })

export const facePlace = (row: string, column: 'report' | 'reviews') => ({ table: 'face_case', column, row })

/** Rounds of a result whose card changed meanwhile: the holder froze it, for example. */
const ROUNDS = 5

/** What a result changes on the card: its pictures, and its level where that is still the phone's own claim. */
const newsOf = async (
  { personKeys }: StoreContext,
  row: CardRow,
  outcome: RecheckOutcome,
  pictures?: SeenPictures,
): Promise<Partial<CardRow> | undefined> => {
  if (row.status === 'revoked') return undefined
  // A human reviewer's decision outranks a machine's. A card that began in doubt, because of an earlier card of its
  // number, is raised by its own good round.
  const changes = row.faceAssurance === 'self'
  const raises = changes || row.faceAssurance === 'doubted'
  const doubted = changes && 'review' in outcome && outcome.doubted && ({ faceAssurance: 'doubted' } as const)
  if (!pictures) return doubted || undefined
  const key = await keyOf(personKeys, row.person)
  const { data } = await key.openJson<CardContent>(contentPlace(row.id), row.content)
  const content: CardContent = { data, tinyFace: pictures.tinyFace, pictures: 'examiner' }
  const raised = raises && 'level' in outcome && { faceAssurance: outcome.level }
  return {
    portrait: pictures.portrait,
    content: await key.sealJson(contentPlace(row.id), content),
    ...(raised || doubted || undefined),
  }
}

/**
 * A doubt is remembered by the number, apart from the person: the next card of the number begins with it. A match ends it.
 */
const numberStatements = async (context: StoreContext, row: CardRow, news: Partial<CardRow>, at: number, won: SQL) => {
  const number = await numberHashOf(context, row)
  if (news.faceAssurance === 'doubted')
    return {
      statements: await outcomeStatements(context, number, { what: 'face_doubted', saidBy: 'examiner', at }, won),
      written: () => {},
    }
  if (news.faceAssurance === 'rechecked')
    return freeStatements(context, number, ['face_doubted'], { official: 'examiner', at }, won)
  return { statements: [], written: () => {} }
}

/** Addresses of a portrait that follow it. The mini-app makes one at each start; the chat shows few. */
const MOST_ADDRESSES = 50

/** Leads the newest addresses of the old portrait to the new one, so that the old one can be erased. */
const redirectStatements = async (
  { db, rows }: StoreContext,
  person: PersonId,
  { portrait, replaced }: SeenPictures,
  won: SQL,
) => {
  const ofOld = and(eq(token.person, person), eq(token.vault, replaced))
  const addresses = await db.select().from(token).where(ofOld).orderBy(desc(token.expiresAt)).limit(MOST_ADDRESSES)
  const statements: BatchItem<'sqlite'>[] = [
    db
      .update(enrolment)
      .set({ portrait })
      .where(and(eq(enrolment.person, person), eq(enrolment.portrait, replaced), won)),
  ]
  for (const address of addresses) {
    if (!(await rows.checked(token, address))) continue
    const set = await rows.change(token, address, { vault: portrait })
    statements.push(
      db
        .update(token)
        .set(set)
        .where(and(eq(token.hash, address.hash), rows.unchanged(token, address), won)),
    )
  }
  return statements
}

export const createFaceCases = (context: StoreContext): Omit<FaceCases, 'recoveryResult' | 'inviteForNewPin'> => {
  const { db, random, personKeys, rows } = context
  return {
    lease: async (now, until) => {
      const lease = newId(random)
      const free = and(eq(faceCase.state, 'waiting'), lte(faceCase.leasedUntil, now))
      const oldest = db
        .select({ id: faceCase.id })
        .from(faceCase)
        .where(free)
        .orderBy(asc(faceCase.leasedUntil), asc(faceCase.openedAt))
        .limit(1)
      // `free` is tested again in the update: of two simultaneous leases, the later one finds the row taken.
      for (let round = 0; round < ROUNDS; round++) {
        const [row] = await db
          .update(faceCase)
          .set({ lease, leasedUntil: until, leases: sql`${faceCase.leases} + 1` })
          .where(and(eq(faceCase.id, oldest), free))
          .returning()
        if (!row) return undefined
        // A case that somebody else changed stays leased to nobody, so that it holds up no other.
        if (!(await rows.checked(faceCase, row))) continue
        const { id, kind, person, card, evidence, head, leases } = row
        return { id, kind, person, card, evidence, leases, lease, until, ...(head !== null && { head }) }
      }
      return undefined
    },
    leased: async (id, lease, now) => {
      const leasedCase = and(eq(faceCase.id, id), eq(faceCase.lease, lease), eq(faceCase.state, 'waiting'))
      const [found] = await db
        .select()
        .from(faceCase)
        .where(and(leasedCase, gt(faceCase.leasedUntil, now)))
      const row = await rows.checked(faceCase, found)
      if (!row) return undefined
      const { kind, person, card, evidence, head, leases } = row
      return { id, kind, person, card, evidence, leases, ...(head !== null && { head }) }
    },
    result: async (id, lease, outcome, { report, pictures }, jobs, now) => {
      if ('level' in outcome && !pictures) throw new Error('no level rises without the pictures that were judged')
      const leasedCase = and(eq(faceCase.id, id), eq(faceCase.lease, lease))
      for (let round = 0; round < ROUNDS; round++) {
        const [read] = await db.select().from(faceCase).where(leasedCase)
        if (read && read.state !== 'waiting') return 'again'
        const row = await rows.checked(faceCase, read)
        if (!row) return 'lost'
        const key = await keyOf(personKeys, row.person)
        // The result ends the lease. A fresh mark tells that this batch ended it.
        const mark = newId(random)
        const ended =
          'level' in outcome
            ? { state: 'closed' as const, closedAt: now }
            : { state: 'review' as const, reason: outcome.review }
        const won = sql`exists (select 1 from ${faceCase} where ${faceCase.id} = ${id} and ${faceCase.mark} = ${mark})`
        const outboxRows = await Promise.all(jobs.map((job) => outboxRow(key, random, row.person, job)))
        const found = await readCard(context, row.person, eq(card.id, row.card))
        const news = found?.genuine ? await newsOf(context, found.row, outcome, pictures) : undefined
        const change = found && news ? await cardChange(context, found.row, news, won) : undefined
        const sealed = report && { report: await key.sealJson(facePlace(id, 'report'), report) }
        const set = await rows.change(faceCase, row, { ...ended, ...sealed, mark })
        const isStill = and(leasedCase, rows.unchanged(faceCase, row), gt(faceCase.leasedUntil, now))
        const ofNumber = change && found && news && (await numberStatements(context, found.row, news, now, won))
        const [written] = await db.batch([
          db.update(faceCase).set(set).where(and(isStill, change?.still)).returning({ id: faceCase.id }),
          ...(change ? [change.statement] : []),
          ...(ofNumber?.statements ?? []),
          ...(change && pictures ? await redirectStatements(context, row.person, pictures, won) : []),
          ...outboxRows.map((row) => insertWhere(db, outbox, row, won)),
        ])
        if (written.length === 1) {
          for (const each of [change, ofNumber]) each?.written()
          rows.replaced(faceCase, row.mac)
          return change && pictures ? 'replaced' : 'written'
        }
        if (!change) return 'lost'
      }
      return 'lost'
    },
    close: async (id, now) => {
      await db.update(faceCase).set(closedCase(now)).where(eq(faceCase.id, id))
    },
  }
}
