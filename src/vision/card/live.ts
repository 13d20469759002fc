// The live guide's judgement: one look at the camera after another, one hint at a time, and when to press the button.
// Pure: every look carries its time.
import type { Pixels, Quad } from '../pixels.ts'
import { glare, sharpness } from './gates.ts'
import { laserPlace, portraitBox } from './layout.ts'

export type CardHint =
  | 'looking'
  | 'closer'
  | 'further'
  | 'turn_over'
  | 'hold_still'
  | 'too_dark'
  | 'glare'
  | 'capturing'

/** One look. `front`, `sharp` and `noGlare` are measured only once a whole card lies still; false before that. */
export type CardObservation = {
  atMs: number
  frame: { width: number; height: number }
  /** Mean grey, 0 to 255: of the card, or of the frame as long as there is none. */
  light: number
  quad?: Quad
  cutOff: boolean
  /** The back is wanted, and this is the front: it lies there until somebody turns it over. */
  front: boolean
  sharp: boolean
  noGlare: boolean
}
export type GuideState = { quad?: Quad; stillSince?: number }

/** A card darker than this drowns in noise; in a frame darker than this nothing can be found. A dark table is fine. */
const darkest = { card: 60, frame: 22 }
/** Long side of the card over the longer side of the frame it could fill. */
const smallest = 0.55
const largest = 0.97
/** Corners may wander by this share of the card's width between looks, the trembling of a hand. */
const tremble = 0.012
/** How long everything must be right, in ms: shorter catches the card while it is still being laid down. */
const stillFor = 500

const length = (quad: Quad) => Math.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1])

/** How far the card could reach in this frame: its long side against the side of the frame that it lies along. */
const reach = (quad: Quad, { width, height }: CardObservation['frame']) => {
  const lies = Math.abs(quad[1][0] - quad[0][0]) >= Math.abs(quad[1][1] - quad[0][1])
  const [along, across] = lies ? [width, height] : [height, width]
  return length(quad) / Math.min(along, across * 1.586)
}

const moved = (a: Quad, b: Quad) => Math.max(...a.map(([x, y], i) => Math.hypot(x - b[i][0], y - b[i][1]))) / length(a)

const hintFor = (look: CardObservation, still: boolean): CardHint => {
  if (look.light < (look.quad ? darkest.card : darkest.frame)) return 'too_dark'
  if (look.cutOff) return 'further'
  if (!look.quad) return 'looking'
  const share = reach(look.quad, look.frame)
  if (share < smallest) return 'closer'
  if (share > largest) return 'further'
  if (look.front) return 'turn_over'
  if (!still) return 'hold_still'
  if (!look.noGlare) return 'glare'
  return look.sharp ? 'capturing' : 'hold_still'
}

/** Takes one look into account. `capture` turns true once all has been right for half a second. */
export const advanceGuide = (
  before: GuideState,
  look: CardObservation,
): { watch: GuideState; hint: CardHint; capture: boolean } => {
  const still = before.quad !== undefined && look.quad !== undefined && moved(before.quad, look.quad) < tremble
  const hint = hintFor(look, still)
  const stillSince = hint === 'capturing' ? (before.stillSince ?? look.atMs) : undefined
  const guide: GuideState = { quad: look.quad, stillSince }
  return { watch: guide, hint, capture: stillSince !== undefined && look.atMs - stillSince >= stillFor }
}

/**
 * Sharp enough to press the button, by the same measure as the gate of read.ts but clearly above it. A camera that never
 * gets there (an old webcam) may still deliver a picture that can be read, so after `patienceMs` the gate itself will do.
 * @param front whether it looks like one (side.ts)
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

/** No burnt-out spot anywhere on the card but on the white paper of the portrait: looked for in 10 × 6 tiles. */
export const isFreeOfGlare = (card: Pixels): boolean => {
  for (let i = 0; i < 60; i++) {
    const x = (i % 10) / 10
    const y = Math.floor(i / 10) / 6
    if (x + 0.1 > portraitBox[0] && y + 1 / 6 > portraitBox[2]) continue
    if (glare(card, [x, x + 0.1, y, y + 1 / 6]) > 0.5) return false
  }
  return true
}
