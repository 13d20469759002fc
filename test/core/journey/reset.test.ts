import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  advanceReset,
  facesLeft,
  holdHours,
  idle,
  type Reset,
  type ResetEvent,
  resetMap,
} from '../../../src/core/journey/reset.ts'

const now = Date.UTC(2026, 10, 25)
const hour = 3_600_000
const events = Object.keys(resetMap.idle) as ResetEvent[]

/** Every event with the hours that passed before it; what is refused changes nothing. */
const walk = (acts: readonly (readonly [ResetEvent, number])[], from: Reset = idle) => {
  let reset = from
  let at = now
  for (const [event, hours] of acts) {
    at += hours * hour
    const next = advanceReset(reset, event, at)
    if (next.ok) reset = next.value
  }
  return { reset, at }
}

describe('a forgotten PIN', () => {
  it('is replaced after the face and a day, and not a moment earlier', () => {
    const held = advanceReset(idle, 'facePlausible', now)
    expect(held).toEqual({ ok: true, value: { at: 'held', until: now + holdHours * hour } })
    if (!held.ok) return
    expect(advanceReset(held.value, 'pinSet', now + 24 * hour - 1)).toEqual({ ok: false, reason: 'still_held' })
    expect(advanceReset(held.value, 'pinSet', now + 24 * hour)).toEqual({ ok: true, value: idle })
  })

  it('is never replaced unless a face was plausible a day before, whatever happens in between', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom(...events), fc.integer({ min: 0, max: 30 })), { maxLength: 40 })
    fc.assert(
      fc.property(acts, (before) => {
        const { reset, at } = walk(before)
        if (!advanceReset(reset, 'pinSet', at).ok) return
        let time = now
        const faces = before.flatMap(([event, hours]) => {
          time += hours * hour
          return event === 'facePlausible' ? [time] : []
        })
        expect(faces.some((face) => at - face >= holdHours * hour)).toBe(true)
      }),
    )
  })

  it('is stopped by a no, and then opened by the old PIN alone', () => {
    const { reset } = walk([
      ['facePlausible', 0],
      ['notMe', 3],
    ])
    expect(reset).toEqual({ at: 'stopped' })
    for (const event of ['facePlausible', 'pinSet', 'faceFailed'] as const)
      expect(advanceReset(reset, event, now + 99 * hour)).toEqual({ ok: false, reason: 'reset_stopped' })
    expect(advanceReset(reset, 'pinRight', now)).toEqual({ ok: true, value: idle })
  })

  it('is not on its way any more once the right PIN was typed', () => {
    expect(
      walk([
        ['facePlausible', 0],
        ['pinRight', 1],
        ['pinSet', 48],
      ]).reset,
    ).toEqual(idle)
  })

  it('takes three faces that do not fit in a day, and none after them', () => {
    const tired = walk(Array.from({ length: 3 }, () => ['faceFailed', 0] as const)).reset
    expect(facesLeft(tired, now)).toBe(0)
    expect(advanceReset(tired, 'facePlausible', now)).toEqual({ ok: false, reason: 'three_failures' })
    expect(facesLeft(tired, now + 25 * hour)).toBe(3)
  })
})
