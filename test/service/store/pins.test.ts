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
  it('hands out its hash with the number of tries so far', async () => {
    const { pins, id } = await withPin()
    expect(await pins.count(id, now)).toEqual({ ok: true, value: { ...pin, failures: 1, lockedUntil: 0 } })
    expect(await pins.count(id, now)).toMatchObject({ value: { failures: 2 } })
  })

  it('is not there before it was set', async () => {
    const { store } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    expect(await store.pins.count(id, now)).toEqual({ ok: false, reason: 'no_pin' })
    expect((await store.pins.shownTokens(id)).picture).toBeUndefined()
  })

  it('gives five tries to fifty guessers at once', async () => {
    const { pins, id } = await withPin(`file:${temporaryFile()}`)
    const tries = await Promise.all(Array.from({ length: 50 }, () => pins.count(id, now)))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(5)
    expect(tries.filter((tried) => !tried.ok && 'until' in tried && tried.until === now + 30 * second)).toHaveLength(45)
  })

  it('gives one try to fifty guessers once the wait is over', async () => {
    const { pins, id } = await withPin()
    for (let i = 0; i < 5; i++) await pins.count(id, now)
    const later = now + 30 * second
    const tries = await Promise.all(Array.from({ length: 50 }, () => pins.count(id, later)))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('makes a guesser wait 30 s, 5 min, 30 min, then a day each, and ends after twenty', async () => {
    const { pins, id } = await withPin()
    const waits: number[] = []
    let time = now
    for (let tries = 1; tries <= 20; tries++) {
      const tried = await pins.count(id, time)
      if (!tried.ok) throw new Error(`try ${tries} was refused`)
      expect(tried.value.failures).toBe(tries)
      const until = tried.value.lockedUntil
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

  it('starts to count anew after a right one', async () => {
    const { pins, id } = await withPin()
    for (let i = 0; i < 5; i++) await pins.count(id, now)
    await pins.clear(id)
    expect(await pins.count(id, now)).toMatchObject({ value: { failures: 1, lockedUntil: 0 } })
  })

  it('can be set anew, which forgets the tries at the old one', async () => {
    const { store, pins, id } = await withPin()
    for (let i = 0; i < 5; i++) await pins.count(id, now)
    const other = { ...pin, hash: 'YW5kZXJz', picture: 'sun' as const }
    await store.transition({ ...firstTransition(id, { pin: other }), from: { step: 'faceConsent', version: 1 } })
    expect(await pins.count(id, now)).toMatchObject({ value: { hash: other.hash, failures: 1 } })
    expect((await pins.shownTokens(id)).picture).toBe('sun')
  })
})
