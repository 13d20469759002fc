import { expect, test } from 'vitest'
import { judgeLook } from '../../../src/core/journey/second-look.ts'

const frames = [{ ask: 'centre' as const, yaw: 0, pitch: 0 }]
const good = { whole: true, frames, posesFollow: true, samePerson: 0.3, portrait: 0.2, card: 0.4, flags: [], ms: 1 }

test('only what repeats in everything and is called a match by a calibration rises', () => {
  expect(judgeLook({ ...good, band: 'match' }, [])).toEqual({ level: 'rechecked' })
  expect(judgeLook({ ...good, band: 'match' }, ['line_slow', 'camera_unnamed'])).toEqual({ level: 'rechecked' })
})

test('all else is for a person, with the reason; without a calibration everything is', () => {
  expect(judgeLook(good, [])).toEqual({ review: 'not_calibrated' })
  expect(judgeLook({ ...good, band: 'plausible' }, [])).toEqual({ review: 'card_unsure' })
  expect(judgeLook({ ...good, band: 'again' }, [])).toEqual({ review: 'card_unlike' })
  expect(judgeLook({ ...good, band: 'match', whole: false }, [])).toEqual({ review: 'evidence_changed' })
  expect(judgeLook({ ...good, band: 'match', posesFollow: false }, [])).toEqual({ review: 'poses_differ' })
  expect(judgeLook({ ...good, band: 'match' }, ['camera_virtual'])).toEqual({ review: 'risk_flags' })
  expect(judgeLook({ ...good, band: 'match', flags: ['frames_alike'] }, [])).toEqual({ review: 'risk_flags' })
  expect(judgeLook({ ...good, band: 'match', card: undefined }, [])).toEqual({ review: 'no_face' })
  expect(judgeLook({ ...good, band: 'match', frames: [{ ask: 'centre' }] }, [])).toEqual({ review: 'no_face' })
  expect(judgeLook({ ...good, band: 'match', portrait: 0.7 }, [])).toEqual({ review: 'two_people' })
  expect(judgeLook({ ...good, band: 'match', samePerson: undefined }, [])).toEqual({ review: 'two_people' })
})
