import { expect, it } from 'vitest'
import { storm } from './storm.ts'

/** Small storms; the 200 kills are `npm run test:faults`. */
const seed = Number(process.env.STORM_SEED ?? 20261125)
const [kills, lanes] = [5, 5]

it.concurrent.each(['file', 'server'] as const)(
  'citizens register while the process is killed, LINE fails and webhooks go astray: nothing lost, nothing twice (%s)',
  async (database) => {
    const { counts, violations, seconds } = await storm({ seed, kills, lanes, database })
    console.log(`${database}, seed ${seed}, ${seconds} s: ${JSON.stringify(counts)}`)
    expect(violations).toEqual([])
    expect(counts.kills).toBeGreaterThanOrEqual(kills)
    expect(counts['cards issued']).toBeGreaterThan(0)
  },
)
