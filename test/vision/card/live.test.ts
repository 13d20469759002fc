// The live guide's judgement, look by look: one hint at a time, and the picture only when everything is right.
import { describe, expect, test } from 'vitest'
import {
  advanceGuide,
  type CardObservation,
  type GuideState,
  isFreeOfGlare,
  isSharpLive,
} from '../../../src/vision/card/live.ts'
import { bothOrientations } from '../../../src/vision/card/side.ts'
import { drawn, drawnCard } from './drawn.ts'
import { blurred, lamp, placed } from './rephotograph.ts'

const quad = placed([640, 360], 900, 1)
const good: CardObservation = {
  atMs: 0,
  frame: { width: 1280, height: 720 },
  light: 150,
  quad,
  cutOff: false,
  front: false,
  sharp: true,
  noGlare: true,
}
/** The last answer after the same look came every 100 ms for as long as said. */
const shownFor = (ms: number, look: Partial<CardObservation>, from: GuideState = {}) => {
  let answer = advanceGuide(from, { ...good, ...look })
  for (let atMs = 100; atMs <= ms; atMs += 100) answer = advanceGuide(answer.watch, { ...good, ...look, atMs })
  return answer
}

describe('what it says', () => {
  test.each([
    ['looking', { quad: undefined }],
    ['too_dark', { light: 40 }],
    ['too_dark', { light: 10, quad: undefined }],
    ['closer', { quad: placed([640, 360], 500, 1) }],
    ['further', { quad: placed([640, 360], 1130, 1) }],
    ['further', { quad: undefined, cutOff: true }],
    ['turn_over', { front: true }],
    ['glare', { noGlare: false }],
    ['hold_still', { sharp: false }],
    ['capturing', {}],
  ] as const)('%s', (hint, look) => expect(shownFor(300, look)).toMatchObject({ hint, capture: false }))

  test('a dark table under a bright card is not too dark', () => {
    expect(shownFor(200, { light: 30, quad: undefined }).hint).toBe('looking')
  })
  test('a card that moves is asked to hold still', () => {
    const first = advanceGuide({}, good)
    expect(advanceGuide(first.watch, { ...good, atMs: 100, quad: placed([670, 360], 900, 1) }).hint).toBe('hold_still')
  })
  test('a card that fills a standing frame from side to side is neither too close nor too far', () => {
    const frame = { width: 1080, height: 1920 }
    expect(shownFor(200, { frame, quad: placed([540, 960], 980, 0) }).hint).toBe('capturing')
  })
})

describe('when it takes the picture', () => {
  test('after half a second in which everything was right', () => {
    expect(shownFor(500, {}).capture).toBe(false)
    expect(shownFor(600, {}).capture).toBe(true)
  })
  test('never of the front that still lies there when the back is wanted, but as soon as it is turned over', () => {
    const lying = shownFor(5_000, { front: true })
    expect(lying.capture).toBe(false)
    expect(shownFor(600, {}, lying.watch).capture).toBe(true)
  })
  test('not if something was wrong in between', () => {
    const shaken = advanceGuide(shownFor(500, {}).watch, { ...good, atMs: 600, noGlare: false })
    expect(advanceGuide(shaken.watch, { ...good, atMs: 700 }).capture).toBe(false)
  })
})

describe('what it measures', () => {
  const { quad: corners } = drawn('front')
  test('print is sharp, the same out of focus is not, and patience eases the demand but does not drop it', () => {
    expect(isSharpLive(bothOrientations(drawnCard('front'), corners), true, 0)).toBe(true)
    const soft = bothOrientations(blurred(drawnCard('front'), 4), corners)
    expect(isSharpLive(soft, true, 0)).toBe(false)
    expect(isSharpLive(soft, true, 60_000)).toBe(false)
  })
  test('a lamp on the card is glare, the white paper of the portrait is not', () => {
    expect(isFreeOfGlare(drawnCard('front'))).toBe(true)
    const card = drawnCard('front')
    lamp(card, [500, 250], 200)
    expect(isFreeOfGlare(card)).toBe(false)
  })
})
