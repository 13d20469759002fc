// How the puppet moves: towards its pose with a neck's ease, never quite still, in the person's own left and right.
import type { Ask } from '../../core/face/asks.ts'

/** Real degrees as the mini-app measures them; signs as in `Pose`. `blink`: 0 open to 1 shut. */
export type PuppetPose = { yaw: number; pitch: number; blink: number }
export type PuppetAsk = 'centre' | Ask
export type Motion = { now: PuppetPose; target: PuppetPose; atMs?: number }

export const straightPose: PuppetPose = { yaw: 0, pitch: 0, blink: 0 }

/** Time constants (ms) of head and lids. */
const neckMs = 220
const lidMs = 40
/** A blink every so often (ms), shut for so long (ms): slow enough for a phone that sees five frames a second. */
const blinkEveryMs = 1400
const blinkShutMs = 380

/** The pose for what the mini-app asks at `nowMs`: the person's own left is the right side of an unmirrored picture. */
export const poseFor = (ask: PuppetAsk | undefined, nowMs: number): PuppetPose => {
  if (ask === 'turnLeft') return { ...straightPose, yaw: -25 }
  if (ask === 'turnRight') return { ...straightPose, yaw: 25 }
  if (ask === 'lookUp') return { ...straightPose, pitch: -23 }
  if (ask === 'blink') return { ...straightPose, blink: nowMs % blinkEveryMs > blinkEveryMs - blinkShutMs ? 1 : 0 }
  return straightPose
}

/** The motion at `nowMs`: the way left shrinks by a factor of e in each time constant. */
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

/** A living head is never still: under a degree, at rates that do not repeat within a round. */
export const addTremor = (pose: PuppetPose, nowMs: number): PuppetPose => ({
  ...pose,
  yaw: pose.yaw + 0.5 * Math.sin(nowMs / 610) + 0.2 * Math.sin(nowMs / 173),
  pitch: pose.pitch + 0.4 * Math.sin(nowMs / 740 + 1) + 0.2 * Math.sin(nowMs / 211),
})
