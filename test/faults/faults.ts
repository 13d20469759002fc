// The faults of a run: drawn from the seed for every request that passes a gate, and none once the run is over.

import type { ConnectionFault, GateAnswer } from '../kit/gate.ts'
import type { Chance } from './chance.ts'

export type Boundary = 'phone' | 'webhook' | 'line' | 'database'
/**
 * When the process is killed: before the other side receives the request,
 * while it works, or while its answer is under way.
 */
export type KillMoment = 'before' | 'during' | 'after'

export type Faults = {
  calm: boolean
  readonly counts: Record<string, number>
  /** When to kill the process at this request; undefined for most requests. */
  killAt: (where: Boundary) => KillMoment | undefined
  line: (isPush: boolean) => ConnectionFault
  database: () => ConnectionFault
  webhook: () => { drop: boolean; double: boolean; delay: number; again: boolean }
  count: (what: string) => void
}

const answer = (status: number, message: string): GateAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message })),
})
const busy = answer(429, 'The API rate limit has been exceeded. Try again later.')
const broken = answer(500, 'The API server is temporarily unavailable')
const accepted = answer(409, 'The retry key is already accepted')

/** `pushOnly`: answers that LINE gives to pushes only; 409 follows an earlier answer that was lost. */
const lineFaults: readonly { name: string; trouble: ConnectionFault; pushOnly?: true }[] = [
  { name: 'LINE 409', trouble: { after: accepted }, pushOnly: true },
  { name: 'LINE 500, not done', trouble: { before: broken } },
  { name: 'LINE 500, done', trouble: { after: broken } },
  { name: 'LINE 429', trouble: { before: busy } },
  { name: 'LINE time-out, not done', trouble: { before: 'hang' } },
  { name: 'LINE time-out, done', trouble: { after: 'hang' } },
  { name: 'LINE cut, not done', trouble: { before: 'cut' } },
  { name: 'LINE cut, done', trouble: { after: 'cut' } },
  { name: 'LINE slow', trouble: { delay: 150 } },
]
const databaseFaults: readonly { name: string; trouble: ConnectionFault }[] = [
  { name: 'database cut, not done', trouble: { before: 'cut' } },
  { name: 'database cut, done', trouble: { after: 'cut' } },
  { name: 'database slow', trouble: { delay: 120 } },
]
/** Database requests are many: two in a hundred fail, and sometimes the database is away for a while. */
const databaseOdds = 0.02
const outageOdds = 0.0008
const lineOdds = 0.25

/** `everyOps`: requests between two kills at most. */
export const openFaults = (chance: Chance, everyOps: number): Faults => {
  const counts: Record<string, number> = {}
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1
  }
  let requestsLeft = chance.below(everyOps)
  let outageUntil = 0
  const pickFault = <T extends { name: string }>(list: readonly T[]): T => {
    const one = chance.pick(list)
    count(one.name)
    return one
  }
  const faults: Faults = {
    calm: false,
    counts,
    count,
    killAt: (where) => {
      if (faults.calm || requestsLeft-- > 0) return undefined
      requestsLeft = chance.below(everyOps)
      const when = chance.pick<KillMoment>(['before', 'during', 'after'])
      count(`kill ${when} a ${where} request`)
      return when
    },
    line: (isPush) => {
      if (faults.calm || !chance.yes(lineOdds)) return {}
      return pickFault(lineFaults.filter(({ pushOnly }) => isPush || !pushOnly)).trouble
    },
    database: () => {
      if (faults.calm) return {}
      if (Date.now() >= outageUntil && chance.yes(outageOdds)) {
        outageUntil = Date.now() + 200 + chance.below(1500)
        count('database away for a while')
      }
      if (Date.now() < outageUntil) {
        count('database cut, away')
        return { before: 'cut' }
      }
      return chance.yes(databaseOdds) ? pickFault(databaseFaults).trouble : {}
    },
    webhook: () => {
      if (faults.calm) return { drop: false, double: false, delay: 0, again: false }
      const [drop, double, again] = [chance.yes(0.05), chance.yes(0.15), chance.yes(0.15)]
      const delay = chance.yes(0.3) ? chance.below(300) : 0
      if (drop) count('webhook dropped')
      if (double) count('webhook doubled')
      if (delay) count('webhook held back')
      if (again) count('webhook redelivered later')
      return { drop, double, delay, again }
    },
  }
  return faults
}
