// What a phone sends as a selfie: frames, their measurements and the pictures. The service checks all of it again.
import * as v from 'valibot'
import { asks } from './asks.ts'
import { centredFaces, faceScore, recipeId } from './calibration.ts'

const base64 = (mostBytes: number) => v.pipe(v.string(), v.base64(), v.maxLength(Math.ceil((mostBytes * 4) / 3) + 4))
const trimmed = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most))

/** SHA-256, hex: one link of the chain over a round (evidence.ts). */
export const chainLink = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** Angles in degrees of the real head, times in ms since the round began, scores 0–1; pictures are JPEG in base64. */
const frame = v.object({
  ask: v.picklist(['centre', ...asks]),
  atMs: v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)),
  yaw: v.number(),
  pitch: v.number(),
  roll: v.number(),
  score: v.number(),
  live: v.number(),
  jpeg: base64(80_000),
})
/** What the browser says of its camera; anything may be missing, and missing is noted. Never a device's id. */
const camera = v.object({
  label: v.pipe(v.string(), v.maxLength(200)),
  settings: v.object({
    width: v.optional(v.number()),
    height: v.optional(v.number()),
    frameRate: v.optional(v.number()),
    facingMode: v.optional(trimmed(20)),
  }),
})
export const selfieRequest = v.object({
  nonce: trimmed(64),
  camera,
  frames: v.pipe(v.array(frame), v.minLength(5), v.maxLength(12)),
  /** The portrait cut from the card, JPEG: the comparison can be repeated only with it. */
  card: base64(60_000),
  /** The last link of the chain over nonce, frames, card, portrait and small face: evidence.ts. */
  head: chainLink,
  /**
   * By `recipe`; larger is nearer. `score`: the frames straight ahead against the portrait of the card. `sameRound`: how much
   * the frames of the round show one person. `centred`: by our calibration.
   */
  match: v.object({
    recipe: recipeId,
    score: faceScore,
    sameRound: faceScore,
    centred: v.optional(centredFaces),
  }),
  /** The picture that the user confirmed: JPEG 4:5 for the card in the chat … */
  portrait: base64(200_000),
  /** … and 64×80 grey WebP for the QR. */
  tinyFace: base64(1200),
})
export type SelfieRequest = v.InferOutput<typeof selfieRequest>
