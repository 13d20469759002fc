import * as v from 'valibot'
import { expect, test } from 'vitest'
import { visitCodeRequest } from '../../../src/core/contract/requests-officials.ts'
import { minimumBands } from '../../../src/core/face/bands.ts'
import { consequenceOfReview, judgeRecheck, type RecheckReport, reviewLimits } from '../../../src/core/face/recheck.ts'

const frames = [{ ask: 'centre' as const, yaw: 0, pitch: 0 }]
const good = { whole: true, frames, posesFollow: true, samePerson: 0.3, portrait: 0.2, card: 0.4, flags: [], ms: 1 }
const bands = { version: 'ours', ...minimumBands }
/** What a calibration of that version scored. */
const scored = (score: number, version = 'ours') => ({ centred: { version, score, frames: 3 } })
const judged = (more: Partial<RecheckReport>, flags: string[] = []) =>
  judgeRecheck({ ...good, ...scored(0.9), ...more }, flags, bands)

test('only what repeats in everything and is called a match by a calibration rises', () => {
  expect(judged({})).toEqual({ level: 'rechecked' })
  expect(judged({}, ['line_slow', 'camera_unnamed'])).toEqual({ level: 'rechecked' })
})

test('all else is for a person, with the reason', () => {
  expect(judged(scored(0.6))).toEqual({ review: 'card_unsure' })
  expect(judged(scored(0.3))).toEqual({ review: 'card_unlike' })
  expect(judged({ whole: false })).toEqual({ review: 'evidence_changed' })
  expect(judged({ posesFollow: false })).toEqual({ review: 'poses_differ' })
  expect(judged({}, ['camera_virtual'])).toEqual({ review: 'risk_flags' })
  expect(judged({ flags: ['frames_alike'] })).toEqual({ review: 'risk_flags' })
  expect(judged({ card: undefined })).toEqual({ review: 'no_face' })
  expect(judged({ frames: [{ ask: 'centre' }] })).toEqual({ review: 'no_face' })
  expect(judged({ portrait: 0.7 })).toEqual({ review: 'two_people' })
  expect(judged({ samePerson: undefined })).toEqual({ review: 'two_people' })
})

test('the service judges by its own calibration: without one, or scored by another, nothing is a match', () => {
  expect(judgeRecheck({ ...good, ...scored(1.4) }, [])).toEqual({ review: 'not_calibrated' })
  expect(judgeRecheck({ ...good, ...scored(1.4), card: 0.7 }, [])).toEqual({ review: 'card_unlike' })
  expect(judged(scored(1.4, 'theirs'))).toEqual({ review: 'card_unsure' })
  expect(judged({ centred: undefined })).toEqual({ review: 'card_unsure' })
})

test('a reviewer’s word ends the case, but for a not sure, of which there are so many at most', () => {
  expect([consequenceOfReview('yes', 0), consequenceOfReview('no', 1)]).toEqual(['raise', 'hold'])
  const unsure = Array.from({ length: reviewLimits.unsure }, (_, before) => consequenceOfReview('unsure', before))
  expect(unsure.at(-1)).toBe('ask_in')
  expect(unsure.slice(0, -1).every((then) => then === 'wait')).toBe(true)
})

test('a code is the same however it is read out, and nothing else is one', () => {
  for (const said of ['K7-2345', 'k72345', ' k7 2345 '])
    expect(v.parse(visitCodeRequest, { code: said }).code).toBe('K7-2345')
  for (const said of ['', 'K7-234', 'KK-2345', 'K7-23456'])
    expect(v.safeParse(visitCodeRequest, { code: said }).success).toBe(false)
})
