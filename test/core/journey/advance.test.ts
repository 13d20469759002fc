// Tests the journey to a card: the only ways to it, the ways to a person's help, and what is refused.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, type Event } from '../../../src/core/journey/advance.ts'
import { failures } from '../../../src/core/journey/failures.ts'
import { map, plan, stepFromStored, steps } from '../../../src/core/journey/map.ts'
import { initialProgress, type Progress, triesLeft } from '../../../src/core/journey/progress.ts'

const now = Date.UTC(2026, 10, 23)
const hour = 3_600_000

const names = [
  ...new Set(steps.flatMap((step) => Object.keys(map[step].on))),
  'helpAsked',
  'wentOn',
  'restarted',
  'faceWithdrawn',
]
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.constantFrom(...failures).map((reason): Event => ({ type: 'failed', reason })),
  fc.constantFrom(...names).map((type) => ({ type, reason: 'card_lost' }) as Event),
)

const walk = (events: readonly Event[], from: Progress = initialProgress, at = now) => {
  let progress = from
  const passed: string[] = []
  for (const event of events) {
    const advanced = advance(progress, event, at)
    if (!advanced.ok) continue
    if (event.type === 'restarted') passed.length = 0
    // After the withdrawal, the user has agreed to the terms only.
    if (event.type === 'faceWithdrawn') passed.splice(passed.indexOf('faceAgreed'))
    passed.push(event.type)
    progress = advanced.value.next
  }
  return { progress, passed }
}
const at = (step: Progress['step']): Progress => ({ step, failures: {} })
const fail: Event = { type: 'failed', reason: 'face_unlike' }

const happy: Event[] = (
  [
    'termsAccepted',
    'faceAgreed',
    'cardFrontRead',
    'cardBackRead',
    'dataConfirmed',
    'registerConfirmed',
    'facePlausible',
    'pinSet',
    'consentSigned',
  ] as const
).map((type) => ({ type }))

describe('the journey', () => {
  it('leads from the terms to the card in nine events', () => {
    expect(walk(happy).progress.step).toBe('issued')
  })

  it('gives no card without terms, face consent, a read card, a plausible face, a PIN and a consent, for any events', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 120 }), (events) => {
        const { progress, passed } = walk(events)
        if (progress.step !== 'issued') return
        for (const needed of ['termsAccepted', 'faceAgreed', 'cardFrontRead', 'cardBackRead', 'dataConfirmed'])
          expect(passed).toContain(needed)
        expect(passed.lastIndexOf('facePlausible')).toBeGreaterThan(passed.lastIndexOf('dataConfirmed'))
        expect(passed.lastIndexOf('pinSet')).toBeGreaterThan(passed.lastIndexOf('facePlausible'))
        expect(passed.at(-1)).toBe('consentSigned')
      }),
      { numRuns: 2000 },
    )
  })

  it('has no way to the card without the consent to the use of the face or any other of the nine steps', () => {
    for (const left of happy) {
      const rest = happy.filter((event) => event !== left)
      expect(walk([...rest, ...rest]).progress.step, `without ${left.type}`).not.toBe('issued')
    }
    const refused = walk([{ type: 'termsAccepted' }, { type: 'faceRefused' }, ...happy.slice(2)]).progress
    expect(refused).toMatchObject({ step: 'inPerson', resume: 'faceConsent' })
    expect(walk([{ type: 'wentOn' }, ...happy.slice(2)], refused).progress.step).toBe('faceConsent')
  })

  it('can reach a card from every step but the last', () => {
    for (const step of steps.filter((name) => name !== 'issued')) {
      const restarted = walk([{ type: 'restarted' }, ...happy], at(step))
      expect(restarted.progress.step, step).toBe('issued')
    }
  })

  it('offers help at every step', () => {
    for (const step of steps.filter((name) => name !== 'issued'))
      expect(advance(at(step), { type: 'helpAsked' }, now).ok, step).toBe(true)
  })

  it('opens a case for an official after the third failure at a step', () => {
    const { progress } = walk([fail, fail], at('selfie'))
    expect(progress.step).toBe('selfie')
    expect(triesLeft(progress, now)).toBe(1)
    const third = advance(progress, fail, now)
    expect(third).toMatchObject({
      value: {
        next: { step: 'inPerson' },
        effects: [{ do: 'openCase', reason: 'three_failures' }, { do: 'announce' }],
      },
    })
  })

  it('lets a user who asked for help continue alone at the same step, with the same failures', () => {
    const tired = walk([fail], at('selfie')).progress
    const helped = walk([{ type: 'helpAsked' }], tired).progress
    expect(helped).toMatchObject({ step: 'inPerson', resume: 'selfie' })
    expect(walk([{ type: 'helpAsked' }], helped).progress).toEqual(helped)
    expect(walk([{ type: 'wentOn' }], helped).progress).toEqual(tired)
    expect(walk([{ type: 'wentOn' }], walk([{ type: 'faceRefused' }], at('faceConsent')).progress).progress.step).toBe(
      'faceConsent',
    )
  })

  it('lets the face consent be withdrawn at any step after it, leads to an official, and to a card only with a new consent', () => {
    const withdrawn: Event = { type: 'faceWithdrawn' }
    for (const step of steps.filter((name) => name !== 'inPerson')) {
      const taken = advance(at(step), withdrawn, now)
      expect(taken.ok, step).toBe(!['terms', 'faceConsent', 'declined'].includes(step))
      if (!taken.ok) continue
      const { next, effects } = taken.value
      expect(next, step).toEqual({ step: 'inPerson', failures: {}, resume: 'faceConsent' })
      expect(effects.slice(0, 2)).toEqual([{ do: 'eraseFace' }, { do: 'openCase', reason: 'no_face_consent' }])
      expect(effects.some((effect) => effect.do === 'showMenu')).toBe(step === 'issued')
      expect(walk([{ type: 'wentOn' }, ...happy.slice(2)], next).progress.step).toBe('faceConsent')
      expect(walk([{ type: 'wentOn' }, ...happy.slice(1)], next).progress.step).toBe('issued')
    }
  })

  it('lets a user at an official’s withdraw it only if it was given, without coming any further', () => {
    const withdrawn: Event = { type: 'faceWithdrawn' }
    const helpedAt = (step: Progress['step']) => walk([{ type: 'helpAsked' }, withdrawn], at(step)).progress
    for (const step of ['terms', 'faceConsent', 'declined'] as const) expect(helpedAt(step).resume).toBe(step)
    expect(helpedAt('setPin').resume).toBe('faceConsent')
    const barred = walk([fail, fail, fail, withdrawn, { type: 'wentOn' }], at('selfie')).progress
    expect(barred).toMatchObject({ step: 'inPerson' })
    expect(barred.resume).toBeUndefined()
  })

  it('lets no user continue alone after three failures or with a barred card', () => {
    const barred: Event = { type: 'registerBarred', reason: 'card_lost' }
    expect(walk([fail, fail, fail, { type: 'wentOn' }], at('selfie')).progress.step).toBe('inPerson')
    expect(walk([barred, { type: 'wentOn' }], at('register')).progress.step).toBe('inPerson')
    expect(walk([barred, { type: 'helpAsked' }, { type: 'wentOn' }], at('register')).progress.step).toBe('inPerson')
  })

  it('keeps failed selfies through a new start, and forgets them after a day', () => {
    const tired = walk([fail, fail, fail], at('selfie')).progress
    const again = [{ type: 'restarted' } as Event, ...happy.slice(0, 6)]
    expect(walk(again, tired).progress.step).toBe('inPerson')
    expect(walk(again, tired, now + 25 * hour).progress.step).toBe('selfie')
  })

  it('forgets other failures at a new start', () => {
    const tired = walk([{ type: 'failed', reason: 'blurred' }], at('cardFront')).progress
    expect(walk([{ type: 'restarted' }], tired).progress.failures).toEqual({})
  })

  it('counts a disagreement of the population register as a failure of the data', () => {
    const disagreed: Event[] = [{ type: 'registerDisagreed' }, { type: 'dataConfirmed' }]
    expect(walk([...disagreed, ...disagreed], at('register')).progress.step).toBe('register')
    expect(walk([...disagreed, ...disagreed, ...disagreed], at('register')).progress.step).toBe('inPerson')
  })

  it('refuses events that belong to another step', () => {
    for (const step of steps)
      for (const event of happy)
        if (!(event.type in plan[step].on))
          expect(advance(at(step), event, now).ok, `${event.type} at ${step}`).toBe(false)
  })

  it('accepts only the withdrawal of the face consent once a card is issued', () => {
    const moves = (event: Event) => advance(at('issued'), event, now).ok
    fc.assert(fc.property(anyEvent, (event) => moves(event) === (event.type === 'faceWithdrawn')))
  })

  it('finds a step for any stored name', () => {
    for (const step of steps) expect(stepFromStored(step)).toBe(step)
    expect(stepFromStored('aStepOfTheYear2031')).toBe('terms')
  })
})
