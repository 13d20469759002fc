import { expect, it } from 'vitest'
import { faultRun } from './fault-run.ts'

/** Small storms; the 200 kills are `npm run test:faults`. */
const seed = Number(process.env.STORM_SEED ?? 20261125)
const [kills, lanes] = [3, 4]

it('citizens register while the process is killed, LINE fails and webhooks go astray: nothing lost, nothing twice', async () => {
  // Both beside one another, for most of a storm is waiting.
  const kinds = ['file', 'server'] as const
  const storms = await Promise.all(kinds.map((database) => faultRun({ seed, kills, parallel: lanes, database })))
  for (const [i, { counts, seconds }] of storms.entries())
    console.log(`${kinds[i]}, seed ${seed}, ${seconds} s: ${JSON.stringify(counts)}`)
  for (const { counts, violations } of storms) {
    expect(violations).toEqual([])
    expect(counts.kills).toBeGreaterThanOrEqual(kills)
    expect(counts['cards issued']).toBeGreaterThan(0)
  }
})
