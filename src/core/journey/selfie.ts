// What a selfie must show to be accepted: the server's own challenge, in order and in time, and a plausible face.
import { bandOf } from '../card/face-band.ts'
import { err, ok, type Result } from '../result.ts'
import type { Ask, SelfieClaim } from './claims.ts'

/** Seconds from the challenge to the last frame; long enough for slow hands, short enough to make forging laborious. */
export const challengeSeconds = 180
/** Frames looking straight ahead that a round must end with. */
const centredFrames = 3
/** Degrees of the real head (not Human's under-reported angle) that count as having turned or looked up. */
const turned = 12
const raised = 8

export type SelfieFault = 'challenge_expired' | 'challenge_mismatch' | 'two_people' | 'face_unlike'

type Frame = SelfieClaim['frames'][number]

/** Negative yaw is the person's own left, negative pitch is up. */
const shows: Record<Frame['ask'], (frame: Frame) => boolean> = {
  turnLeft: ({ yaw }) => yaw <= -turned,
  turnRight: ({ yaw }) => yaw >= turned,
  lookUp: ({ pitch }) => pitch <= -raised,
  blink: () => true,
  centre: ({ yaw }) => Math.abs(yaw) < turned,
}

const followed = (frames: readonly Frame[], asks: readonly Ask[]): boolean => {
  const inTime = frames.every((frame, i) => i === 0 || frame.atMs > (frames[i - 1]?.atMs ?? 0))
  const order = frames.map(({ ask }) => ask).filter((ask, i, all) => ask !== 'centre' && ask !== all[i - 1])
  const asked = asks.filter((ask, i) => ask !== asks[i - 1])
  const centred = frames.slice(-centredFrames).every(({ ask }) => ask === 'centre')
  return inTime && centred && order.join() === asked.join() && frames.every((frame) => shows[frame.ask](frame))
}

/**
 * Looks at what a phone claims about a round. A tampered phone can still invent all of it: that is why the card says `self`.
 * @param ageMs ms from the issue of the challenge until now, by the service's clock.
 */
export const checkSelfie = (claim: SelfieClaim, asks: readonly Ask[], ageMs: number): Result<void, SelfieFault> => {
  const lasted = claim.frames.at(-1)?.atMs ?? 0
  if (ageMs > challengeSeconds * 1000) return err('challenge_expired')
  if (lasted > ageMs || !followed(claim.frames, asks)) return err('challenge_mismatch')
  if (bandOf(claim.match.samePerson) === 'again') return err('two_people')
  if (bandOf(claim.match.l2) === 'again') return err('face_unlike')
  return ok(undefined)
}

/** Two different things to do, in an order unknown before; for people who cannot turn their head, a blink instead. */
export const pickAsks = (random: Uint8Array, withoutTurning: boolean): Ask[] => {
  if (withoutTurning) return ['blink']
  const rest: Ask[] = ['turnLeft', 'turnRight', 'lookUp']
  const first = rest.splice((random[0] ?? 0) % 3, 1)
  return [...first, ...rest.splice((random[1] ?? 0) % 2, 1)]
}
