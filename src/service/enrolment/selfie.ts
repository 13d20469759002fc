// The selfie: a challenge given out step by step, and what came back judged by the rules of the journey.
import { faceFromWebp } from '../../core/card/face-picture.ts'
import { bareJpeg } from '../../core/card/jpeg.ts'
import type { FaceCalibration } from '../../core/journey/calibration.ts'
import type { SelfieClaim } from '../../core/journey/claims.ts'
import { chainOf, type Evidence } from '../../core/journey/evidence.ts'
import { risksOf } from '../../core/journey/risk.ts'
import {
  challengeSeconds,
  checkSelfie,
  type NextAsk,
  pickAsks,
  pickWaits,
  type SelfieFault,
  takeStep,
} from '../../core/journey/selfie.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { fromBase64, sha256Bytes, toBase64Url, utf8 } from '../codec.ts'
import type { Challenge, Deps, Enrolment, PersonId } from '../deps.ts'
import { apply, type NotApplied } from './apply.ts'

/** A fresh challenge; `steps`: how many asks there will be. What they are comes one by one. `expiresAt`: ms since the epoch. */
export const challenge = async (
  deps: Deps,
  person: PersonId,
  withoutTurning: boolean,
): Promise<{ nonce: string; steps: number; expiresAt: number; calibration?: FaceCalibration }> => {
  const issuedAt = deps.clock()
  const asks = pickAsks(deps.random(2), withoutTurning)
  const waits = pickWaits(deps.random(2 * (asks.length + 1)))
  const given: Challenge = { nonce: toBase64Url(deps.random(16)), person, asks, waits, commits: [], issuedAt }
  await deps.store.challenges.issue(given)
  const { calibration } = deps.config
  return { nonce: given.nonce, steps: asks.length, expiresAt: issuedAt + challengeSeconds * 1000, calibration }
}

const rounded = (score: number) => Math.round(score * 100) / 100
/** Scores say how near two faces were, not whose they are: what an operator needs to see a calibration drift. */
const scoresOf = ({ l2, samePerson, centred }: SelfieClaim['match']) => ({
  l2: rounded(l2),
  samePerson: rounded(samePerson),
  centred: centred && rounded(centred.score),
  calibration: centred?.version,
})

/** What the person is told: whose face it is, or that time ran out. The rest is for the log. */
const refuse = async (deps: Deps, person: PersonId, reason: SelfieFault, match?: SelfieClaim['match']) => {
  const counted = reason === 'face_unlike' || reason === 'two_people' ? reason : 'timed_out'
  await apply(deps, person, { type: 'failed', reason: counted })
  deps.log('selfie_refused', { reason, ...(match && scoresOf(match)) })
  return err(reason)
}

/** The phone binds itself to a frame and learns the next ask; whoever breaks the order has used up the challenge. */
export const selfieStep = async (
  deps: Deps,
  person: PersonId,
  step: { nonce: string; link: string },
  again = false,
): Promise<Result<NextAsk, SelfieFault>> => {
  const { nonce } = step
  const given = await deps.store.challenges.find(nonce, person)
  if (!given) return err('challenge_mismatch')
  const taken = takeStep(given, step.link, deps.clock())
  const { round } = taken.ok ? taken.value : { round: given }
  const kept = round === given || (await deps.store.challenges.commit({ ...round, person }))
  if (taken.ok && kept) return ok(taken.value.next)
  // A request that was sent twice: the other one has just been kept.
  if (taken.ok && !again) return selfieStep(deps, person, step, true)
  await deps.store.challenges.use(nonce, person)
  return refuse(deps, person, taken.ok ? 'challenge_mismatch' : taken.reason)
}

/**
 * The portrait as it may be shown; undefined when any picture is none or more than one. Those never reach the vault, the
 * chat, an official's screen or the second look; the frames stay as they were sent, for their chain is over their bytes.
 */
const portraitOf = (claim: SelfieClaim): Uint8Array | undefined => {
  const portrait = bareJpeg(fromBase64(claim.portrait))
  const others = [claim.card, ...claim.frames.map(({ jpeg }) => jpeg)]
  const real =
    others.every((picture) => bareJpeg(fromBase64(picture)).ok) && faceFromWebp(fromBase64(claim.tinyFace)).ok
  return portrait.ok && real ? portrait.value : undefined
}

/** Accepts a selfie or counts a failure; the evidence is sealed for a second look. */
export const takeSelfie = async (
  deps: Deps,
  person: PersonId,
  claim: SelfieClaim,
): Promise<Result<Enrolment, NotApplied | SelfieFault>> => {
  const now = deps.clock()
  const given = await deps.store.challenges.use(claim.nonce, person)
  const picture = portraitOf(claim)
  if (!given || !picture) return refuse(deps, person, 'challenge_mismatch')
  const chain = await chainOf(claim, sha256Bytes, fromBase64)
  const checked = checkSelfie(claim, given, chain, now, deps.config.calibration)
  if (!checked.ok) return refuse(deps, person, checked.reason, claim.match)

  const portrait = await deps.vault.put(person, 'portrait', picture, now)
  const { tinyFace, nonce: _, ...seen } = claim
  const { person: __, ...round } = given
  const kept: Evidence = { ...seen, round, flags: risksOf(claim, round) }
  const evidence = await deps.vault.put(person, 'evidence', utf8(JSON.stringify(kept)), now)
  const selfie = { portrait, tinyFace, evidence, head: chain.head, ...claim.match }
  const taken = await apply(deps, person, { type: 'facePlausible' }, { facts: (facts) => ({ ...facts, selfie }) })
  if (taken.ok) deps.log('selfie_taken', { band: checked.value, ...scoresOf(claim.match) })
  else await deps.vault.erase([portrait, evidence])
  return taken
}
