// Promises that one reading of the status list serves a whole data centre for two seconds, and nobody longer.
import { expect, test, vi } from 'vitest'
import type { Deps } from '../../../src/service/deps.ts'

/** Isolates of one data centre over one database: each with a module of its own, all with one cache. */
const dataCentre = () => {
  const cache = new Map<string, string>()
  const world = { now: 1_000_000, readings: 0 }
  const deps = {
    config: { origin: 'https://card.example' },
    clock: () => world.now,
    store: {
      cards: {
        statuses: async () => {
          world.readings++
          return []
        },
      },
    },
    after: (work: () => Promise<unknown>) => void work(),
    nearby: {
      match: async (url: string) => (cache.has(url) ? new Response(cache.get(url)) : undefined),
      put: async (url: string, answer: Response) => void cache.set(url, await answer.text()),
    },
  } as unknown as Deps
  const isolate = async (of: Deps = deps) => {
    vi.resetModules()
    const { statusList } = await import('../../../src/service/presentation/status.ts')
    return () => statusList(of)
  }
  return { world, deps, isolate }
}

test('a second isolate asks the database nothing, and what it says is as old as the first', async () => {
  const { world, isolate } = dataCentre()
  const first = await (await isolate())()
  world.now += 1500
  const second = await isolate()
  expect(await second()).toEqual(first)
  expect(world.readings).toBe(1)
  world.now += 500
  expect((await second()).issuedAt).toBe(1002)
  expect(world.readings).toBe(2)
})

test('a reading from the future, as of a clock that was put back, serves nobody', async () => {
  const { world, isolate } = dataCentre()
  await (await isolate())()
  world.now -= 10_000
  await (await isolate())()
  expect(world.readings).toBe(2)
})

test('without a cache each isolate reads for itself', async () => {
  const { world, deps, isolate } = dataCentre()
  const alone = { ...deps, nearby: undefined }
  await (await isolate(alone))()
  await (await isolate(alone))()
  expect(world.readings).toBe(2)
})
