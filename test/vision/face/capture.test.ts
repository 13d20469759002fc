// Tests the selfie's state machine with invented users: who passes, who does not, and which hints are shown.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ask } from '../../../src/core/face/asks.ts'
import { advanceCapture, giveAsk, startCapture } from '../../../src/vision/face/capture.ts'
import { captureRules as rules } from '../../../src/vision/face/capture-rules.ts'
import type { Capture } from '../../../src/vision/face/capture-state.ts'
import { measured, noFace, playRound, willing } from './people.ts'

const anyAsks: Ask[] = ['turnLeft', 'turnRight', 'lookUp']

describe('a round', () => {
  test.each([30, 10, 5])(
    'succeeds at %i frames a second, with the centre first, every ask in order and the centre last',
    (fps) => {
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...anyAsks), { minLength: 1, maxLength: 3 }), (asks) => {
          const round = playRound(asks, willing(), fps)
          expect(round.end).toBe('done')
          expect(round.last.progress).toBe(1)
          const order = round.taken.filter((take, i, all) => take !== all[i - 1])
          expect(order).toEqual(['centre', ...asks.filter((ask, i) => ask !== asks[i - 1]), 'centre'])
          expect(round.taken.filter((take) => take === 'centre').length).toBeGreaterThanOrEqual(4)
        }),
        { numRuns: 30 },
      )
    },
  )

  test('gives one hint at a time, and its progress never falls below a finished stage', () => {
    const { hints, steps } = playRound(['turnLeft', 'lookUp'], willing())
    expect(hints).toEqual(['hold_still', 'turn_left', 'look_up', 'back_to_centre', 'hold_still', 'done'])
    for (const { progress, capture } of steps) {
      expect(progress).toBeGreaterThanOrEqual(capture.phase === 'position' ? 0 : (1 + capture.done) / 4)
      expect(progress).toBeLessThanOrEqual(1)
    }
  })

  test('asks a user who still looks aside to face the camera before the next ask can count', () => {
    const round = playRound(['turnLeft', 'lookUp'], (ask, sinceMs, atMs) => {
      if (ask !== 'lookUp') return willing()(ask, sinceMs, atMs)
      return measured(atMs, sinceMs < 900 ? { yaw: -24, pitch: -16 } : { pitch: -16 })
    })
    expect(round.end).toBe('done')
    expect(round.hints.slice(1, 4)).toEqual(['turn_left', 'look_up', 'back_to_centre'])
  })

  test('measures turns from the user’s own straight look', () => {
    expect(playRound(['turnRight'], willing({ yaw: 10, pitch: -8 })).end).toBe('done')
    const lazy = playRound(['turnRight'], (ask, _, atMs) => measured(atMs, { yaw: ask === 'turnRight' ? 20 : 10 }))
    expect(lazy.end).toBe('timed_out')
  })

  test('never asks for a blink by itself, and detects one at five frames a second when the user chose it', () => {
    expect(playRound(['turnLeft'], willing(), 5).hints).not.toContain('blink')
    const round = playRound(['blink'], willing(), 5)
    expect([round.end, round.taken[1]]).toEqual(['done', 'blink'])
  })

  test('whose asks arrive one by one pauses for each, keeps no frame meanwhile, and ends when none arrives', () => {
    let capture: Capture = startCapture([], 1)
    const play = (from: number, to: number, face = {}) => {
      const taken: string[] = []
      for (let atMs = from; atMs < to; atMs += 100) {
        const step = advanceCapture(capture, measured(atMs, face))
        capture = step.capture
        if (step.take) taken.push(step.take)
        if (step.end) return { taken, end: step.end }
      }
      return { taken }
    }
    expect(play(0, 2000)).toEqual({ taken: ['centre'] })
    expect(capture.phase).toBe('pause')
    const waiting = capture
    expect(play(2000, 12_000)).toEqual({ taken: [], end: 'timed_out' })
    capture = giveAsk(waiting, 'turnLeft')
    expect(play(2000, 2100)).toEqual({ taken: [] })
    expect(capture.phase).toBe('ask')
    expect(new Set(play(2100, 3000, { yaw: -24 }).taken)).toEqual(new Set(['turnLeft']))
    expect(capture.phase).toBe('pause')
    capture = giveAsk(capture, 'centre')
    expect(play(3000, 5000)).toMatchObject({ end: 'done' })
  })

  test('shows an ask only while the user looks straight, so that no user has turned before it', () => {
    let capture: Capture = startCapture([], 1)
    const play = (from: number, to: number, face = {}) => {
      for (let atMs = from; atMs < to; atMs += 100) capture = advanceCapture(capture, measured(atMs, face)).capture
      return capture.phase
    }
    play(0, 1000)
    capture = giveAsk(capture, 'turnLeft')
    expect(play(1000, 4000, { yaw: -24 })).toBe('pause')
    expect(capture.coach?.hint).toBe('back_to_centre')
    expect(play(4000, 4500)).toBe('ask')
    expect(capture.coach?.hint).toBe('turn_left')
  })

  test('continues through two very slow stretches, and detects the turn and the blink in them', () => {
    const gaps = [...Array(4).fill(200), ...Array(4).fill(1500), ...Array(8).fill(200), ...Array(4).fill(1500)]
    for (const asks of [['turnLeft', 'lookUp'], ['blink']] as Ask[][]) {
      let [capture, atMs, since, asked] = [startCapture(asks), 0, 0, 'centre']
      let end: string | undefined
      let shut = false
      for (let i = 0; i < 200 && !end; i++, atMs += gaps[i % gaps.length]) {
        const ask = capture.phase === 'ask' ? asks[capture.done] : 'centre'
        if (ask !== asked) [asked, since] = [ask, atMs]
        shut = ask === 'blink' && !shut
        const face = { centre: {}, turnLeft: { yaw: -24 }, turnRight: { yaw: 24 }, lookUp: { pitch: -16 }, blink: {} }[
          ask
        ]
        const step = advanceCapture(capture, measured(atMs, atMs > since ? { ...face, open: shut ? 0.05 : 0.32 } : {}))
        capture = step.capture
        end = step.end
      }
      expect([asks, end]).toEqual([asks, 'done'])
    }
  })

  test('does not count eyes that stay shut as a blink', () => {
    const asleep = playRound(['blink'], (ask, sinceMs, atMs) =>
      measured(atMs, { open: ask === 'blink' && sinceMs > 300 ? 0.05 : 0.32 }),
    )
    expect(asleep.end).toBe('timed_out')
  })
})

describe('a round does not succeed with', () => {
  test('a still picture', () => {
    const round = playRound(['lookUp'], (_, __, atMs) => measured(atMs))
    expect(round.end).toBe('timed_out')
    expect(round.last.capture.done).toBe(0)
  })
  test('a turn to the other side', () => {
    expect(playRound(['turnLeft'], (ask, _, atMs) => measured(atMs, { yaw: ask === 'turnLeft' ? 30 : 0 })).end).toBe(
      'timed_out',
    )
  })
  test('a turn sooner than a user can react, until the least time has passed', () => {
    const { steps } = playRound(['turnLeft'], (ask, _, atMs) => measured(atMs, ask === 'turnLeft' ? { yaw: -24 } : {}))
    const from = steps.findIndex(({ capture }) => capture.phase === 'ask')
    const to = steps.findIndex(({ capture }) => capture.done === 1)
    expect((to - from) * 100).toBe(600)
  })
  test('eyes that stay shut for a second', () => {
    const nap = (from: number, to: number) =>
      playRound(['blink'], (ask, sinceMs, atMs) =>
        measured(atMs, { open: ask === 'blink' && sinceMs >= from && sinceMs < to ? 0.05 : 0.32 }),
      ).end
    expect([nap(300, 1000), nap(300, 1400)]).toEqual(['done', 'timed_out'])
  })
  test('a turn of a single frame', () => {
    const twitch = playRound(['turnLeft'], (ask, sinceMs, atMs) =>
      measured(atMs, { yaw: ask === 'turnLeft' && sinceMs === 500 ? -30 : 0 }),
    )
    expect(twitch.end).toBe('timed_out')
  })
  test('a face that is away for longer than a dropout of the camera', () => {
    const away = (from: number, to: number) =>
      playRound(['turnLeft'], (ask, sinceMs, atMs) =>
        ask === 'turnLeft' && sinceMs >= from && sinceMs < to ? noFace(atMs) : willing()(ask, sinceMs, atMs),
      )
    expect(away(200, 400).end).toBe('done')
    expect(away(200, 900).end).toBe('face_lost')
  })
  test('a face that is missing in two frames of a slow camera (one is allowed)', () => {
    const slow = (missing: number) =>
      playRound(
        ['turnLeft'],
        (ask, sinceMs, atMs) =>
          ask === 'turnLeft' && sinceMs > 0 && sinceMs <= missing ? noFace(atMs) : willing()(ask, sinceMs, atMs),
        2,
      )
    expect(slow(500).end).toBe('done')
    expect(slow(1000).end).toBe('face_lost')
  })
  test('a second face that stays', () => {
    const joined = (from: number, to: number) =>
      playRound(['turnLeft'], (ask, sinceMs, atMs) => {
        const one = willing()(ask, sinceMs, atMs)
        return ask === 'turnLeft' && sinceMs >= from && sinceMs < to ? { ...one, faces: 2 } : one
      })
    expect(joined(100, 200).end).toBe('done')
    expect(joined(100, 900).end).toBe('second_face')
  })
  test.each([{ dx: 0.35 }, { width: 0.8, widthPx: 384 }, { dy: -0.3 }])('a face that jumps: %o', (face) => {
    const cut = playRound(['turnLeft'], (ask, _, atMs) => measured(atMs, ask === 'turnLeft' ? face : {}))
    expect(cut.end).toBe('jump')
  })
  test('no face at all: the hint stays for a minute and a half, and then the round ends', () => {
    const empty = playRound(['turnLeft'], (_, __, atMs) => noFace(atMs))
    expect([empty.end, empty.hints, empty.last.capture.phase]).toEqual(['timed_out', ['no_face'], 'position'])
  })
})

describe('the hint while the user gets into position', () => {
  test.each([
    ['no_face', noFace(0)],
    ['too_dark', noFace(0, 20)],
    ['two_faces', measured(0, {}, 2)],
    ['too_dark', { ...measured(0, { luma: 40 }), frameLuma: 60 }],
    ['too_bright', measured(0, { luma: 235 })],
    ['closer', measured(0, { width: 0.25 })],
    ['closer', measured(0, { widthPx: 120 })],
    ['further', measured(0, { width: 0.75 })],
    ['centre', measured(0, { dx: -0.2 })],
    ['centre', measured(0, { dy: 0.3 })],
    ['look_straight', measured(0, { yaw: 20 })],
    ['look_straight', measured(0, { pitch: -25 })],
    ['look_straight', measured(0, { roll: 20 })],
    ['back_light', { ...measured(0, { luma: 40 }), frameLuma: 150 }],
    ['covered', measured(0, { score: 0.6 })],
    ['dark_glasses', measured(0, { covering: 'eyes' })],
    ['mask', measured(0, { covering: 'mouth' })],
    ['mask', measured(0, { covering: 'mouth', pitch: -25 })],
    ['blurry', measured(0, { sharpness: 0.03 })],
  ] as const)('%s', (hint, measurement) => {
    const step = advanceCapture(startCapture(['turnLeft']), measurement)
    expect(step.hint).toBe(hint)
    expect(step.capture.holdSinceMs, 'the hold has not begun').toBeUndefined()
  })

  test('the hold begins again when it is interrupted', () => {
    const start = advanceCapture(startCapture(['turnLeft']), measured(0)).capture
    const broken = advanceCapture(start, measured(500, { dx: 0.3 })).capture
    expect(advanceCapture(broken, measured(700)).capture.phase).toBe('position')
    expect(advanceCapture(start, measured(rules.position.holdMs)).capture.phase).toBe('ask')
  })

  test('a hand that trembles around a limit does not interrupt the hold', () => {
    const start = advanceCapture(startCapture(['turnLeft']), measured(0, { width: 0.34 })).capture
    expect(advanceCapture(start, measured(300, { width: 0.31 })).hint).toBe('hold_still')
  })

  test('a face that was there and left leads to a hint of its own', () => {
    const shown = playRound(['turnLeft'], (_, __, atMs) => (atMs < 400 ? measured(atMs) : noFace(atMs)))
    expect(shown.hints).toEqual(['hold_still', 'face_gone'])
  })

  test('a user who seems to wear a mask is asked for six seconds and may then continue, because it is only a guess', () => {
    const masked = playRound(['turnLeft'], (ask, since, atMs) => {
      const seen = willing()(ask, since, atMs)
      return { ...seen, face: seen.face && { ...seen.face, covering: 'mouth' as const } }
    })
    expect([masked.hints.slice(0, 2), masked.end]).toEqual([['mask', 'hold_still'], 'done'])
    expect(masked.steps.filter(({ hint }) => hint === 'mask').length).toBeGreaterThanOrEqual(60)
  })

  test('a user who is stuck gets more help: after 12 seconds in position, after 4 of an ask', () => {
    const dark = playRound(['turnLeft'], (_, __, atMs) => measured(atMs, { luma: 40 }))
    expect(dark.steps.findIndex(({ helping }) => helping)).toBe(120)
    const stiff = playRound(['turnLeft'], (_, __, atMs) => measured(atMs))
    const asked = stiff.steps.findIndex(({ capture }) => capture.phase === 'ask')
    expect(stiff.steps.findIndex(({ helping }) => helping)).toBe(asked + 40)
  })
})

describe('hints', () => {
  const faces = [
    {},
    { width: 0.25 },
    { width: 0.75 },
    { dx: -0.2 },
    { luma: 40 },
    { yaw: -24 },
    { pitch: -16 },
    { score: 0.6 },
  ]
  test.each([30, 5])(
    'never change faster than a user can follow, whatever the camera shows at %i frames a second',
    (fps) => {
      fc.assert(
        fc.property(fc.array(fc.nat({ max: faces.length }), { minLength: 20, maxLength: 200 }), (seen) => {
          let capture = startCapture(['turnLeft', 'lookUp'])
          const shown: { hint: string; atMs: number }[] = []
          for (const [i, which] of seen.entries()) {
            const atMs = (i * 1000) / fps
            const step = advanceCapture(capture, faces[which] ? measured(atMs, faces[which]) : noFace(atMs))
            capture = step.capture
            if (shown.at(-1)?.hint !== step.hint) shown.push({ hint: step.hint, atMs })
            if (step.end) break
          }
          for (const [i, { hint, atMs }] of shown.slice(0, -1).entries()) {
            const next = shown[i + 1]
            const soon = ['turn_left', 'look_up', 'back_to_centre', 'hold_still', 'done'].includes(next.hint)
            const least = soon || hint === 'hold_still' ? 600 : 1500
            if (next.hint !== 'done') expect(next.atMs - atMs, `${hint} → ${next.hint}`).toBeGreaterThanOrEqual(least)
          }
        }),
        { numRuns: 200 },
      )
    },
  )

  test('do not change for a single odd frame', () => {
    const hints = playRound(['turnLeft'], (ask, since, atMs) =>
      atMs === 2000 ? noFace(atMs) : atMs < 4000 ? measured(atMs, { width: 0.25 }) : willing()(ask, since, atMs),
    ).hints
    expect(hints.slice(0, 2)).toEqual(['closer', 'hold_still'])
  })

  test('show an ask at once: it waits until the hint before it has been shown long enough', () => {
    const { steps } = playRound(['turnLeft'], (ask, since, atMs) =>
      atMs < 500 ? measured(atMs, { width: 0.25 }) : willing()(ask, since, atMs),
    )
    expect(steps.find(({ capture }) => capture.phase === 'ask')?.hint).toBe('turn_left')
  })
})

test('nothing that a camera could show ends in success without every ask having been measured', () => {
  const anything = fc.record({
    gap: fc.integer({ min: 16, max: 400 }),
    faces: fc.constantFrom(0, 1, 1, 1, 1, 1, 1, 2),
    yaw: fc.constantFrom(-30, -19, -5, 0, 0, 0, 4, 19, 30),
    pitch: fc.constantFrom(-20, -13, 0, 0, 0, 0, 3),
    open: fc.constantFrom(0.05, 0.3, 0.3),
  })
  fc.assert(
    fc.property(fc.constantFrom(...anyAsks), fc.array(anything, { minLength: 20, maxLength: 80 }), (ask, shown) => {
      let capture = startCapture([ask])
      let atMs = 0
      let reached = false
      for (const { gap, faces, yaw, pitch, open } of shown) {
        atMs += gap
        const step = advanceCapture(capture, faces === 0 ? noFace(atMs) : measured(atMs, { yaw, pitch, open }, faces))
        capture = step.capture
        if (faces === 1 && (ask === 'lookUp' ? pitch <= -12 : ask === 'turnLeft' ? yaw <= -18 : yaw >= 18))
          reached = true
        if (step.end === 'done') expect([reached, capture.burst >= 3]).toEqual([true, true])
        if (step.end) return
      }
    }),
    { numRuns: 400 },
  )
})
