// What can be held before a camera: a photograph, a person's recorded frames, a recorded round, and the puppet that obeys.
import type { FaceEngine as PhoneEngine } from '../../../src/phone/vision/face.ts'
import { createPuppet } from '../../../src/simulator/puppet/puppet.ts'
import { stage } from '../../../src/simulator/puppet/stage.ts'
import type { FaceEngine } from '../../../src/vision/face/human.ts'
import { nearestFace } from '../../../src/vision/face/measure.ts'
import { faceSpan } from '../../../src/vision/face/mesh.ts'
import { portraitPictures } from '../../../src/vision/face/templates.ts'
import { type Pixels, shrink } from '../../../src/vision/pixels.ts'
import { type Camera, type CameraFrame, frameMs } from './play.ts'

const size = { width: 640, height: 480 }
const see = async (engine: FaceEngine, pixels: Pixels): Promise<CameraFrame> => ({
  pixels,
  faces: await engine.detect(pixels),
})

/** A photograph at arm's length in a hand that trembles: five places of it, over and over. `undefined` when it shows no face. */
export const photograph = async (engine: FaceEngine, photo: Pixels): Promise<Camera | undefined> => {
  for (const picture of portraitPictures(shrink(photo, 1280))) {
    const face = nearestFace(await engine.detect(picture))
    if (!face) continue
    const { x, y, width } = faceSpan(face.mesh)
    const seen: CameraFrame[] = []
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [-1, 0],
    ]) {
      const by = width / 200
      seen.push(await see(engine, stage(picture, { x: x + dx * by, y: y + dy * by, width }, size)))
    }
    return (_, __, atMs) => seen[Math.round(atMs / frameMs) % seen.length]
  }
}

/** Frames as they were recorded, `fps` a second; after the last one it stays. */
export const recorded = async (engine: FaceEngine, frames: readonly Pixels[], fps: number): Promise<Camera> => {
  const seen: CameraFrame[] = []
  for (const frame of frames) seen.push(await see(engine, shrink(frame, 640)))
  return (_, __, atMs) => seen[Math.min(seen.length - 1, Math.floor((atMs * fps) / 1000))]
}

/** ms that an attacker's program takes from the screen's ask to the puppet's move. */
const reactionMs = 300

/** The puppet made of a photograph, which does what the screen says; `tape` holds what the camera saw. */
export const puppet = async (
  engine: PhoneEngine,
  photo: Pixels,
): Promise<{ camera: Camera; tape: CameraFrame[] } | undefined> => {
  const made = await createPuppet(photo, { engine }).catch(() => undefined)
  if (!made) return undefined
  const tape: CameraFrame[] = []
  const camera: Camera = async (asked, sinceMs, atMs) => {
    if (sinceMs >= reactionMs) made.follow(asked)
    const seen = await see(engine, made.frame(atMs))
    tape.push(seen)
    return seen
  }
  return { camera, tape }
}

/** A round that was recorded, played again. */
export const replay =
  (tape: readonly CameraFrame[]): Camera =>
  (_, __, atMs) =>
    tape[Math.min(tape.length - 1, Math.round(atMs / frameMs))]

/** What a sensor adds to each frame, 10 grey levels at most: without it two drawn frames are so alike that no living face made them. */
export const noisy =
  (camera: Camera, random: () => number): Camera =>
  async (...asked) => {
    const { pixels, faces } = await camera(...asked)
    return { pixels: { ...pixels, data: pixels.data.map((value) => value + 20 * (random() - 0.5)) }, faces }
  }
