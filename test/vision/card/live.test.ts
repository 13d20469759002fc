// Tests the live guide frame by frame: it shows one hint at a time, and takes the photo only when everything is right.
import { describe, expect, test } from 'vitest'
import {
  advanceGuide,
  type CardObservation,
  type GuideState,
  isFreeOfGlare,
  isSharpLive,
} from '../../../src/vision/card/live.ts'
import { bothOrientations } from '../../../src/vision/card/side.ts'
import { blurred, lamp, placed } from '../../kit/card/rephotograph.ts'
import { drawn, drawnCard } from './drawn.ts'

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
/** The guide's last answer if the same observation comes every 100 ms for `ms` milliseconds. */
const shownFor = (ms: number, change: Partial<CardObservation>, from: GuideState = {}) => {
  let answer = advanceGuide(from, { ...good, ...change })
  for (let atMs = 100; atMs <= ms; atMs += 100) answer = advanceGuide(answer.watch, { ...good, ...change, atMs })
  return answer
}

describe('the hint', () => {
  test.each([
    ['looking', { quad: undefined }],
    ['too_dark', { light: 40 }],
    ['too_dark', { light: 10, quad: undefined }],
    ['closer', { quad: placed([640, 360], 500, 1) }],
    ['further', { quad: placed([640, 360], 1130, 1) }],
    // The reader refuses cards below 600 pixels, whatever share of the frame they fill.
    ['closer', { frame: { width: 720, height: 1280 }, quad: placed([360, 640], 590, 0) }],
    ['closer', { frame: { width: 640, height: 480 }, quad: placed([320, 240], 560, 0) }],
    ['further', { quad: undefined, cutOff: true }],
    ['turn_over', { front: true }],
    ['glare', { noGlare: false }],
    ['hold_still', { sharp: false }],
    ['capturing', {}],
  ] as const)('%s', (hint, change) => expect(shownFor(300, change)).toMatchObject({ hint, capture: false }))

  test('a dark table under a bright card is not too dark', () => {
    expect(shownFor(200, { light: 30, quad: undefined }).hint).toBe('looking')
  })
  test('a moving card leads to "hold still"', () => {
    const first = advanceGuide({}, good)
    expect(advanceGuide(first.watch, { ...good, atMs: 100, quad: placed([670, 360], 900, 1) }).hint).toBe('hold_still')
  })
  test('a card that fills a portrait frame from side to side is neither too close nor too far', () => {
    const frame = { width: 1080, height: 1920 }
    expect(shownFor(200, { frame, quad: placed([540, 960], 980, 0) }).hint).toBe('capturing')
  })
})

describe('the photo is taken', () => {
  test('after half a second in which everything was right', () => {
    expect(shownFor(500, {}).capture).toBe(false)
    expect(shownFor(600, {}).capture).toBe(true)
  })
  test('never of the front when the back is wanted, but as soon as the card is turned over', () => {
    const lying = shownFor(5_000, { front: true })
    expect(lying.capture).toBe(false)
    expect(shownFor(600, {}, lying.watch).capture).toBe(true)
  })
  test('not if something was wrong in between', () => {
    const shaken = advanceGuide(shownFor(500, {}).watch, { ...good, atMs: 600, noGlare: false })
    expect(advanceGuide(shaken.watch, { ...good, atMs: 700 }).capture).toBe(false)
  })
})

describe('the measurements', () => {
  const { quad: corners } = drawn('front')
  test('print is sharp and out of focus it is not, even by the lower limit that applies after a while', () => {
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
