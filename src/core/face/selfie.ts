// What a selfie must show to be accepted: the server's own challenge, in order and in time, and a plausible face.

import { err, ok, type Result } from '../result.ts'
import type { Ask } from './asks.ts'
import { type FaceBand, type FaceBands, isNearly, isSameRound, judgeFaces } from './bands.ts'
import type { EvidenceFrame, Round } from './evidence.ts'
import type { FaceRecipe } from './recipes.ts'
import type { SelfieRequest } from './selfie-request.ts'

/** Seconds from the challenge to the last frame; long enough for slow hands, short enough to make forging laborious. */
export const challengeSeconds = 180
/** Frames looking straight ahead that a round must end with. */
const centredFrames = 3
/** Degrees from the person's own straight look that count as turned or looked up. */
const turned = 12
const raised = 8
/** The first frame is the person's own centre; beyond this many degrees it is not frontal. */
const ownCentre = { yaw: 20, pitch: 25 }

/** ms of pause before an ask: long enough to hide a round trip, short enough that three of them fit into six seconds. */
const wait = { least: 200, most: 600 }
/** ms that a person may take for one ask; the phone has the same limit. */
const askMs = 8_000
/** ms by which a slow connection may shift the times that the service sees. */
const lineMs = 6_000

export type SelfieFault = 'challenge_expired' | 'challenge_mismatch' | 'two_people' | 'face_unlike' | 'face_nearly'
/** What the phone shows next, `afterMs` from now. */
export type ChallengeStep = { ask: 'centre' | Ask; afterMs: number }

/** Two different asks in random order; a blink for people who cannot turn their head. */
export const pickAsks = (random: Uint8Array, withoutTurning: boolean): Ask[] => {
  if (withoutTurning) return ['blink']
  const rest: Ask[] = ['turnLeft', 'turnRight', 'lookUp']
  const first = rest.splice((random[0] ?? 0) % 3, 1)
  return [...first, ...rest.splice((random[1] ?? 0) % 2, 1)]
}

/** A pause before each ask, and before the last look ahead; two random bytes each. */
export const pickWaits = (random: Uint8Array): number[] =>
  Array.from({ length: random.length >> 1 }, (_, i) => {
    const drawn = ((random[2 * i] ?? 0) << 8) | (random[2 * i + 1] ?? 0)
    return wait.least + (drawn % (wait.most - wait.least + 1))
  })

const nextOf = ({ asks, waits }: Round, told: number): ChallengeStep => ({
  ask: asks[told - 1] ?? 'centre',
  afterMs: waits[told - 1] ?? 0,
})

/**
 * Takes the next link of a running round and gives out the next ask: a phone learns what is asked only after it has
 * bound itself to the frame before. The same link again (after a lost answer) gets the same answer.
 * @param now ms since the epoch.
 */
export const recordChallengeStep = (
  round: Round,
  link: string,
  now: number,
): Result<{ round: Round; next: ChallengeStep }, SelfieFault> => {
  const { commits, asks, waits, issuedAt } = round
  const told = commits.length
  const last = commits[told - 1]
  if (last?.link === link) return ok({ round, next: nextOf(round, told) })
  if (now - issuedAt > challengeSeconds * 1000) return err('challenge_expired')
  if (told > asks.length) return err('challenge_mismatch')
  if (last) {
    const askedAt = last.at + (waits[told - 1] ?? 0)
    if (now < askedAt) return err('challenge_mismatch')
    if (now > askedAt + askMs + lineMs) return err('challenge_expired')
  }
  const taken = { ...round, commits: [...commits, { link, at: now }] }
  return ok({ round: taken, next: nextOf(taken, told + 1) })
}

/** Negative yaw is the person's own left, negative pitch is up; both from the person's own centre. */
const shows: Record<EvidenceFrame['ask'], (yaw: number, pitch: number) => boolean> = {
  turnLeft: (yaw) => yaw <= -turned,
  turnRight: (yaw) => yaw >= turned,
  lookUp: (_, pitch) => pitch <= -raised,
  blink: () => true,
  centre: (yaw) => Math.abs(yaw) < turned,
}

/** Whether the angles show what was asked, as far as angles can. The recheck applies it to its own measurements. */
export const posesFollow = (frames: readonly Pick<EvidenceFrame, 'ask' | 'yaw' | 'pitch'>[]): boolean => {
  const [own] = frames
  if (!own || !(Math.abs(own.yaw) < ownCentre.yaw && Math.abs(own.pitch) < ownCentre.pitch)) return false
  return frames.every(({ ask, yaw, pitch }) => shows[ask](yaw - own.yaw, pitch - own.pitch))
}

/** The person's centre, each ask once and in order, then the last look ahead. */
const inOrder = (frames: readonly EvidenceFrame[], asks: readonly Ask[]): boolean => {
  const wanted = ['centre', ...asks, ...Array.from({ length: frames.length - asks.length - 1 }, () => 'centre')]
  return frames.length >= 1 + asks.length + centredFrames && frames.every(({ ask }, i) => ask === wanted[i])
}

/** Each frame is later than the one before, and no ask is answered before it was made. */
const inTime = (frames: readonly EvidenceFrame[], { asks, waits }: Round): boolean =>
  frames.every(({ atMs }, i) => {
    const before = frames[i - 1]
    if (!before) return true
    const waited = i <= asks.length + 1 ? (waits[i - 1] ?? 0) : 0
    return atMs > before.atMs && atMs - before.atMs >= waited
  })

/** The largest difference in ms between the phone's times and the service's, both counted from the first frame. */
export const skewMs = (frames: readonly EvidenceFrame[], { commits }: Round): number =>
  Math.max(
    ...commits.map(({ at }, i) =>
      Math.abs(at - (commits[0]?.at ?? 0) - ((frames[i]?.atMs ?? 0) - (frames[0]?.atMs ?? 0))),
    ),
  )

/** Every frame up to the last ask is the one that the phone reported while the round ran. */
const committed = (links: readonly string[], { asks, commits }: Round): boolean =>
  commits.length === asks.length + 1 && commits.every(({ link }, i) => link === links[i])

/** What a person is told of faces that are not near enough; undefined where they are. Phone and service say the same. */
export const faultOfFaces = (
  match: SelfieRequest['match'],
  recipe: FaceRecipe,
  bands?: FaceBands,
): 'two_people' | 'face_unlike' | 'face_nearly' | undefined => {
  if (!isSameRound(match.sameRound, recipe)) return 'two_people'
  if (judgeFaces(match, recipe, bands) !== 'again') return undefined
  return isNearly(match.score, recipe) ? 'face_nearly' : 'face_unlike'
}

/**
 * Checks what a phone claims about a round. A tampered phone can still invent all of it, so the card says `self`.
 * @param chain recomputed from the claim: `evidenceChain`. @param now ms since the epoch, by the service's clock.
 * @param recipe by which the deployment compares. A claim by another one comes from a page that was opened before a change.
 * @param bands of the deployment's own calibration; without it nothing is a match.
 */
export const checkSelfie = (
  claim: SelfieRequest,
  round: Round,
  chain: { links: readonly string[]; head: string },
  now: number,
  recipe: FaceRecipe,
  bands?: FaceBands,
): Result<Exclude<FaceBand, 'again'>, SelfieFault> => {
  const { frames, match } = claim
  if (now - round.issuedAt > challengeSeconds * 1000) return err('challenge_expired')
  const lasted = (frames.at(-1)?.atMs ?? 0) - (frames[0]?.atMs ?? 0)
  const fits =
    committed(chain.links, round) &&
    chain.head === claim.head &&
    inOrder(frames, round.asks) &&
    inTime(frames, round) &&
    skewMs(frames, round) <= lineMs &&
    lasted <= now - (round.commits[0]?.at ?? now) + lineMs &&
    new Set(frames.map(({ jpeg }) => jpeg)).size === frames.length &&
    posesFollow(frames)
  if (!fits) return err('challenge_mismatch')
  if (match.recipe !== recipe.id) return err('challenge_expired')
  const fault = faultOfFaces(match, recipe, bands)
  if (fault) return err(fault)
  return ok(judgeFaces(match, recipe, bands) === 'match' ? 'match' : 'plausible')
}
