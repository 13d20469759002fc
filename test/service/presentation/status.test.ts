// One reading of the status list serves a whole data centre for two seconds, and no longer.
import { expect, test, vi } from 'vitest'
import type { Deps } from '../../../src/service/deps.ts'

/** Isolates of one data centre over one database: each has its own module, all share one cache. */
const dataCentre = () => {
  const cache = new Map<string, string>()
  const deployment = { now: 1_000_000, readings: 0 }
  const deps = {
    config: { origin: 'https://card.example' },
    clock: () => deployment.now,
    store: {
      passes: { statuses: async () => [] },
      cards: {
        statuses: async () => {
          deployment.readings++
          return []
        },
      },
    },
    waitUntil: (work: () => Promise<unknown>) => void work(),
    dataCentreCache: {
      match: async (url: string) => (cache.has(url) ? new Response(cache.get(url)) : undefined),
      put: async (url: string, answer: Response) => void cache.set(url, await answer.text()),
    },
  } as unknown as Deps
  const isolate = async (of: Deps = deps) => {
    vi.resetModules()
    const { statusList } = await import('../../../src/service/presentation/status.ts')
    return () => statusList(of)
  }
  return { deployment, deps, isolate }
}

test('a second isolate uses the reading of the first without a query, and with its age', async () => {
  const { deployment, isolate } = dataCentre()
  const first = await (await isolate())()
  deployment.now += 1500
  const second = await isolate()
  expect(await second()).toEqual(first)
  expect(deployment.readings).toBe(1)
  deployment.now += 500
  expect((await second()).issuedAt).toBe(1002)
  expect(deployment.readings).toBe(2)
})

test('a reading from the future, after a clock was set back, is not used', async () => {
  const { deployment, isolate } = dataCentre()
  await (await isolate())()
  deployment.now -= 10_000
  await (await isolate())()
  expect(deployment.readings).toBe(2)
})

test('without a cache each isolate reads for itself', async () => {
  const { deployment, deps, isolate } = dataCentre()
  const alone = { ...deps, dataCentreCache: undefined }
  await (await isolate(alone))()
  await (await isolate(alone))()
  expect(deployment.readings).toBe(2)
})
