// Tests the way to a new PIN: a face, a hold, and everything that stops it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  advancePinRecovery,
  noPinRecovery,
  type PinRecovery,
  pinRecoveryMap,
  pinRecoveryTriesLeft,
  pinRecoveryView,
} from '../../../src/core/pin/recovery.ts'

const hour = 3_600_000
const hold = 24 * hour
const now = Date.UTC(2026, 10, 25, 3)
const events = ['faceSeen', 'faceFailed', 'officerAsked', 'faceConfirmed', 'notMe', 'pinRight', 'pinChosen'] as const
type PinRecoveryEvent = (typeof events)[number]
type Moment = { at: PinRecovery; now: number }

/** The state after these events; a number lets that many ms pass. */
const momentAfter = (...steps: (PinRecoveryEvent | number)[]): Moment => {
  const moment = { at: noPinRecovery, now }
  for (const step of steps) {
    if (typeof step === 'number') moment.now += step
    else {
      const next = advancePinRecovery(moment.at, step, moment.now, hold)
      if (!next.ok) throw new Error(`${step}: ${next.reason}`)
      moment.at = next.value
    }
  }
  return moment
}
const refusal = (moment: Moment, event: PinRecoveryEvent) => {
  const next = advancePinRecovery(moment.at, event, moment.now, hold)
  return next.ok ? undefined : next.reason
}

describe('the way to a new PIN', () => {
  it('is a face, the whole hold, a confirmation by somebody else than the phone, and a new PIN', () => {
    const waiting = momentAfter('faceSeen')
    expect(pinRecoveryView(waiting.at, waiting.now)).toEqual({ state: 'held', until: now + hold })
    expect(refusal(momentAfter('faceSeen', hold - 1), 'pinChosen')).toBe('new_pin_held')
    const alone = momentAfter('faceSeen', hold)
    expect(pinRecoveryView(alone.at, alone.now)).toEqual({ state: 'unconfirmed', until: now + hold })
    expect(refusal(alone, 'pinChosen')).toBe('new_pin_held')
    expect(refusal(momentAfter('faceSeen', 'faceConfirmed', hold - 1), 'pinChosen')).toBe('new_pin_held')
    const ready = momentAfter('faceSeen', 'faceConfirmed', hold)
    expect(pinRecoveryView(ready.at, ready.now)).toMatchObject({ state: 'ready' })
    expect(ready.at.until).toBe(now + hold)
    for (const confirmed of [
      ['faceConfirmed', hold],
      [hold, 'faceConfirmed'],
      [8 * hold, 'faceConfirmed'],
    ] as const)
      expect(momentAfter('faceSeen', ...confirmed, 'pinChosen').at).toEqual(noPinRecovery)
  })

  it('through an officer has the same hold, and asking for one later changes no time', () => {
    expect(pinRecoveryView(momentAfter('officerAsked').at, now)).toEqual({ state: 'held', until: now + hold })
    expect(momentAfter('faceSeen', hour, 'officerAsked').at).toEqual(momentAfter('faceSeen').at)
    expect(momentAfter('faceSeen', 'faceConfirmed', 'officerAsked').at.confirmedAt).toBe(now)
  })

  it('a second face does not shorten, lengthen or restart the hold', () => {
    expect(refusal(momentAfter('faceSeen', hour), 'faceSeen')).toBe('new_pin_held')
  })

  it('“not me” stops it, also when the hold is over; then a day must pass, or the right PIN', () => {
    for (const stopped of [momentAfter('faceSeen', 'notMe'), momentAfter('faceSeen', hold + hour, 'notMe')]) {
      expect(pinRecoveryView(stopped.at, stopped.now)).toMatchObject({ state: 'stopped' })
      for (const event of ['faceSeen', 'pinChosen', 'faceFailed'] as const)
        expect(refusal(stopped, event)).toBe('new_pin_stopped')
      expect(refusal({ ...stopped, now: stopped.now + hold }, 'faceSeen')).toBeUndefined()
    }
    expect(momentAfter('faceSeen', 'notMe', 'pinRight', 'faceSeen').at.state).toBe('held')
  })

  it('the right PIN ends the recovery', () => {
    expect(momentAfter('faceSeen', 'pinRight').at).toEqual(noPinRecovery)
  })

  it('three faces that do not match stop it for a day; earlier ones are forgotten after a day', () => {
    expect(pinRecoveryTriesLeft(momentAfter('faceFailed', 'faceFailed').at, now)).toBe(1)
    expect(pinRecoveryView(momentAfter('faceFailed', 'faceFailed', 'faceFailed').at, now)).toMatchObject({
      state: 'stopped',
    })
    expect(momentAfter('faceFailed', 'faceFailed', 25 * hour, 'faceFailed').at).toMatchObject({
      state: 'idle',
      failures: 1,
    })
  })

  it('a holder who does not choose a PIN within a week has to show the face again', () => {
    const late = momentAfter('faceSeen', 'faceConfirmed', hold + 7 * 24 * hour)
    expect(pinRecoveryView(late.at, late.now)).toBeUndefined()
    expect(refusal(late, 'pinChosen')).toBe('not_at_this_step')
  })

  it('a holder whom nobody confirms for thirty days starts again, and a late confirmation gives a whole week', () => {
    const never = momentAfter('faceSeen', hold + 30 * 24 * hour)
    expect(pinRecoveryView(never.at, never.now)).toBeUndefined()
    expect(refusal(never, 'faceConfirmed')).toBe('not_at_this_step')
    const late = momentAfter('faceSeen', hold + 29 * 24 * hour, 'faceConfirmed', 7 * 24 * hour - 1)
    expect(pinRecoveryView(late.at, late.now)).toMatchObject({ state: 'ready' })
  })

  it('for any events, a PIN is chosen only confirmed and a whole hold after it was asked for, with no “not me” between', () => {
    const step = fc.oneof(fc.constantFrom(...events), fc.integer({ min: 0, max: 3 * hold }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let moment: Moment = { at: noPinRecovery, now }
        let askedAt: number | undefined
        let confirmed = false
        for (const one of steps) {
          if (typeof one === 'number') {
            moment = { ...moment, now: moment.now + one }
            continue
          }
          const next = advancePinRecovery(moment.at, one, moment.now, hold)
          if (!next.ok) continue
          const { now } = moment
          const begins = next.value.state === 'held' && pinRecoveryView(moment.at, now) === undefined
          if (one === 'pinChosen') expect(confirmed).toBe(true)
          if (one === 'pinChosen') expect(now - (askedAt ?? Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(hold)
          if (begins) [askedAt, confirmed] = [now, false]
          if (one === 'faceConfirmed') confirmed = true
          if (one === 'notMe' || one === 'pinRight' || one === 'pinChosen') [askedAt, confirmed] = [undefined, false]
          moment = { now, at: next.value }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('every state has a way out, and every way leads to a state', () => {
    for (const ways of Object.values(pinRecoveryMap)) {
      expect(Object.keys(ways).length).toBeGreaterThan(0)
      for (const to of Object.values(ways)) expect(Object.keys(pinRecoveryMap)).toContain(to)
    }
  })
})
