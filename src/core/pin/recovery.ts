// The way to a new PIN for somebody who forgot it, on one page: face again, a cooldown in which the holder can stop it, then a new PIN.
// Decision 053: a tampered phone can fake the face, so a cooldown protects the holder.

import { err, ok, type Result } from '../result.ts'
import { triesAllowed, triesForgottenAfterHours } from '../tries.ts'

const HOUR = 3_600_000
/** ms after the cooldown in which a new PIN may be chosen. After that the person shows the face again. */
const OPEN = 7 * 24 * HOUR

type PinRecoveryState = 'idle' | 'held' | 'stopped'
type PinRecoveryEvent = 'faceSeen' | 'faceFailed' | 'notMe' | 'pinRight' | 'pinChosen'

/** State → event → next state. An event that is not named here is refused. */
export const pinRecoveryMap: Readonly<Record<PinRecoveryState, Partial<Record<PinRecoveryEvent, PinRecoveryState>>>> = {
  idle: { faceSeen: 'held', faceFailed: 'idle' },
  held: { notMe: 'stopped', pinRight: 'idle', pinChosen: 'idle' },
  stopped: { pinRight: 'idle' },
}

/** How far a recovery is. Times in ms since the epoch; `until`: end of a cooldown or stop. `failures`: faces that did not match. */
export type PinRecovery = {
  readonly state: PinRecoveryState
  readonly until: number
  readonly failures: number
  readonly failedAt: number
}
export const noPinRecovery: PinRecovery = { state: 'idle', until: 0, failures: 0, failedAt: 0 }

export type PinRecoveryRefusal = 'new_pin_held' | 'new_pin_stopped' | 'not_at_this_step'

const failuresAt = ({ failures, failedAt }: PinRecovery, now: number) =>
  now - failedAt > triesForgottenAfterHours * HOUR ? 0 : failures

export const pinRecoveryTriesLeft = (at: PinRecovery, now: number): number =>
  Math.max(0, triesAllowed - failuresAt(at, now))

/** The state at `now`: a stop ends by itself, and so does a recovery that nobody used. */
const atTime = (at: PinRecovery, now: number): PinRecovery => {
  const over = (at.state === 'stopped' && now >= at.until) || (at.state === 'held' && now >= at.until + OPEN)
  return over ? noPinRecovery : at
}

/** What a person is told: `ready` when the cooldown is over. */
export const pinRecoveryView = (
  at: PinRecovery,
  now: number,
): { state: 'held' | 'ready' | 'stopped'; until: number } | undefined => {
  const { state, until } = atTime(at, now)
  if (state === 'idle') return undefined
  return { state: state === 'held' && now >= until ? 'ready' : state, until }
}

/** Where `event` leads. The third face that does not match stops it, as a person's “not me” does. @param hold the cooldown in ms. */
export const advancePinRecovery = (
  before: PinRecovery,
  event: PinRecoveryEvent,
  now: number,
  cooldown: number,
): Result<PinRecovery, PinRecoveryRefusal> => {
  const at = atTime(before, now)
  const to = pinRecoveryMap[at.state][event]
  if (!to)
    return err(at.state === 'held' ? 'new_pin_held' : at.state === 'stopped' ? 'new_pin_stopped' : 'not_at_this_step')
  if (event === 'pinChosen' && now < at.until) return err('new_pin_held')
  if (event !== 'faceFailed') return ok({ ...noPinRecovery, state: to, until: to === 'idle' ? 0 : now + cooldown })
  const failures = failuresAt(at, now) + 1
  const stops = failures >= triesAllowed
  return ok({ state: stops ? 'stopped' : 'idle', until: stops ? now + cooldown : 0, failures, failedAt: now })
}
