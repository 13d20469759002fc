// Judges the live camera frames of a card without a clock: one hint at a time, and when to take the photo.
import type { Pixels, Quad } from '../pixels.ts'
import { darkest, glare, sharpness } from './gates.ts'
import { laserPlace, portraitBox, wideEnough } from './layout.ts'

export type CardHint =
  | 'looking'
  | 'closer'
  | 'further'
  | 'turn_over'
  | 'hold_still'
  | 'too_dark'
  | 'glare'
  | 'capturing'

/** One camera frame's measurements. `front`, `sharp` and `noGlare` are false until a whole card is steady. */
export type CardObservation = {
  atMs: number
  frame: { width: number; height: number }
  /** Mean grey, 0 to 255, of the card, or of the frame if no card is found. */
  light: number
  quad?: Quad
  cutOff: boolean
  /** The back is wanted, but the camera shows the front: the user has to turn the card over. */
  front: boolean
  sharp: boolean
  noGlare: boolean
}
export type GuideState = { quad?: Quad; stillSince?: number }

/** Below this mean grey no card is found in a frame. A dark table is fine. */
const darkestFrame = 22
/** The guide asks for a little more than the reader, because hands move before the photo is taken. */
const wideForGuide = wideEnough * 1.02
/**
 * The long side of the card over the longest that it could be in the frame: below `smallest` too far, above `largest`
 * too near.
 */
const smallest = 0.55
const largest = 0.97
/** Corners may move by this share of the card's width between two frames, because hands tremble. */
const trembling = 0.012
/** How long all must be right, in ms. A shorter time would photograph the card while it is still being laid down. */
const stillFor = 500

const length = (quad: Quad) => Math.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1])

/** The card's long side over the longest that it could be in this frame, in its direction. */
const fill = (quad: Quad, { width, height }: CardObservation['frame']) => {
  const lying = Math.abs(quad[1][0] - quad[0][0]) >= Math.abs(quad[1][1] - quad[0][1])
  const [along, across] = lying ? [width, height] : [height, width]
  return length(quad) / Math.min(along, across * 1.586)
}

const moved = (a: Quad, b: Quad) => Math.max(...a.map(([x, y], i) => Math.hypot(x - b[i][0], y - b[i][1]))) / length(a)

const hintFor = (observation: CardObservation, still: boolean): CardHint => {
  if (observation.light < (observation.quad ? darkest : darkestFrame)) return 'too_dark'
  if (observation.cutOff) return 'further'
  if (!observation.quad) return 'looking'
  const share = fill(observation.quad, observation.frame)
  if (share > largest) return 'further'
  if (share < smallest || length(observation.quad) < wideForGuide) return 'closer'
  if (observation.front) return 'turn_over'
  if (!still) return 'hold_still'
  if (!observation.noGlare) return 'glare'
  return observation.sharp ? 'capturing' : 'hold_still'
}

/** The guide's state after one more frame. `capture` is true once all has been right for half a second. */
export const advanceGuide = (
  before: GuideState,
  observation: CardObservation,
): { watch: GuideState; hint: CardHint; capture: boolean } => {
  const still =
    before.quad !== undefined && observation.quad !== undefined && moved(before.quad, observation.quad) < trembling
  const hint = hintFor(observation, still)
  const stillSince = hint === 'capturing' ? (before.stillSince ?? observation.atMs) : undefined
  const guide: GuideState = { quad: observation.quad, stillSince }
  return { watch: guide, hint, capture: stillSince !== undefined && observation.atMs - stillSince >= stillFor }
}

/**
 * Whether the picture is sharp enough to take the photo: the measure of read.ts with a clearly higher limit. A camera
 * that never reaches the limit (an old webcam) may still give a readable picture, so after `patienceMs` a lower limit
 * applies.
 * @param front whether the card looks like a front (side.ts)
 */
export const isSharpLive = (
  [card, turned]: readonly [Pixels, Pixels],
  front: boolean,
  waitedMs: number,
  patienceMs = 5000,
): boolean => {
  const ease = waitedMs > patienceMs ? 0.4 : 1
  return front
    ? sharpness(card) > 1200 * ease
    : Math.max(sharpness(card, laserPlace.box), sharpness(turned, laserPlace.box)) > 300 * ease
}

/**
 * Whether none of 10 × 6 tiles of the card is burnt out, apart from the white paper of the portrait.
 * @param most the share of a tile that may be burnt out
 */
export const isFreeOfGlare = (card: Pixels, most = 0.5): boolean => {
  for (let i = 0; i < 60; i++) {
    const x = (i % 10) / 10
    const y = Math.floor(i / 10) / 6
    if (x + 0.1 > portraitBox[0] && y + 1 / 6 > portraitBox[2]) continue
    if (glare(card, [x, x + 0.1, y, y + 1 / 6]) > most) return false
  }
  return true
}
