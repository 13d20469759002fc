// A person's look at a case: what a reviewer sees, and what follows from a yes, a no and a not sure.
import type { Viewer } from '../../core/inspection/looks.ts'
import type { Evidence } from '../../core/journey/evidence.ts'
import type { LookReport, ReviewReason, ReviewVerdict } from '../../core/journey/second-look.ts'
import type { Deps, Intent, Reviewer } from '../deps.ts'
import type { CaseInReview } from './ports.ts'

export type ReviewCase = {
  id: string
  reason: ReviewReason
  openedAt: number
  /** JPEG, base64: the card's portrait, and the best frame of the selfie. */
  card: string
  selfie: string
  /** As the phone said, in real degrees. */
  angles: { ask: string; yaw: number; pitch: number }[]
  /** What the machine found, where it came to look. */
  report?: Pick<LookReport, 'samePerson' | 'portrait' | 'card' | 'centred'>
  flags: string[]
}
export type ReviewRefusal = 'no_such_case' | 'own_case' | 'evidence_gone'

/** Nobody judges their own face. */
const isOwn = async ({ store }: Deps, { person }: CaseInReview, { line }: Reviewer) =>
  (await store.people.lineUserId(person)) === line

const reviewable = async (deps: Deps, id: string, reviewer: Reviewer): Promise<CaseInReview | ReviewRefusal> => {
  const found = await deps.store.faceReviews.find(id, reviewer.subject)
  if (!found) return 'no_such_case'
  return (await isOwn(deps, found, reviewer)) ? 'own_case' : found
}

/** The holder's log has the look before the reviewer has the pictures. */
export const openForReview = async (
  deps: Deps,
  id: string,
  by: Viewer,
  reviewer: Reviewer,
): Promise<ReviewCase | ReviewRefusal> => {
  const found = await reviewable(deps, id, reviewer)
  if (typeof found === 'string') return found
  const bytes = await deps.vault.get(found.person, found.evidence)
  if (!bytes) {
    await deps.store.faceCases.close(id, deps.clock())
    return 'evidence_gone'
  }
  const look = { at: deps.clock(), via: 'review', by, scope: 'face', result: 'seen' } as const
  await deps.store.faceReviews.seen(found, reviewer.subject, look)
  const { card, portrait, frames, flags } = JSON.parse(new TextDecoder().decode(bytes)) as Evidence
  const { reason, openedAt, report } = found
  return {
    ...{ id, reason, openedAt, card, selfie: portrait },
    angles: frames.map(({ ask, yaw, pitch }) => ({ ask, yaw: Math.round(yaw), pitch: Math.round(pitch) })),
    ...(report && {
      report: {
        samePerson: report.samePerson,
        portrait: report.portrait,
        card: report.card,
        centred: report.centred,
      },
    }),
    flags: [...flags, ...(report?.flags ?? [])],
  }
}

const said: Record<ReviewVerdict, Intent[]> = {
  yes: [{ do: 'announce', first: 'faceReviewed' }],
  no: [{ do: 'say', said: [{ say: 'sentence', sentence: 'faceRefused' }] }],
  unsure: [],
}

export const judgeCase = async (
  deps: Deps,
  id: string,
  by: Viewer,
  reviewer: Reviewer,
  word: { said: ReviewVerdict; why: string },
): Promise<ReviewRefusal | 'judged_already' | undefined> => {
  const found = await reviewable(deps, id, reviewer)
  if (typeof found === 'string') return found
  const review = { by, ...word, at: deps.clock() }
  const taken = await deps.store.faceReviews.judge(id, reviewer.subject, review, said[word.said])
  if (!taken) return 'judged_already'
  deps.log('face_reviewed', { said: word.said })
  return undefined
}
