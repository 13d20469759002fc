import { expect, it } from 'vitest'
import { storm } from './storm.ts'

/** A different storm each day, the same all day long: it is named when it breaks something. */
const seed = Number(process.env.STORM_SEED ?? new Date().toISOString().slice(0, 10).replaceAll('-', ''))

it.each(['file', 'server'] as const)(
  'citizens register while the process is killed, LINE fails and webhooks go astray: nothing lost, nothing twice (%s)',
  async (database) => {
    const { counts, violations, seconds } = await storm({ seed, kills: 14, lanes: 4, database })
    console.log(`${database}, seed ${seed}, ${seconds} s: ${JSON.stringify(counts)}`)
    expect(violations).toEqual([])
    expect(counts.kills).toBeGreaterThanOrEqual(14)
    expect(counts['cards issued']).toBeGreaterThan(0)
  },
)
