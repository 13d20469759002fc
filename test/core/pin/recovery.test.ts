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
const happenings = ['faceSeen', 'faceFailed', 'notMe', 'pinRight', 'pinChosen'] as const
type PinRecoveryEvent = (typeof happenings)[number]

const walked = (...steps: (PinRecoveryEvent | number)[]): { at: PinRecovery; now: number } => {
  const so = { at: noPinRecovery, now }
  for (const step of steps) {
    if (typeof step === 'number') so.now += step
    else {
      const next = advancePinRecovery(so.at, step, so.now, hold)
      if (!next.ok) throw new Error(`${step}: ${next.reason}`)
      so.at = next.value
    }
  }
  return so
}
const refusal = (so: { at: PinRecovery; now: number }, happening: PinRecoveryEvent) => {
  const next = advancePinRecovery(so.at, happening, so.now, hold)
  return next.ok ? undefined : next.reason
}

describe('the way to a new PIN', () => {
  it('is a face, the whole hold, and a new PIN', () => {
    const held = walked('faceSeen')
    expect(pinRecoveryView(held.at, held.now)).toEqual({ state: 'held', until: now + hold })
    expect(refusal(walked('faceSeen', hold - 1), 'pinChosen')).toBe('new_pin_held')
    const ready = walked('faceSeen', hold)
    expect(pinRecoveryView(ready.at, ready.now)).toMatchObject({ state: 'ready' })
    expect(walked('faceSeen', hold, 'pinChosen').at).toEqual(noPinRecovery)
  })

  it('a second face does not shorten, lengthen or begin the hold again', () => {
    expect(refusal(walked('faceSeen', hour), 'faceSeen')).toBe('new_pin_held')
  })

  it('“not me” stops it, also when the hold is over; then a day must pass, or the right PIN', () => {
    for (const so of [walked('faceSeen', 'notMe'), walked('faceSeen', hold + hour, 'notMe')]) {
      expect(pinRecoveryView(so.at, so.now)).toMatchObject({ state: 'stopped' })
      for (const happening of ['faceSeen', 'pinChosen', 'faceFailed'] as const)
        expect(refusal(so, happening)).toBe('new_pin_stopped')
      expect(refusal({ ...so, now: so.now + hold }, 'faceSeen')).toBeUndefined()
    }
    expect(walked('faceSeen', 'notMe', 'pinRight', 'faceSeen').at.state).toBe('held')
  })

  it('the right PIN ends it', () => {
    expect(walked('faceSeen', 'pinRight').at).toEqual(noPinRecovery)
  })

  it('three faces that do not fit stop it for a day; earlier ones are forgotten after a day', () => {
    expect(pinRecoveryTriesLeft(walked('faceFailed', 'faceFailed').at, now)).toBe(1)
    expect(pinRecoveryView(walked('faceFailed', 'faceFailed', 'faceFailed').at, now)).toMatchObject({
      state: 'stopped',
    })
    expect(walked('faceFailed', 'faceFailed', 25 * hour, 'faceFailed').at).toMatchObject({ state: 'idle', failures: 1 })
  })

  it('whoever does not choose within a week shows a face again', () => {
    const late = walked('faceSeen', hold + 7 * 24 * hour)
    expect(pinRecoveryView(late.at, late.now)).toBeUndefined()
    expect(refusal(late, 'pinChosen')).toBe('not_at_this_step')
  })

  it('whatever happens, a PIN is chosen only a whole hold after a face that fitted, with no “not me” between', () => {
    const step = fc.oneof(fc.constantFrom(...happenings), fc.integer({ min: 0, max: 3 * hold }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let so = { at: noPinRecovery, now }
        let seenAt: number | undefined
        for (const one of steps) {
          if (typeof one === 'number') {
            so = { ...so, now: so.now + one }
            continue
          }
          const next = advancePinRecovery(so.at, one, so.now, hold)
          if (!next.ok) continue
          if (one === 'pinChosen') expect(so.now - (seenAt ?? Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(hold)
          if (one === 'faceSeen') seenAt = so.now
          if (one === 'notMe' || one === 'pinRight') seenAt = undefined
          so = { ...so, at: next.value }
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
