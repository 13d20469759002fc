// Fake cameras: a photograph, a person's recorded frames, a recorded round, and a puppet that follows the asks.
import { createPuppet, type PuppetEyes } from '../../../src/simulator/puppet/puppet.ts'
import { stage } from '../../../src/simulator/puppet/stage.ts'
import type { FaceEngine } from '../../../src/vision/face/human.ts'
import { nearestFace } from '../../../src/vision/face/measure.ts'
import { faceSpan } from '../../../src/vision/face/mesh.ts'
import { portraitPictures } from '../../../src/vision/face/templates.ts'
import { type Pixels, shrink } from '../../../src/vision/pixels.ts'
import { type Camera, type CameraFrame, frameMs } from './play.ts'

const size = { width: 640, height: 480 }
const frameFrom = async (engine: Pick<FaceEngine, 'detect'>, pixels: Pixels): Promise<CameraFrame> => ({
  pixels,
  faces: await engine.detect(pixels),
})

/**
 * A photograph at arm's length in a trembling hand: five positions in a loop.
 * Undefined when the photograph shows no face.
 */
export const photograph = async (engine: FaceEngine, photo: Pixels): Promise<Camera | undefined> => {
  for (const picture of portraitPictures(shrink(photo, 1280))) {
    const face = nearestFace(await engine.detect(picture))
    if (!face) continue
    const { x, y, width } = faceSpan(face.mesh)
    const frames: CameraFrame[] = []
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [-1, 0],
    ]) {
      const by = width / 200
      frames.push(await frameFrom(engine, stage(picture, { x: x + dx * by, y: y + dy * by, width }, size)))
    }
    return (_, __, atMs) => frames[Math.round(atMs / frameMs) % frames.length]
  }
}

/** Recorded frames, `fps` a second. The camera stays on the last frame. */
export const recorded = async (engine: FaceEngine, pictures: readonly Pixels[], fps: number): Promise<Camera> => {
  const frames: CameraFrame[] = []
  for (const picture of pictures) frames.push(await frameFrom(engine, shrink(picture, 640)))
  return (_, __, atMs) => frames[Math.min(frames.length - 1, Math.floor((atMs * fps) / 1000))]
}

/** Time (ms) that an attacker's program takes from the screen's ask to the puppet's move. */
const reactionMs = 300

/** A puppet made from a photograph, which follows the asks. `tape`: the frames that the camera delivered. */
export const puppet = async (
  engine: PuppetEyes,
  photo: Pixels,
): Promise<{ camera: Camera; tape: CameraFrame[] } | undefined> => {
  const made = await createPuppet(photo, { engine }).catch(() => undefined)
  if (!made) return undefined
  const tape: CameraFrame[] = []
  const camera: Camera = async (asked, sinceMs, atMs) => {
    if (sinceMs >= reactionMs) made.follow(asked)
    const frame = await frameFrom(engine, made.frame(atMs))
    tape.push(frame)
    return frame
  }
  return { camera, tape }
}

/** Replays a recorded round. */
export const replay =
  (tape: readonly CameraFrame[]): Camera =>
  (_, __, atMs) =>
    tape[Math.min(tape.length - 1, Math.round(atMs / frameMs))]

/**
 * Adds a sensor's noise to each frame, 10 grey levels at most. Without noise two drawn frames are more alike than
 * frames of a living face can be.
 */
export const noisy =
  (camera: Camera, random: () => number): Camera =>
  async (...request) => {
    const { pixels, faces } = await camera(...request)
    return { pixels: { ...pixels, data: pixels.data.map((value) => value + 20 * (random() - 0.5)) }, faces }
  }
