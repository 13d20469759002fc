// Signs that a selfie or its card may not be genuine. They prove nothing: the reviewer sees them, the sender never does.

import type { Round } from './evidence.ts'
import { skewMs } from './selfie.ts'
import type { SelfieRequest } from './selfie-request.ts'

/**
 * The recheck finds `frames_alike` and `score_differs` in the pictures themselves; the phone that read the card reports
 * `card_on_screen`.
 */
export const riskFlags = [
  'camera_virtual',
  'camera_unnamed',
  'camera_not_front',
  'settings_missing',
  'times_even',
  'line_slow',
  'frames_alike',
  'score_differs',
  'card_on_screen',
] as const
export type RiskFlag = (typeof riskFlags)[number]

/** Names that programs give to virtual cameras. An attacker can choose another name: a sign, no proof. */
const virtual =
  /virtual|\bobs\b|manycam|snap ?camera|xsplit|splitcam|droidcam|iriun|epoccam|e2esoft|v-?cam\b|v4l2|loopback|mmhmm|fake|dummy|screen/i

/** ms by which the phone's and the service's times may differ on a good connection. */
const slowMs = 2_500

/** A real camera's frames never come at even intervals, because the face network takes a different time for each. */
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
