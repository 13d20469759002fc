// Tests when a holder is reminded that the card expires.
import { describe, expect, it } from 'vitest'
import { daysLeft, nextReminder } from '../../../src/core/card/reminder.ts'

const day = 86_400_000
const birth = { year: 1992, month: 3, day: 15 }
const expiry = { year: 2031, month: 3, day: 14 }
const last = Date.UTC(2031, 2, 14, 5)

describe('a reminder that the card expires', () => {
  it('comes 90, 30 and 7 days before, at most a week early, and then no more', () => {
    const days: number[] = []
    for (let at = nextReminder(expiry, birth, 0); at !== null; at = nextReminder(expiry, birth, at))
      days.push(daysLeft(expiry, birth, at) ?? Number.NaN)
    expect(days).toHaveLength(3)
    for (const [i, wanted] of [90, 30, 7].entries()) {
      expect(days[i]).toBeGreaterThanOrEqual(wanted)
      expect(days[i]).toBeLessThanOrEqual(wanted + 7)
    }
  })
  it('counts the days of Bangkok: 0 on the last one, to its end', () => {
    expect(daysLeft(expiry, birth, last)).toBe(0)
    expect(daysLeft(expiry, birth, Date.UTC(2031, 2, 14, 16, 59))).toBe(0)
    expect(daysLeft(expiry, birth, Date.UTC(2031, 2, 14, 17))).toBe(-1)
    expect(daysLeft(expiry, birth, last - 90 * day)).toBe(90)
  })
  it('never comes for a card for life, printed so or by the seventieth birthday', () => {
    expect(nextReminder('lifelong', birth, 0)).toBeNull()
    expect(nextReminder({ year: 2033, month: 9, day: 7 }, { year: 1958, month: 9, day: 8 }, 0)).toBeNull()
  })
})
