// What is odd about a selfie, or the card that it is compared with, and proves nothing: told to whoever reviews the case, never to whoever sent it.

import type { Round } from './evidence.ts'
import { skewMs } from './selfie.ts'
import type { SelfieRequest } from './selfie-request.ts'

/**
 * `frames_alike` is found by the second look, in the pictures themselves; `card_on_screen` by the phone that read the card.
 */
export const riskFlags = [
  'camera_virtual',
  'camera_unnamed',
  'camera_not_front',
  'settings_missing',
  'times_even',
  'line_slow',
  'frames_alike',
  'card_on_screen',
] as const
export type RiskFlag = (typeof riskFlags)[number]

/** Names that programs give to cameras which are none. Whoever means harm can choose another: a sign, no proof. */
const virtual =
  /virtual|\bobs\b|manycam|snap ?camera|xsplit|splitcam|droidcam|iriun|epoccam|e2esoft|v-?cam\b|v4l2|loopback|mmhmm|fake|dummy|screen/i

/** ms by which two clocks may differ on a line that is good. */
const slowMs = 2_500

/** A camera's frames, seen through a network that takes its time, never come as a clock ticks. */
const even = (times: readonly number[]): boolean => {
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0))
  return gaps.length >= 2 && Math.max(...gaps) - Math.min(...gaps) < 1
}

export const riskFlagsOf = ({ camera, frames }: SelfieRequest, round: Round): RiskFlag[] => {
  const { width, height, frameRate, facingMode } = camera.settings
  const burst = frames.slice(1 + round.asks.length).map(({ atMs }) => atMs)
  const found: Partial<Record<RiskFlag, boolean>> = {
    camera_virtual: virtual.test(camera.label),
    camera_unnamed: camera.label.trim() === '',
    camera_not_front: facingMode !== undefined && facingMode !== 'user',
    settings_missing: !width || !height || !frameRate,
    times_even: even(burst),
    line_slow: skewMs(frames, round) > slowMs,
  }
  return riskFlags.filter((flag) => found[flag])
}
