// Cases for examiners: leased, examined outside the service, and judged here by the rules of core/face.

import { fromBase64 } from '../../core/base64.ts'
import { faceBudget } from '../../core/card/face-budget.ts'
import { faceFromWebp } from '../../core/card/face-picture.ts'
import { stripJpegMetadata } from '../../core/card/jpeg.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import type { RecheckRequest } from '../../core/contract/requests-officials.ts'
import type { CaseLease, RecheckCase } from '../../core/contract/responses/examiner.ts'
import type { DerivedPictures } from '../../core/face/derived-pictures.ts'
import type { Evidence } from '../../core/face/evidence.ts'
import { judgeRecheck, type RecheckOutcome } from '../../core/face/recheck.ts'
import { faceRecipes } from '../../core/face/recipes.ts'
import type { Deps } from '../deps.ts'
import type { Card, Job } from '../model.ts'
import { acceptRecoveryReport, recoveryCase, sendToOfficer } from '../pin/confirmation.ts'

/** ms of a lease: many times what a recheck takes, and short enough that a crashed examiner causes little delay. */
const leaseMs = 60_000
/** A case whose examiners crashed this many times goes to a human reviewer. */
const maxLeases = 5

/** The message to the holder: the card again if its level changed, or a sentence if a reviewer will look at it. */
const messageJobs = (outcome: RecheckOutcome): Job[] => {
  if ('level' in outcome) return [{ do: 'announce', first: 'faceRechecked' }]
  if (outcome.doubted) return [{ do: 'announce', first: 'faceDoubted' }]
  return [{ do: 'say', said: [{ say: 'sentence', sentence: 'faceInReview' }] }]
}

const logOutcome = ({ log }: Deps, outcome: RecheckOutcome) =>
  log('face_case', 'level' in outcome ? { level: outcome.level } : { reason: outcome.review, doubted: outcome.doubted })

export const leaseCase = async (deps: Deps): Promise<CaseLease> => {
  for (;;) {
    const now = deps.clock()
    const leased = await deps.store.faceCases.lease(now, now + leaseMs)
    if (!leased) return undefined
    if (leased.leases <= maxLeases) return { id: leased.id, lease: leased.lease, until: leased.until }
    if (leased.kind === 'recovery') {
      await sendToOfficer(deps, leased, leased.lease, 'could_not_look')
      continue
    }
    const outcome: RecheckOutcome = { review: 'could_not_look' }
    await deps.store.faceCases.result(leased.id, leased.lease, outcome, {}, messageJobs(outcome), now)
    logOutcome(deps, outcome)
  }
}

/** The evidence while the lease lasts. A case whose evidence was erased meanwhile is closed. */
export const leasedEvidence = async (
  deps: Deps,
  id: string,
  lease: string,
): Promise<RecheckCase | 'lease_lost' | 'evidence_gone'> => {
  const leased = await deps.store.faceCases.leased(id, lease, deps.clock())
  if (!leased) return 'lease_lost'
  if (leased.kind === 'recovery') {
    const given = await recoveryCase(deps, leased)
    if (!given) await sendToOfficer(deps, leased, lease, 'could_not_look')
    return given ?? 'evidence_gone'
  }
  const [bytes, { facts }, card] = await Promise.all([
    deps.vault.get(leased.person, leased.evidence),
    deps.store.enrolments.load(leased.person, deps.clock()),
    deps.store.cards.of(leased.person),
  ])
  if (!bytes) {
    await deps.store.faceCases.close(id, deps.clock())
    return 'evidence_gone'
  }
  const head = facts.selfie?.evidence === leased.evidence ? facts.selfie.head : undefined
  const evidence = JSON.parse(new TextDecoder().decode(bytes)) as Evidence
  return { evidence, head, faceBytes: await faceBytesOf(deps, card), ...deps.config.faces }
}

/** Bytes that the names on the card leave for the face in its QR code; undefined for a card that is gone. */
const faceBytesOf = async ({ config, clock }: Deps, card?: Card): Promise<number | undefined> =>
  card && faceBudget(card.data, config.origin, bangkokDay(clock()))

/** The pictures in a report, each exactly one valid picture that fits the card; undefined if one is not. */
const picturesOf = (
  given: DerivedPictures,
  faceBytes: number,
): { portrait: Uint8Array; tinyFace: string } | undefined => {
  const portrait = stripJpegMetadata(fromBase64(given.portrait))
  const face = faceFromWebp(fromBase64(given.tinyFace))
  const fits = portrait.ok && face.ok && face.value.length <= faceBytes
  return fits ? { portrait: portrait.value, tinyFace: given.tinyFace } : undefined
}

/**
 * Judges a report. The pictures that it brings replace the phone's in the write that records the outcome. `lease_lost` if
 * the lease has ended, or if the deployment now compares faces by another model: the case is then leased again.
 */
export const acceptReport = async (
  deps: Deps,
  id: string,
  { lease, report, pictures: given }: RecheckRequest,
): Promise<'lease_lost' | 'not_a_picture' | undefined> => {
  const { model, calibration } = deps.config.faces
  const recipe = faceRecipes[model]
  if (report.recipe !== recipe.id) return 'lease_lost'
  const leased = await deps.store.faceCases.leased(id, lease, deps.clock())
  if (leased?.kind === 'recovery')
    return (await acceptRecoveryReport(deps, leased, lease, report)) ? undefined : 'lease_lost'
  const [recheckCase, card] = await Promise.all([
    leasedEvidence(deps, id, lease),
    leased && deps.store.cards.of(leased.person),
  ])
  const faceBytes = await faceBytesOf(deps, card)
  const found = given && faceBytes !== undefined ? picturesOf(given, faceBytes) : undefined
  if (given && faceBytes !== undefined && !found) return 'not_a_picture'
  const flags = typeof recheckCase === 'string' ? [] : recheckCase.evidence.flags
  const judged = judgeRecheck(report, flags, recipe, calibration)
  const pictures = card &&
    found && {
      portrait: await deps.vault.put(card.person, 'portrait', found.portrait, deps.clock()),
      tinyFace: found.tinyFace,
      replaced: card.portrait,
    }
  // A match without pictures raises nothing: it comes from an examiner that knows no better.
  const outcome: RecheckOutcome = 'level' in judged && !pictures ? { review: 'could_not_look' } : judged
  const jobs = messageJobs(outcome)
  const written = await deps.store.faceCases.result(id, lease, outcome, { report, pictures }, jobs, deps.clock())
  if (pictures) await deps.vault.erase([written === 'replaced' ? pictures.replaced : pictures.portrait])
  if (written === 'written' || written === 'replaced') logOutcome(deps, outcome)
  return written === 'lost' ? 'lease_lost' : undefined
}
