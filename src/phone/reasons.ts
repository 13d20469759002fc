// Maps each reason to the words that the user sees. A reason without words does not compile.
import type { DataFault } from '../core/card/card.ts'
import type { CaseReason, Failure } from '../core/journey/failures.ts'
import type { PinFault } from '../core/pin/rules.ts'
import type { AppWords } from './words.ts'

const machine = [
  'offline',
  'unavailable',
  'refused',
  'session_ended',
  'outside_line',
  'unsupported',
  'camera_refused',
  'camera_absent',
  'models_failed',
  'reader_stopped',
  'line_silent',
  'sign_in_again',
  'camera_busy',
  'camera_ended',
  'camera_silent',
  'selfie_camera_refused',
  'selfie_camera_absent',
  'picture_unreadable',
] as const
export type MachineReason = (typeof machine)[number]
export type Reason =
  | Failure
  | DataFault
  | PinFault
  | CaseReason
  | MachineReason
  | 'mismatch'
  | 'wrong_pin'
  | 'locked'
  | 'slow_down'
  | 'too_many_today'
  | 'pin_closed'
  | 'frozen'
  | 'held'
  | 'revoked'
  | 'request_ended'
  | 'other_version'
  | 'challenge_expired'
  | 'challenge_mismatch'
export type Advice = { readonly title: string; readonly todo: readonly string[] }

const known = (words: AppWords, reason: Reason): Advice => words.reasons[reason]

/**
 * What happened and what to do. A reason that this version does not know (from a newer service) gets the words of
 * `refused`.
 */
export const advice = (words: AppWords, reason: string): Advice =>
  // `Object.hasOwn` is younger than the oldest phones that are told here that they are too old.
  known(words, Object.keys(words.reasons).includes(reason) ? (reason as Reason) : 'refused')
