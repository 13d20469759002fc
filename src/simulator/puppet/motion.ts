// Moves the puppet: smoothly towards its pose, with a slight tremor. Left and right are the person's own.
import type { Ask } from '../../core/face/asks.ts'

/** Degrees as the mini-app measures them; signs as in `Pose`. `blink`: 0 open to 1 shut. */
export type PuppetPose = { yaw: number; pitch: number; blink: number }
export type PuppetAsk = 'centre' | Ask
export type Motion = { now: PuppetPose; target: PuppetPose; atMs?: number }

export const straightPose: PuppetPose = { yaw: 0, pitch: 0, blink: 0 }

/** Time constants (ms) of head and lids. */
const neckMs = 220
const lidMs = 40
/** ms between blinks, and ms shut: long enough for a phone that processes five frames a second. */
const blinkEveryMs = 1400
const blinkShutMs = 380

/** Returns the pose for an ask at `nowMs`. The person's own left is the right side of an unmirrored picture. */
export const poseFor = (ask: PuppetAsk | undefined, nowMs: number): PuppetPose => {
  if (ask === 'turnLeft') return { ...straightPose, yaw: -25 }
  if (ask === 'turnRight') return { ...straightPose, yaw: 25 }
  if (ask === 'lookUp') return { ...straightPose, pitch: -23 }
  if (ask === 'blink') return { ...straightPose, blink: nowMs % blinkEveryMs > blinkEveryMs - blinkShutMs ? 1 : 0 }
  return straightPose
}

/** Returns the motion at `nowMs`: the remaining distance shrinks by a factor of e per time constant. */
export const advanceMotion = ({ now, target, atMs = Number.NEGATIVE_INFINITY }: Motion, nowMs: number): Motion => {
  const passed = Math.max(0, nowMs - atMs)
  const towards = (from: number, to: number, constant: number) => to + (from - to) * Math.exp(-passed / constant)
  return {
    now: {
      yaw: towards(now.yaw, target.yaw, neckMs),
      pitch: towards(now.pitch, target.pitch, neckMs),
      blink: towards(now.blink, target.blink, lidMs),
    },
    target,
    atMs: nowMs,
  }
}

/** Adds a tremor, because a live head is never still: under a degree, at rates that do not repeat within a round. */
export const addTremor = (pose: PuppetPose, nowMs: number): PuppetPose => ({
  ...pose,
  yaw: pose.yaw + 0.5 * Math.sin(nowMs / 610) + 0.2 * Math.sin(nowMs / 173),
  pitch: pose.pitch + 0.4 * Math.sin(nowMs / 740 + 1) + 0.2 * Math.sin(nowMs / 211),
})
