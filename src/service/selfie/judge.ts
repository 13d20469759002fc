// Issues a selfie challenge and judges the answer by the rules of core/face. The caller decides what follows.

import { fromBase64, toBase64Url } from '../../core/base64.ts'
import { faceFromWebp } from '../../core/card/face-picture.ts'
import { stripJpegMetadata } from '../../core/card/jpeg.ts'
import type { FaceBand } from '../../core/face/bands.ts'
import type { FaceCalibration } from '../../core/face/calibration.ts'
import { type Evidence, evidenceChain, type Round } from '../../core/face/evidence.ts'
import { type FaceModelName, faceRecipes } from '../../core/face/recipes.ts'
import { riskFlagsOf } from '../../core/face/risk.ts'
import { challengeSeconds, checkSelfie, pickAsks, pickWaits, type SelfieFault } from '../../core/face/selfie.ts'
import type { SelfieRequest } from '../../core/face/selfie-request.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Challenge, PersonId, VaultId } from '../model.ts'
import { sha256, sha256Bytes, utf8 } from '../platform/codec.ts'

/** A new challenge. `steps`: the number of asks, which are revealed one by one. `expiresAt`: ms since the epoch. */
export const issueChallenge = async (
  deps: Deps,
  person: PersonId,
  withoutTurning: boolean,
): Promise<{
  nonce: string
  steps: number
  expiresAt: number
  model: FaceModelName
  calibration?: FaceCalibration
}> => {
  const issuedAt = deps.clock()
  const asks = pickAsks(deps.random(2), withoutTurning)
  const waits = pickWaits(deps.random(2 * (asks.length + 1)))
  const challenge: Challenge = { nonce: toBase64Url(deps.random(16)), person, asks, waits, commits: [], issuedAt }
  await deps.store.challenges.issue(challenge)
  const expiresAt = issuedAt + challengeSeconds * 1000
  return { nonce: challenge.nonce, steps: asks.length, expiresAt, ...deps.config.faces }
}

const rounded = (score: number) => Math.round(score * 100) / 100

/** Scores measure the similarity of two faces and identify nobody. Operators need them to see a calibration drift. */
export const scoresOf = ({ recipe, score, sameRound, centred }: SelfieRequest['match']) => ({
  recipe,
  score: rounded(score),
  sameRound: rounded(sameRound),
  centred: centred && rounded(centred.score),
  calibration: centred?.version,
})

/** Logs a refused selfie and returns the error. */
export const logRefusal = ({ log }: Deps, reason: SelfieFault, match?: SelfieRequest['match']) => {
  log('selfie_refused', { reason, ...(match && scoresOf(match)) })
  return err(reason)
}

/**
 * The portrait without metadata; undefined if any of the pictures is not exactly one valid image. Invalid pictures
 * never reach the vault, the chat, an official's screen or a recheck. Frames are kept as sent, because their hash chain
 * covers their bytes.
 */
const portraitOf = (claim: SelfieRequest): Uint8Array | undefined => {
  const portrait = stripJpegMetadata(fromBase64(claim.portrait))
  const others = [claim.card, ...claim.frames.map(({ jpeg }) => jpeg)]
  const othersValid =
    others.every((picture) => stripJpegMetadata(fromBase64(picture)).ok) && faceFromWebp(fromBase64(claim.tinyFace)).ok
  return portrait.ok && othersValid ? portrait.value : undefined
}

/** `round`: the asks and commitments of the challenge. `head`: of the hash chain over everything sent. */
type SelfieJudgement = { round: Round; head: string; band: Exclude<FaceBand, 'again'>; portrait: Uint8Array }

/** Checks that this claim answers a challenge of this person, step by step and in time, with a plausible face. */
export const judgeSelfie = async (
  deps: Deps,
  person: PersonId,
  claim: SelfieRequest,
  now: number,
): Promise<Result<SelfieJudgement, SelfieFault>> => {
  const challenge = await deps.store.challenges.use(claim.nonce, person, await sha256(JSON.stringify(claim)))
  const portrait = portraitOf(claim)
  if (!challenge || !portrait) return logRefusal(deps, 'challenge_mismatch')
  const chain = await evidenceChain(claim, sha256Bytes, fromBase64)
  const { model, calibration } = deps.config.faces
  const checked = checkSelfie(claim, challenge, chain, now, faceRecipes[model], calibration)
  if (!checked.ok) return logRefusal(deps, checked.reason, claim.match)
  const { person: _, ...round } = challenge
  return ok({ round, head: chain.head, band: checked.value, portrait })
}

/** Seals the evidence of a selfie for a recheck. */
export const keepEvidence = (
  deps: Deps,
  person: PersonId,
  claim: SelfieRequest,
  { round }: SelfieJudgement,
  now: number,
): Promise<VaultId> => {
  const { nonce: _, ...seen } = claim
  const evidence: Evidence = { ...seen, round, flags: riskFlagsOf(claim, round) }
  return deps.vault.put(person, 'evidence', utf8(JSON.stringify(evidence)), now)
}
