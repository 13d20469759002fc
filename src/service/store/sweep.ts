// The sweep: deletes what has reached the end of its retention.
import { and, eq, lt, notExists, or } from 'drizzle-orm'
import { budgetWindowMs } from '../../core/budgets.ts'
import { passHours } from '../../core/lifetimes.ts'
import { eventIdDays, type Retention } from '../../core/retention.ts'
import type { Store } from '../ports/store.ts'
import { eraseAbandoned, tidyErasures } from './erasures.ts'
import { closedCase } from './face-cases.ts'
import type { StoreContext } from './ground.ts'
import {
  blob,
  card,
  challenge,
  enrolment,
  idToken,
  token,
  unsentMessage,
  waitingPhoto,
  webhookEvent,
} from './schema.ts'
import { faceCase } from './schema-face-review.ts'
import { officialSession, pass, presentationRequest, share, shownToken } from './schema-presentation.ts'
import { numberOutcome, tally } from './schema-protection.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** ms of retention for records that say nothing about a person or live no longer than their use. */
const shortRetention = {
  /** The longest token, a pass of a day, and an hour for clocks that run behind. */
  statusPlace: (passHours + 1) * HOUR,
  /** A portrait that no enrolment and no card names: its transition failed, or it was replaced. */
  orphan: DAY,
  challenge: HOUR,
  /** The picture of a pass lives no longer than the pass. */
  pass: DAY,
  shown: DAY,
  webhookEvent: eventIdDays * DAY,
}

/**
 * `Store['sweep']`. Returns pictures by their age in the vault, not by references to them: a picture whose transition
 * failed is found too, and one that could not be deleted is returned again next time.
 */
export const createSweep =
  (context: StoreContext, retention: Retention): Store['sweep'] =>
  async (now) => {
    const { db } = context
    await eraseAbandoned(context, retention, now)
    await tidyErasures(context, retention, now)
    const life = {
      photo: retention.photoHours * HOUR,
      evidence: retention.evidenceDays * DAY,
      pass: shortRetention.pass,
    }
    const older = (kind: keyof typeof life) => and(eq(blob.kind, kind), lt(blob.createdAt, now - life[kind]))
    const orphaned = and(
      eq(blob.kind, 'portrait'),
      lt(blob.createdAt, now - shortRetention.orphan),
      notExists(db.select({ id: card.id }).from(card).where(eq(card.portrait, blob.id))),
      notExists(db.select({ id: enrolment.person }).from(enrolment).where(eq(enrolment.portrait, blob.id))),
    )
    const [photos, pictures] = await db.batch([
      db
        .delete(waitingPhoto)
        .where(lt(waitingPhoto.receivedAt, now - life.photo))
        .returning({ id: waitingPhoto.vault }),
      db
        .select({ id: blob.id })
        .from(blob)
        .where(or(older('photo'), older('evidence'), older('pass'), eq(blob.kind, 'erased'), orphaned)),
      db.delete(token).where(lt(token.expiresAt, now)),
      db.delete(idToken).where(lt(idToken.expiresAt, now)),
      db.delete(challenge).where(lt(challenge.issuedAt, now - shortRetention.challenge)),
      db.delete(share).where(lt(share.expiresAt, now - retention.shareDays * DAY)),
      db.delete(shownToken).where(lt(shownToken.expiresAt, now - shortRetention.shown)),
      db.delete(pass).where(lt(pass.expiresAt, now - HOUR)),
      db.delete(presentationRequest).where(lt(presentationRequest.expiresAt, now)),
      db.delete(officialSession).where(lt(officialSession.expiresAt, now)),
      // A case that no examiner took is closed, and the card keeps its level. jobs/scheduled.ts ends overdue reviews.
      db
        .update(faceCase)
        .set(closedCase(now))
        .where(and(eq(faceCase.state, 'waiting'), lt(faceCase.openedAt, now - life.evidence))),
      db.delete(webhookEvent).where(lt(webhookEvent.receivedAt, now - shortRetention.webhookEvent)),
      db.delete(numberOutcome).where(lt(numberOutcome.at, now - retention.outcomeYears * 365 * DAY)),
      db.delete(tally).where(lt(tally.startedAt, now - budgetWindowMs)),
      // Its holder is gone, and no token with its place in the status list is valid: the place is free again.
      db
        .delete(card)
        .where(
          and(eq(card.person, ''), eq(card.status, 'revoked'), lt(card.endedAt, now - shortRetention.statusPlace)),
        ),
      db.delete(unsentMessage).where(lt(unsentMessage.unsentAt, now - shortRetention.webhookEvent)),
    ])
    return [...new Set([...photos, ...pictures].map(({ id }) => id))]
  }
