// A forgotten PIN of somebody with a card, as data: the face again, a day in which the holder can say no, then a new PIN.
import { err, ok, type Result } from '../result.ts'
import { triesAllowed } from './map.ts'
import { type Failures, failuresStill } from './progress.ts'

/** Long enough that whoever lost the phone hears of it elsewhere, and says no. */
export const holdHours = 24

/** `until`: ms since the epoch, when a new PIN may be set. */
export type Reset =
  /** Nothing is on its way. */
  | { readonly at: 'idle'; readonly failures?: Failures }
  | { readonly at: 'held'; readonly until: number }
  /** The holder said that it was somebody else: the old PIN opens it again, or an officer. */
  | { readonly at: 'stopped' }
export const idle: Reset = { at: 'idle' }

export type ResetEvent = 'faceFailed' | 'facePlausible' | 'pinSet' | 'notMe' | 'pinRight'
export type ResetRefusal = 'reset_stopped' | 'already_held' | 'still_held' | 'nothing_held' | 'three_failures'

type Ways = { readonly [At in Reset['at']]: Readonly<Record<ResetEvent, Reset['at'] | ResetRefusal>> }

/** Where each event leads, or why it does not. Typing the right PIN ends whatever was on its way: nothing was forgotten. */
export const resetMap = {
  idle: { faceFailed: 'idle', facePlausible: 'held', pinSet: 'nothing_held', notMe: 'stopped', pinRight: 'idle' },
  held: {
    faceFailed: 'already_held',
    facePlausible: 'already_held',
    pinSet: 'idle',
    notMe: 'stopped',
    pinRight: 'idle',
  },
  stopped: {
    ...{ faceFailed: 'reset_stopped', facePlausible: 'reset_stopped', pinSet: 'reset_stopped' },
    ...{ notMe: 'stopped', pinRight: 'idle' },
  },
} as const satisfies Ways

const ends: readonly string[] = ['idle', 'held', 'stopped'] satisfies Reset['at'][]
const leads = (way: Reset['at'] | ResetRefusal): way is Reset['at'] => ends.includes(way)

/** Faces that may still be shown; none left for a day, in which an officer can help. */
export const facesLeft = (reset: Reset, now: number): number =>
  reset.at === 'idle' ? Math.max(0, triesAllowed - failuresStill(reset.failures, now)) : 0

/** One event moves one reset. @param now ms since the epoch. */
export const advanceReset = (reset: Reset, event: ResetEvent, now: number): Result<Reset, ResetRefusal> => {
  const way: Reset['at'] | ResetRefusal = resetMap[reset.at][event]
  if (!leads(way)) return err(way)
  const face = event === 'faceFailed' || event === 'facePlausible'
  if (face && facesLeft(reset, now) === 0) return err('three_failures')
  if (event === 'pinSet' && reset.at === 'held' && now < reset.until) return err('still_held')
  if (way === 'held') return ok({ at: 'held', until: now + holdHours * 3_600_000 })
  if (way === 'stopped') return ok({ at: 'stopped' })
  if (event !== 'faceFailed' || reset.at !== 'idle') return ok(idle)
  return ok({ at: 'idle', failures: { count: failuresStill(reset.failures, now) + 1, at: now } })
}
