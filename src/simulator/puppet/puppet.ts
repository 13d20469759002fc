// Animates a still face so that it passes as live. It is a working injection attack from one photo: for simulator and
// tests only.
import { type EngineOptions, type FaceEngine, openFaceEngine } from '../../phone/vision/face.ts'
import { nearestFace } from '../../vision/face/measure.ts'
import { faceSpan } from '../../vision/face/mesh.ts'
import { enlarge } from '../../vision/face/sampling.ts'
import type { Pixels } from '../../vision/pixels.ts'
import { commandFor, type Pair } from './calibrate.ts'
import { buildHead, type Command, turnHead } from './head.ts'
import {
  addTremor,
  advanceMotion,
  type Motion,
  type PuppetAsk,
  type PuppetPose,
  poseFor,
  straightPose,
} from './motion.ts'
import { raster } from './raster.ts'
import { pixelsOf } from './samples.ts'
import { stage } from './stage.ts'

export type Puppet = {
  width: number
  height: number
  /** Moves to a pose (in measured degrees) and keeps it. */
  pose(target: PuppetPose): void
  /** Follows an ask, the value of the mini-app's `data-ask`. Without an ask the puppet looks straight ahead. */
  follow(ask: PuppetAsk | undefined): void
  /** Returns the camera's frame at `nowMs`, by a monotonic clock. */
  frame(nowMs: number): Pixels
}
/** What a puppet is made with: whose faces are found, and the triangles between their points. */
export type PuppetEyes = Pick<FaceEngine, 'detect' | 'triangles'>
export type PuppetOptions = EngineOptions & { width?: number; height?: number; engine?: PuppetEyes }

const yawCommands = [-45, -34, -23, -11, 0, 11, 23, 34, 45]
const pitchCommands = [-46, -36, -27, -18, -9, 0, 10]
/** Stills are scaled to this width (px) before face detection. */
const stillWidth = 420

/** The models beside this script. Inside the mini-app that is the simulator's origin, not the service's. */
const ownModels = () => new URL(__MODELS__, import.meta.url).href

/**
 * Rejects if the still shows no face or the models cannot be loaded. Takes about a second: one mesh, 16 frames to
 * calibrate.
 */
export const createPuppet = async (source: ImageBitmap | Pixels, options: PuppetOptions = {}): Promise<Puppet> => {
  const { width = 640, height = 480 } = options
  const engine = options.engine ?? (await openFaceEngine({ models: ownModels(), ...options }))
  const still = enlarge('data' in source ? source : pixelsOf(source), stillWidth)
  const found = nearestFace(await engine.detect(still))
  if (!found) throw new Error('the still shows no face')
  const scene = stage(still, faceSpan(found.mesh), { width, height })
  const face = nearestFace(await engine.detect(scene, { eyes: true }))
  if (!face) throw new Error('the still shows no face on stage')
  const head = buildHead(face.mesh, engine.triangles)
  const draw = (command: Command): Pixels => raster(scene, head.points, turnHead(head, command), head.triangles)

  const measured = async (axis: 'yaw' | 'pitch', commands: readonly number[]): Promise<Pair[]> => {
    const pairs: Pair[] = []
    for (const command of commands) {
      const seen = nearestFace(await engine.detect(draw({ yaw: 0, pitch: 0, blink: 0, [axis]: command })))
      if (seen) pairs.push([command, seen[axis]])
    }
    return pairs
  }
  const yaw = await measured('yaw', yawCommands)
  const pitch = await measured('pitch', pitchCommands)

  let motion: Motion = { now: straightPose, target: straightPose }
  let asked: PuppetAsk | undefined
  let posed: PuppetPose | undefined
  return {
    width,
    height,
    pose: (target) => {
      posed = target
    },
    follow: (ask) => {
      asked = ask
      posed = undefined
    },
    frame: (nowMs) => {
      motion = advanceMotion({ ...motion, target: posed ?? poseFor(asked, nowMs) }, nowMs)
      const at = addTremor(motion.now, nowMs)
      return draw({ yaw: commandFor(yaw, at.yaw), pitch: commandFor(pitch, at.pitch), blink: at.blink })
    },
  }
}
