// Cases about a forgotten PIN: who confirms the holder, and what the holder is told.
// Decision 104: examiner or reviewer by the enrolled pictures, else an officer; the phone's word alone ends nothing.
import { toBase64 } from '../../core/base64.ts'
import type { RecheckCase } from '../../core/contract/responses/examiner.ts'
import type { Evidence } from '../../core/face/evidence.ts'
import type { RecheckReport, ReviewReason } from '../../core/face/recheck.ts'
import { faceRecipes } from '../../core/face/recipes.ts'
import { judgeRecovery, type RecoveryJudgement } from '../../core/face/recovery-check.ts'
import { pinRecoveryView } from '../../core/pin/recovery.ts'
import { promisedRetention } from '../../core/retention.ts'
import type { Deps } from '../deps.ts'
import type { Card, Job, PersonId } from '../model.ts'
import { freeHelpCode } from '../platform/free-code.ts'
import type { FaceCase } from '../ports/face-review.ts'

const DAY = 86_400_000

/** The message that sends the holder to an officer. */
export const officerJobs = (code: string): Job[] => [
  { do: 'say', said: [{ say: 'help', code, reason: 'pin_forgotten' }] },
]

/** What the holder is told of a confirmation: that the wait goes on, or that it is over. */
export const confirmedJobs = async ({ store, clock }: Deps, person: PersonId): Promise<Job[]> => {
  const { at } = await store.pinRecoveries.of(person)
  return clock() < at.until
    ? [{ do: 'say', said: [{ say: 'sentence', sentence: 'newPinConfirmed' }] }]
    : [{ do: 'sayNewPinReady', notBefore: at.until }]
}

/** Whether the recovery that the case is about still waits. */
export const stillWaits = async (
  { store, clock }: Deps,
  { person, evidence }: Pick<FaceCase, 'person' | 'evidence'>,
): Promise<boolean> => {
  const recovery = await store.pinRecoveries.of(person)
  const view = pinRecoveryView(recovery.at, clock())
  return recovery.evidence === evidence && view !== undefined && view.state !== 'stopped'
}

const evidenceOf = async (deps: Deps, person: PersonId, id: string): Promise<Evidence | undefined> => {
  const bytes = await deps.vault.get(person, id)
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Evidence)
}

/** The pictures of the enrolment; undefined if the evidence is erased: then only an officer can compare. */
export const enrolledPictures = async (
  deps: Deps,
  card: Pick<Card, 'person' | 'portrait'>,
): Promise<NonNullable<RecheckCase['enrolled']> | undefined> => {
  const { facts } = await deps.store.enrolments.load(card.person, deps.clock())
  if (!facts.selfie) return undefined
  const [evidence, portrait] = await Promise.all([
    evidenceOf(deps, card.person, facts.selfie.evidence),
    deps.vault.get(card.person, card.portrait),
  ])
  return evidence && portrait && { card: evidence.card, portrait: toBase64(portrait) }
}

/** Whether anybody but an officer can compare a new face: there is an examiner, and pictures to compare with. */
export const comparesFaces = async (deps: Deps, card: Card): Promise<boolean> =>
  deps.config.examinerSecret !== undefined && (await enrolledPictures(deps, card)) !== undefined

/**
 * The same without reading a picture, for what a page offers; the evidence may be gone earlier than promised. A card from
 * the counter has no evidence of a face to compare with.
 */
export const offersFace = (
  { config, clock }: Pick<Deps, 'config' | 'clock'>,
  { issuedAt, pictures }: Pick<Card, 'issuedAt' | 'pictures'>,
) =>
  config.examinerSecret !== undefined &&
  pictures !== 'officer' &&
  clock() < issuedAt + promisedRetention.evidenceDays * DAY

/** What an examiner gets of a recovery; undefined if the pictures are erased. */
export const recoveryCase = async (deps: Deps, leased: FaceCase): Promise<RecheckCase | undefined> => {
  const card = await deps.store.cards.of(leased.person)
  const [evidence, enrolled] = await Promise.all([
    evidenceOf(deps, leased.person, leased.evidence),
    card && enrolledPictures(deps, card),
  ])
  return evidence && enrolled && { evidence, head: leased.head, enrolled, ...deps.config.faces }
}

type Decided = Pick<FaceCase, 'id' | 'person'>

const settle = async (
  deps: Deps,
  { id, person }: Decided,
  lease: string,
  judgement: RecoveryJudgement,
  report?: RecheckReport,
): Promise<boolean> => {
  const now = deps.clock()
  const { recoveryResult } = deps.store.faceCases
  if ('officer' in judgement) {
    const code = await freeHelpCode(deps)
    const outcome = { visit: code, reason: judgement.officer }
    return recoveryResult(id, lease, outcome, report, officerJobs(code), now)
  }
  const jobs = 'confirmed' in judgement ? await confirmedJobs(deps, person) : []
  return recoveryResult(id, lease, judgement, report, jobs, now)
}

/** Ends a case that no examiner can decide: an officer does. */
export const sendToOfficer = (deps: Deps, of: Decided, lease: string, reason: ReviewReason): Promise<boolean> =>
  settle(deps, of, lease, { officer: reason })

/** Judges a report on a recovery. As `acceptReport`. */
export const acceptRecoveryReport = async (
  deps: Deps,
  leased: FaceCase,
  lease: string,
  report: RecheckReport,
): Promise<boolean> => {
  const { model, calibration } = deps.config.faces
  const given = await recoveryCase(deps, leased)
  const judgement: RecoveryJudgement = given
    ? judgeRecovery(report, given.evidence.flags, faceRecipes[model], calibration)
    : { officer: 'could_not_look' }
  const recorded = await settle(deps, leased, lease, judgement, report)
  if (recorded) deps.log('new_pin_face', judgement)
  return recorded
}

/**
 * At the end of the cooldown: true if a new PIN may be chosen. A holder whom nobody has confirmed by then is sent to an
 * officer.
 */
export const endCooldown = async (deps: Deps, person: PersonId): Promise<boolean> => {
  const view = pinRecoveryView((await deps.store.pinRecoveries.of(person)).at, deps.clock())
  if (view?.state === 'unconfirmed') {
    const code = await freeHelpCode(deps)
    await deps.store.faceCases.inviteForNewPin(person, code, officerJobs(code))
  }
  return view?.state === 'ready'
}
