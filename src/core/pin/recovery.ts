// The way to a new PIN for somebody who forgot it, on one page: face again, a cooldown in which the holder can stop it, a
// confirmation by somebody else than the phone, then a new PIN.
// Decision 053: a cooldown protects the holder. Decision 104: a phone can invent the face, so its word alone never ends the cooldown.

import { err, ok, type Result } from '../result.ts'
import { triesAllowed, triesForgottenAfterHours } from '../tries.ts'

const HOUR = 3_600_000
/** ms after cooldown and confirmation in which a new PIN may be chosen. After that the person shows the face again. */
const OPEN = 7 * 24 * HOUR
/** ms after the cooldown in which somebody may still confirm the face: as long as evidence is kept at most. */
const UNCONFIRMED = 30 * 24 * HOUR

type PinRecoveryState = 'idle' | 'held' | 'stopped'
type PinRecoveryEvent =
  | 'faceSeen'
  | 'faceFailed'
  | 'officerAsked'
  | 'faceConfirmed'
  | 'notMe'
  | 'pinRight'
  | 'pinChosen'

/** State → event → next state. An event that is not named here is refused. */
export const pinRecoveryMap: Readonly<Record<PinRecoveryState, Partial<Record<PinRecoveryEvent, PinRecoveryState>>>> = {
  idle: { faceSeen: 'held', officerAsked: 'held', faceFailed: 'idle' },
  held: { officerAsked: 'held', faceConfirmed: 'held', notMe: 'stopped', pinRight: 'idle', pinChosen: 'idle' },
  stopped: { pinRight: 'idle' },
}

/**
 * How far a recovery is. Times in ms since the epoch; `until`: end of a cooldown or stop. `confirmedAt`: when somebody
 * else than the phone confirmed the holder; 0: nobody has. `failures`: faces that did not match.
 */
export type PinRecovery = {
  readonly state: PinRecoveryState
  readonly until: number
  readonly confirmedAt: number
  readonly failures: number
  readonly failedAt: number
}
export const noPinRecovery: PinRecovery = {
  state: 'idle',
  until: 0,
  confirmedAt: 0,
  failures: 0,
  failedAt: 0,
}

export type PinRecoveryRefusal = 'new_pin_held' | 'new_pin_stopped' | 'not_at_this_step'

const failuresAt = ({ failures, failedAt }: PinRecovery, now: number) =>
  now - failedAt > triesForgottenAfterHours * HOUR ? 0 : failures

export const pinRecoveryTriesLeft = (at: PinRecovery, now: number): number =>
  Math.max(0, triesAllowed - failuresAt(at, now))

const endOf = ({ state, until, confirmedAt }: PinRecovery): number => {
  if (state === 'stopped') return until
  return confirmedAt > 0 ? Math.max(until, confirmedAt) + OPEN : until + UNCONFIRMED
}

/** The state at `now`: a stop ends by itself, and so does a recovery that nobody used. */
const atTime = (at: PinRecovery, now: number): PinRecovery =>
  at.state !== 'idle' && now >= endOf(at) ? noPinRecovery : at

/** `held`: the cooldown runs. `unconfirmed`: it is over, and nobody has confirmed the holder. `ready`: a PIN may be chosen. */
export const pinRecoveryStates = ['held', 'unconfirmed', 'ready', 'stopped'] as const

/** What a person is told. */
export const pinRecoveryView = (
  at: PinRecovery,
  now: number,
): { state: (typeof pinRecoveryStates)[number]; until: number } | undefined => {
  const { state, until, confirmedAt } = atTime(at, now)
  if (state === 'idle') return undefined
  if (state === 'stopped' || now < until) return { state, until }
  return { state: confirmedAt > 0 ? 'ready' : 'unconfirmed', until }
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
  if (event === 'pinChosen' && (now < at.until || at.confirmedAt === 0)) return err('new_pin_held')
  if (event === 'faceConfirmed') return ok({ ...at, confirmedAt: now })
  if (event === 'officerAsked' && at.state === 'held') return ok(at)
  if (event !== 'faceFailed') return ok({ ...noPinRecovery, state: to, until: to === 'idle' ? 0 : now + cooldown })
  const failures = failuresAt(at, now) + 1
  const stops = failures >= triesAllowed
  return ok({
    ...noPinRecovery,
    state: stops ? 'stopped' : 'idle',
    until: stops ? now + cooldown : 0,
    failures,
    failedAt: now,
  })
}
