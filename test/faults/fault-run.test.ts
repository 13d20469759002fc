import { expect, it } from 'vitest'
import { faultRun } from './fault-run.ts'

/** Two short runs; `npm run test:faults` does 200 kills. */
const seed = Number(process.env.FAULT_RUN_SEED ?? 20261125)
const [kills, citizens] = [3, 4]

it('citizens register while the process is killed, LINE fails and webhooks go astray: nothing lost, nothing twice', async () => {
  // Both run at the same time, because a run mostly waits.
  const kinds = ['file', 'server'] as const
  const runs = await Promise.all(kinds.map((database) => faultRun({ seed, kills, parallel: citizens, database })))
  for (const [i, { counts, seconds }] of runs.entries())
    console.log(`${kinds[i]}, seed ${seed}, ${seconds} s: ${JSON.stringify(counts)}`)
  for (const { counts, violations } of runs) {
    expect(violations).toEqual([])
    expect(counts.kills).toBeGreaterThanOrEqual(kills)
    expect(counts['cards issued']).toBeGreaterThan(0)
  }
})
