// Cases under human review. A verdict counts only from a reviewer who opened
// the case; each first view is in the access log.
import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { assuredFace, type PictureSource } from '../../core/card/picture-source.ts'
import { outcomeKinds } from '../../core/face/outcomes.ts'
import type { RecheckReport } from '../../core/face/recheck.ts'
import type { Job, PersonId } from '../model.ts'
import { newId } from '../platform/ids.ts'
import type { CaseInReview, FaceReviews, Review, ReviewOutcome } from '../ports/face-review.ts'
import { writeEntry } from './access-log.ts'
import { type CardContent, type CardRow, cardChange, contentPlace, numberHashOf, readCard } from './cards.ts'
import { facePlace } from './face-cases.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { withOfficeLine } from './office-log.ts'
import { outboxRow } from './outbox.ts'
import { freeStatements, outcomeStatements } from './outcomes.ts'
import { keyOf } from './person-keys.ts'
import { confirmRecovery } from './recovery-cases.ts'
import { card, outbox } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

type Statement = BatchItem<'sqlite'>

const contains = (column: typeof faceCase.seenBy | typeof faceCase.judgedBy, hash: string) =>
  sql`instr(${column}, ${hash}) > 0`
const lacks = (column: typeof faceCase.seenBy | typeof faceCase.judgedBy, hash: string) =>
  sql`instr(${column}, ${hash}) = 0`

type CaseRow = typeof faceCase.$inferSelect

const caseFromRow = async ({ personKeys }: StoreContext, row: CaseRow): Promise<CaseInReview> => {
  const { id, kind, person, evidence, reason, openedAt, reviewCount } = row
  const key = await keyOf(personKeys, person)
  const report = row.report && (await key.openJson<RecheckReport>(facePlace(id, 'report'), row.report))
  const state = row.state === 'visit' ? 'visit' : 'review'
  const reviews = row.reviews ? await key.openJson<Review[]>(facePlace(id, 'reviews'), row.reviews) : []
  return {
    id,
    kind,
    person,
    evidence,
    openedAt,
    state,
    verdicts: reviewCount,
    said: reviews.filter(({ inPerson }) => !inPerson).map(({ said }) => said),
    mismatches: row.cardMismatches,
    reason: reason ?? 'could_not_look',
    ...(report && { report }),
  }
}

/**
 * What each decision changes on the card, and in which states of the card it may: a card that has ended is left alone.
 * `pictures`: whose the card carries; of the phone's nothing above `self` is written.
 */
const onCard: Record<
  NonNullable<ReviewOutcome['card']>,
  (row: CardRow, now: number, pictures: PictureSource, outcome: ReviewOutcome) => Partial<CardRow> | undefined
> = {
  reviewed: ({ faceAssurance }, _, pictures) =>
    faceAssurance === 'in-person' ? undefined : { faceAssurance: assuredFace('reviewed', pictures) },
  suspended: ({ status }, now) => (status === 'revoked' ? undefined : { status: 'frozen', heldAt: now }),
  // A freeze by the holder stays in force: only the holder ends it.
  'in-person': ({ status, heldAt, documentAssurance }, _, pictures, { document }) =>
    status === 'revoked'
      ? undefined
      : {
          faceAssurance: assuredFace('in-person', pictures),
          documentAssurance: document ?? documentAssurance,
          heldAt: null,
          status: heldAt === null ? status : 'valid',
        },
}

const picturesOf = async ({ personKeys }: StoreContext, { id, person, content }: CardRow): Promise<PictureSource> =>
  (await (await keyOf(personKeys, person)).openJson<CardContent>(contentPlace(id), content)).pictures ?? 'phone'

/** Rounds of a verdict whose card changed meanwhile: the holder froze it, for example. */
const ROUNDS = 5

/**
 * A no is remembered apart from the person, and only an officer who had the person there frees the number from it. A raise
 * by pictures frees it from the doubt of a recheck.
 */
const numberStatements = async (
  context: StoreContext,
  card: CardRow,
  { inPerson, at }: Review,
  { card: change }: ReviewOutcome,
  official: string,
  won: SQL,
): Promise<{ statements: Statement[]; written: () => void }> => {
  const number = await numberHashOf(context, card)
  if (change === 'suspended') {
    const saidBy = inPerson ? ('officer' as const) : ('reviewer' as const)
    return {
      statements: await outcomeStatements(context, number, { what: 'face_refused', saidBy, official, at }, won),
      written: () => {},
    }
  }
  const freed = change === 'reviewed' ? (['face_doubted'] as const) : change === 'in-person' ? outcomeKinds : []
  return freeStatements(context, number, freed, { official, at }, won)
}

export const createFaceReviews = (context: StoreContext): FaceReviews => {
  const { db, seal, random, personKeys, rows } = context
  const hashOf = (reviewer: string) => seal.hash('reviewer', reviewer)
  const reviewableBy = (hash: string) => and(eq(faceCase.state, 'review'), lacks(faceCase.judgedBy, hash))
  const wonBy = (id: string, mark: string) =>
    sql`exists (select 1 from ${faceCase} where ${faceCase.id} = ${id} and ${faceCase.mark} = ${mark})`
  const outboxStatements = async (person: PersonId, jobs: readonly Job[], won: SQL) => {
    const key = await keyOf(personKeys, person)
    const queued = await Promise.all(jobs.map((job) => outboxRow(key, random, person, job)))
    return queued.map((row) => insertWhere(db, outbox, row, won))
  }
  /** The one case that `which` selects, unless somebody else changed its row. */
  const read = async (which: SQL | undefined) => {
    const [row] = await db.select().from(faceCase).where(which)
    return rows.checked(faceCase, row)
  }
  const genuine = async (found: CaseRow[]) => {
    const checked = await Promise.all(found.map((row) => rows.checked(faceCase, row)))
    return checked.filter((row) => row !== undefined)
  }
  const isStill = (row: CaseRow) => and(eq(faceCase.id, row.id), rows.unchanged(faceCase, row))
  return {
    open: async (reviewer, most) => {
      const found = await db
        .select()
        .from(faceCase)
        .where(reviewableBy(await hashOf(reviewer)))
        .orderBy(asc(faceCase.openedAt))
        .limit(most)
      return (await genuine(found)).map(({ id, kind, openedAt, reason }) => ({
        id,
        kind,
        openedAt,
        reason: reason ?? 'could_not_look',
      }))
    },
    find: async (id, reviewer) => {
      const row = await read(and(eq(faceCase.id, id), reviewableBy(await hashOf(reviewer))))
      return row && caseFromRow(context, row)
    },
    visit: async (code) => {
      const row = await read(and(eq(faceCase.code, code), eq(faceCase.state, 'visit')))
      return row && caseFromRow(context, row)
    },
    overdue: async (since, most) => {
      const found = await db
        .select()
        .from(faceCase)
        .where(and(eq(faceCase.state, 'review'), lt(faceCase.openedAt, since)))
        .orderBy(asc(faceCase.openedAt))
        .limit(most)
      return Promise.all((await genuine(found)).map((row) => caseFromRow(context, row)))
    },
    inviteHolder: async ({ id, person }, code, jobs) => {
      const mark = newId(random)
      for (let round = 0; round < ROUNDS; round++) {
        const row = await read(and(eq(faceCase.id, id), eq(faceCase.state, 'review')))
        if (!row) return false
        const [written] = await db.batch([
          db
            .update(faceCase)
            .set(await rows.change(faceCase, row, { state: 'visit' as const, code, seenBy: '', mark }))
            .where(isStill(row))
            .returning({ id: faceCase.id }),
          ...(await outboxStatements(person, jobs, wonBy(id, mark))),
        ])
        if (written.length === 0) continue
        rows.replaced(faceCase, row.mac)
        return true
      }
      return false
    },
    recordAccess: async ({ id, person, state }, reviewer, entry) => {
      const hash = await hashOf(reviewer)
      const line = entry.by && {
        at: entry.at,
        by: { ...entry.by, subject: reviewer },
        act: state === 'visit' ? ('visit_opened' as const) : ('case_opened' as const),
        about: id,
      }
      for (let round = 0; round < ROUNDS; round++) {
        const row = await read(and(eq(faceCase.id, id), eq(faceCase.state, state), lacks(faceCase.seenBy, hash)))
        if (!row) return
        const set = await rows.change(faceCase, row, { seenBy: `${row.seenBy}${hash} ` })
        const guard = {
          first: (entryId: string) =>
            db
              .update(faceCase)
              .set({ ...set, mark: entryId })
              .where(isStill(row))
              .returning({ id: faceCase.id }),
          won: (entryId: string) => wonBy(id, entryId),
        }
        if (!(await writeEntry(context, person, { entry, jobs: [] }, { ...guard, ...(line && { line }) }))) continue
        rows.replaced(faceCase, row.mac)
        return
      }
    },
    compared: async ({ id }, reviewer, by, agrees, at, most) => {
      const hash = await hashOf(reviewer)
      const opened = and(eq(faceCase.id, id), eq(faceCase.state, 'visit'), contains(faceCase.seenBy, hash))
      const line = {
        at,
        by: { ...by, subject: reviewer },
        act: 'card_compared',
        about: id,
        said: agrees ? 'agrees' : 'differs',
      } as const
      return withOfficeLine(context, line, async (office) => {
        for (let round = 0; round < ROUNDS; round++) {
          const row = await read(opened)
          if (!row) return 'not_opened'
          if (row.cardMismatches >= most) return 'too_often'
          const mark = newId(random)
          const counted = agrees ? {} : { cardMismatches: row.cardMismatches + 1 }
          const [written] = await db.batch([
            db
              .update(faceCase)
              .set(await rows.change(faceCase, row, { ...counted, mark }))
              .where(isStill(row))
              .returning({ id: faceCase.id }),
            ...office.statements(wonBy(id, mark)),
          ])
          if (written.length === 0) continue
          // One that agrees leaves the row in its state.
          if (!agrees) rows.replaced(faceCase, row.mac)
          return 'counted'
        }
        throw new Error('a comparison at the counter was not counted')
      })
    },
    judge: async ({ id, person, state, verdicts: verdictCount }, reviewer, review, outcome, jobs) => {
      const hash = await hashOf(reviewer)
      const isNext = and(
        eq(faceCase.state, state),
        eq(faceCase.reviewCount, verdictCount),
        contains(faceCase.seenBy, hash),
      )
      const nextVerdict = and(eq(faceCase.id, id), isNext)
      const { by, said, why, at, inPerson } = review
      const act = inPerson ? 'visit_judged' : 'case_judged'
      const line = { at, by: { ...by, subject: reviewer }, act, about: id, said, why } as const
      for (let round = 0; round < ROUNDS; round++) {
        const row = await read(nextVerdict)
        if (!row) return false
        const key = await keyOf(personKeys, person)
        const earlier = row.reviews ? await key.openJson<Review[]>(facePlace(id, 'reviews'), row.reviews) : []
        const mark = newId(random)
        const won = wonBy(id, mark)
        const found = outcome.card && (await readCard(context, person, eq(card.id, row.card)))
        const news =
          outcome.card && found?.genuine
            ? onCard[outcome.card](found.row, review.at, await picturesOf(context, found.row), outcome)
            : undefined
        const change = found && news ? await cardChange(context, found.row, news, won) : undefined
        const set = await rows.change(faceCase, row, {
          state: outcome.state,
          mark,
          reviewCount: verdictCount + 1,
          reviews: await key.sealJson(facePlace(id, 'reviews'), [...earlier, review]),
          judgedBy: `${row.judgedBy}${hash} `,
          ...(outcome.code && { code: outcome.code }),
          // Having viewed the pictures does not count as having seen the person at the visit.
          ...(outcome.state === 'visit' && { seenBy: '' }),
          ...(outcome.state === 'closed' && { closedAt: review.at }),
        })
        const confirmed = outcome.confirmed ? await confirmRecovery(context, row, review.at, won) : undefined
        const ofNumber = found ? await numberStatements(context, found.row, review, outcome, hash, won) : undefined
        const written = await withOfficeLine(context, line, async (office) => {
          const [judged] = await db.batch([
            db
              .update(faceCase)
              .set(set)
              .where(and(isStill(row), change?.still))
              .returning({ id: faceCase.id }),
            ...(change ? [change.statement] : []),
            ...(confirmed?.statements ?? []),
            ...(ofNumber?.statements ?? []),
            ...(await outboxStatements(person, jobs, won)),
            ...office.statements(won),
          ])
          return judged
        })
        if (written.length === 0) continue
        for (const each of [change, confirmed, ofNumber]) each?.written()
        rows.replaced(faceCase, row.mac)
        return true
      }
      return false
    },
  }
}
