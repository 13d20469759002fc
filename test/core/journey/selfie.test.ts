import { describe, expect, it } from 'vitest'
import type { Ask, SelfieClaim } from '../../../src/core/journey/claims.ts'
import { checkSelfie, pickAsks } from '../../../src/core/journey/selfie.ts'

const angles = {
  centre: [0, 0],
  turnLeft: [-20, 0],
  turnRight: [20, 0],
  lookUp: [0, -14],
  blink: [0, 0],
} as const
const frame = (
  ask: keyof typeof angles,
  atMs: number,
  yaw: number = angles[ask][0],
  pitch: number = angles[ask][1],
) => ({
  ask,
  atMs,
  yaw,
  pitch,
  roll: 0,
  score: 0.9,
  live: 0.8,
  jpeg: '',
})
const centre = [frame('centre', 4000), frame('centre', 4150), frame('centre', 4300)]
const claim = (frames: SelfieClaim['frames'], match = { l2: 0.4, samePerson: 0.3 }): SelfieClaim => ({
  nonce: 'n',
  camera: 'front',
  frames,
  match,
  portrait: '',
  tinyFace: '',
})
const good = claim([frame('turnLeft', 1000), frame('lookUp', 2500), ...centre])
const asks: Ask[] = ['turnLeft', 'lookUp']

describe('a selfie', () => {
  it('is accepted when it follows the challenge in time with a plausible face', () => {
    expect(checkSelfie(good, asks, 10_000).ok).toBe(true)
  })
  it('is refused after 180 seconds', () => {
    expect(checkSelfie(good, asks, 180_001)).toEqual({ ok: false, reason: 'challenge_expired' })
  })
  it('is refused when it lasted longer than the challenge is old', () => {
    expect(checkSelfie(good, asks, 4000)).toEqual({ ok: false, reason: 'challenge_mismatch' })
  })
  it.each<[string, SelfieClaim['frames']]>([
    ['skips a step', [frame('turnLeft', 1000), ...centre]],
    ['reorders the steps', [frame('lookUp', 1000), frame('turnLeft', 2500), ...centre]],
    ['does another thing', [frame('turnRight', 1000), frame('lookUp', 2500), ...centre]],
    ['repeats a step later', [frame('turnLeft', 500), frame('lookUp', 1000), frame('turnLeft', 2500), ...centre]],
    ['goes back in time', [frame('turnLeft', 2500), frame('lookUp', 1000), ...centre]],
    ['does not turn far enough', [frame('turnLeft', 1000, -5), frame('lookUp', 2500), ...centre]],
    ['turns the wrong way', [frame('turnLeft', 1000, 20), frame('lookUp', 2500), ...centre]],
    [
      'does not end straight ahead',
      [...centre.map((f) => ({ ...f, atMs: f.atMs - 3900 })), frame('turnLeft', 1000), frame('lookUp', 2500)],
    ],
  ])('is refused when it %s', (_, frames) => {
    expect(checkSelfie(claim(frames), asks, 10_000)).toEqual({ ok: false, reason: 'challenge_mismatch' })
  })
  it.each([0.61, 1, -1, Number.NaN])('is refused when the face is %s away from the card', (l2) => {
    expect(checkSelfie(claim(good.frames, { l2, samePerson: 0.3 }), asks, 10_000)).toEqual({
      ok: false,
      reason: 'face_unlike',
    })
  })
  it('is refused when another person turned than looked straight', () => {
    expect(checkSelfie(claim(good.frames, { l2: 0.4, samePerson: 0.7 }), asks, 10_000)).toEqual({
      ok: false,
      reason: 'two_people',
    })
  })
})

describe('a challenge', () => {
  it('asks two different things in every possible order', () => {
    const seen = new Set<string>()
    for (let a = 0; a < 3; a++) for (let b = 0; b < 2; b++) seen.add(pickAsks(new Uint8Array([a, b]), false).join())
    expect(seen.size).toBe(6)
  })
  it('never asks for a blink unless the person cannot turn', () => {
    for (let a = 0; a < 6; a++) expect(pickAsks(new Uint8Array([a, a]), false)).not.toContain('blink')
    expect(pickAsks(new Uint8Array([0, 0]), true)).toEqual(['blink'])
  })
})
