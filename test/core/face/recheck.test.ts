// Tests the recheck of a selfie: when it confirms the face, when a reviewer has to decide, and what follows.
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { visitCodeRequest } from '../../../src/core/contract/requests-officials.ts'
import {
  consequenceOfReview,
  judgeRecheck,
  measuredMatch,
  type RecheckReport,
  type ReviewVerdict,
  reviewLimits,
  scoreDiffers,
} from '../../../src/core/face/recheck.ts'
import { faceRecipes } from '../../../src/core/face/recipes.ts'

const frames = [{ ask: 'centre' as const, yaw: 0, pitch: 0 }]
const { mobilefacenet: recipe, 'dlib+faceres': older } = faceRecipes
const scores = { recipe: recipe.id, roundScore: 0.8, portraitScore: 0.9, cardScore: 0.6 }
const good = { whole: true, frames, posesFollow: true, ...scores, flags: [], ms: 1 }
const bands = { version: 'ours', ...recipe.least }
/** What a calibration of that version scored. */
const scored = (score: number, version = 'ours') => ({ centred: { version, score, frames: 3 } })
const judged = (more: Partial<RecheckReport>, flags: string[] = []) =>
  judgeRecheck({ ...good, ...scored(0.9), ...more }, flags, recipe, bands)

test('only a selfie that the recheck repeats in full, with a match by a calibration, is raised to "rechecked"', () => {
  expect(judged({})).toEqual({ level: 'rechecked' })
  expect(judged({}, ['line_slow', 'camera_unnamed'])).toEqual({ level: 'rechecked' })
})

test('any other selfie goes to a reviewer, with the reason', () => {
  expect(judged(scored(0.49))).toEqual({ review: 'card_unsure' })
  expect(judged(scored(0.34))).toMatchObject({ review: 'card_unlike' })
  expect(judged({ whole: false })).toMatchObject({ review: 'evidence_changed' })
  expect(judged({ posesFollow: false })).toEqual({ review: 'poses_differ' })
  expect(judged({}, ['camera_virtual'])).toEqual({ review: 'risk_flags' })
  expect(judged({ flags: ['frames_alike'] })).toEqual({ review: 'risk_flags' })
  expect(judged({ cardScore: undefined })).toEqual({ review: 'no_face' })
  expect(judged({ frames: [{ ask: 'centre' }] })).toEqual({ review: 'no_face' })
  expect(judged({ portraitScore: 0.59 })).toMatchObject({ review: 'two_people' })
  expect(judged({ roundScore: undefined })).toMatchObject({ review: 'two_people' })
  expect(judged({ roundScore: 0.59 })).toMatchObject({ review: 'two_people' })
  expect(judged({ flags: ['score_differs'] })).toEqual({ review: 'risk_flags' })
})

test('a card is in doubt once the recheck finds another face, changed evidence, two people, or a virtual camera with other poses', () => {
  const doubted = (more: Partial<RecheckReport>, flags: string[] = []) => {
    const outcome = judged(more, flags)
    return 'review' in outcome && outcome.doubted === true
  }
  for (const more of [{ whole: false }, { portraitScore: 0.59 }, { roundScore: 0.59 }, scored(0.34)])
    expect(doubted(more), JSON.stringify(more)).toBe(true)
  expect(doubted({ posesFollow: false }, ['camera_virtual'])).toBe(true)
  // Neighbours: a hidden frame or a wrong turn beside another face does not leave the doubt.
  expect(doubted({ ...scored(0.1), frames: [{ ask: 'centre' }] })).toBe(true)
  expect(doubted({ ...scored(0.1), posesFollow: false })).toBe(true)
  expect(doubted({ roundScore: 0.1, posesFollow: false })).toBe(true)
})

test('a card is not in doubt for signs alone, for a face that was not found, or for a score that does not decide', () => {
  const kept = [
    judged({}, ['camera_virtual']),
    judged({ flags: ['frames_alike', 'score_differs'] }),
    judged({ frames: [{ ask: 'centre' }], posesFollow: false }),
    judged({ cardScore: undefined, roundScore: undefined, portraitScore: undefined }),
    judged({ posesFollow: false }),
    judged(scored(0.49)),
    judgeRecheck({ ...good, ...scored(1) }, [], recipe),
  ]
  for (const outcome of kept) expect(outcome).not.toHaveProperty('doubted')
})

test('the service judges by its own calibration: without one, or with a score of another, nothing is a match', () => {
  expect(judgeRecheck({ ...good, ...scored(1) }, [], recipe)).toEqual({ review: 'not_calibrated' })
  expect(judgeRecheck({ ...good, ...scored(1), cardScore: 0.49 }, [], recipe)).toMatchObject({ review: 'card_unlike' })
  expect(judged(scored(1, 'theirs'))).toEqual({ review: 'card_unsure' })
  expect(judged({ centred: undefined })).toEqual({ review: 'card_unsure' })
})

test('scores of another recipe are never judged as ours, however high they are', () => {
  for (const cardScore of [0, 0.4, 0.58, 0.9, 1])
    expect(judged({ recipe: older.id, cardScore })).toMatchObject({ review: 'card_unlike' })
})

test('a phone’s score that differs from the examiner’s is flagged, except within noise and for another recipe', () => {
  const match = { recipe: recipe.id, score: 0.7, sameRound: 0.8 }
  const differs = (score: number, cardScore?: number) =>
    scoreDiffers({ match: { ...match, score } }, { recipe: recipe.id, cardScore })
  expect([differs(0.7, 0.55), differs(0.9, 0.6), differs(0.5, 0.75), differs(0.9)]).toEqual([false, true, true, false])
  expect(scoreDiffers({ match: { ...match, recipe: older.id } }, { recipe: recipe.id, cardScore: 0.1 })).toBe(false)
  const beforeRecipes = { l2: 0.4, samePerson: 0.3 } as unknown as typeof match
  expect(scoreDiffers({ match: beforeRecipes }, { recipe: recipe.id, cardScore: 0.1 })).toBe(false)
})

test('a phone’s score by the calibration that differs from the examiner’s is flagged too, except by another calibration', () => {
  const differs = (claimed: number, version = 'ours') =>
    scoreDiffers(
      { match: { recipe: recipe.id, score: 0.6, sameRound: 0.8, ...scored(claimed, version) } },
      { recipe: recipe.id, cardScore: 0.6, ...scored(0.4) },
    )
  expect([differs(0.9), differs(0.1), differs(0.5), differs(0.9, 'theirs')]).toEqual([true, true, false, false])
})

test('a reviewer’s verdict ends the case, except "unsure", which is allowed a limited number of times', () => {
  const after = (...said: ReviewVerdict[]) => ({ said, matched: false })
  expect([consequenceOfReview('no', after()), consequenceOfReview('no', after('yes'))]).toEqual(['hold', 'hold'])
  const unsure = Array.from({ length: reviewLimits.unsure }, (_, before) =>
    consequenceOfReview('unsure', after(...Array<ReviewVerdict>(before).fill('unsure'))),
  )
  expect(unsure.at(-1)).toBe('ask_in')
  expect(unsure.slice(0, -1).every((then) => then === 'wait')).toBe(true)
})

test('a raise takes two people, or one where the recheck found a match', () => {
  const yes = (said: ReviewVerdict[], matched = false) => consequenceOfReview('yes', { said, matched })
  expect([yes([]), yes(['unsure']), yes(['yes']), yes(['yes', 'unsure'])]).toEqual(['wait', 'wait', 'raise', 'raise'])
  expect(yes([], true)).toBe('raise')
  expect(consequenceOfReview('unsure', { said: ['yes'], matched: false })).toBe('wait')
  expect(measuredMatch({ ...good, ...scored(recipe.least.match), flags: ['camera_virtual'] }, recipe, bands)).toBe(true)
  expect(measuredMatch({ ...good, ...scored(recipe.least.match), whole: false }, recipe, bands)).toBe(false)
  expect(measuredMatch(good, recipe)).toBe(false)
})

test('a visit code is accepted in every usual spelling, and no other text is', () => {
  for (const code of ['K7-2345', 'k72345', ' k7 2345 '])
    expect(v.parse(visitCodeRequest, { code }).code).toBe('K7-2345')
  for (const code of ['', 'K7-234', 'KK-2345', 'K7-23456'])
    expect(v.safeParse(visitCodeRequest, { code }).success).toBe(false)
})
