import { describe, expect, it } from 'vitest'
import { firstTransition, now, openStore, temporaryFile } from '../../kit/store.ts'

const pin = { salt: 'c2FsdA', hash: 'aGFzaA', picture: 'cat' as const }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

const withPin = async (url?: string) => {
  const { store } = await openStore(url)
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  await store.transition(firstTransition(id, { pin }))
  return { store, id, pins: store.pins }
}

describe('a PIN', () => {
  it('returns its hash with the number of attempts so far', async () => {
    const { pins, id } = await withPin()
    expect(await pins.count(id, now)).toEqual({ ok: true, value: { ...pin, failures: 1, lockedUntil: 0 } })
    expect(await pins.count(id, now)).toMatchObject({ value: { failures: 2 } })
  })

  it('is not there before it was set', async () => {
    const { store } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    expect(await store.pins.count(id, now)).toEqual({ ok: false, reason: 'no_pin' })
    expect((await store.pins.status(id)).picture).toBeUndefined()
  })

  it('gives five attempts to fifty parallel guesses', async () => {
    const { pins, id } = await withPin(`file:${temporaryFile()}`)
    const attempts = await Promise.all(Array.from({ length: 50 }, () => pins.count(id, now)))
    expect(attempts.filter(({ ok }) => ok)).toHaveLength(5)
    expect(
      attempts.filter((attempt) => !attempt.ok && 'until' in attempt && attempt.until === now + 30 * second),
    ).toHaveLength(45)
  })

  it('gives one attempt to fifty parallel guesses after the wait', async () => {
    const { pins, id } = await withPin()
    for (let i = 0; i < 5; i++) await pins.count(id, now)
    const later = now + 30 * second
    const attempts = await Promise.all(Array.from({ length: 50 }, () => pins.count(id, later)))
    expect(attempts.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('locks for 30 s, 5 min, 30 min, then a day each, and for ever after twenty attempts', async () => {
    const { pins, id } = await withPin()
    const waits: number[] = []
    let time = now
    for (let attempts = 1; attempts <= 20; attempts++) {
      const attempt = await pins.count(id, time)
      if (!attempt.ok) throw new Error(`attempt ${attempts} was refused`)
      expect(attempt.value.failures).toBe(attempts)
      const until = attempt.value.lockedUntil
      waits.push(until === 0 || until === Number.MAX_SAFE_INTEGER ? until : until - time)
      if (until > time && until < Number.MAX_SAFE_INTEGER) {
        expect(await pins.count(id, until - 1)).toEqual({ ok: false, reason: 'locked', until })
        time = until
      }
    }
    const days = Array(12).fill(24 * hour)
    expect(waits).toEqual([0, 0, 0, 0, 30 * second, 5 * minute, 30 * minute, ...days, Number.MAX_SAFE_INTEGER])
    expect(await pins.count(id, time + 10_000 * hour)).toEqual({
      ok: false,
      reason: 'locked',
      until: Number.MAX_SAFE_INTEGER,
    })
  })

  it('counts from zero after a right PIN', async () => {
    const { pins, id } = await withPin()
    for (let i = 0; i < 5; i++) await pins.count(id, now)
    await pins.clear(id)
    expect(await pins.count(id, now)).toMatchObject({ value: { failures: 1, lockedUntil: 0 } })
  })

  it('can be replaced, which resets the attempts', async () => {
    const { store, pins, id } = await withPin()
    for (let i = 0; i < 5; i++) await pins.count(id, now)
    const other = { ...pin, hash: 'YW5kZXJz', picture: 'sun' as const }
    await store.transition({ ...firstTransition(id, { pin: other }), from: { step: 'faceConsent', version: 1 } })
    expect(await pins.count(id, now)).toMatchObject({ value: { hash: other.hash, failures: 1 } })
    expect((await pins.status(id)).picture).toBe('sun')
  })
})
