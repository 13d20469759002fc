// A population register for testing: the laser code determines the answer, always the same.
import type { PopulationRegisterAnswer } from '../../core/card/population-register.ts'
import type { Clock, PopulationRegister } from '../deps.ts'

/** Laser codes of test cards with another answer than valid start with this; the last two digits choose the answer. */
const MAGIC = /^ZZ9\d{7}(\d{2})$/

const answers: Readonly<Record<string, PopulationRegisterAnswer>> = {
  '01': { answer: 'barred', reason: 'card_lost' },
  '02': { answer: 'barred', reason: 'holder_died' },
  '03': { answer: 'disagrees' },
  '04': { answer: 'barred', reason: 'card_void' },
  '05': { answer: 'silent' },
}
const SLOW = '06'
/** Down in the first half of every hour, up in the second, to test that waiting enrolments continue by themselves. */
const DOWN = '08'
const halfHourMs = 1_800_000

/** Everything not listed is valid: a chip that cannot be read (07), and a lifelong card without a laser code. */
export const createSandboxRegister =
  ({
    slowMs,
    wait,
    clock,
  }: {
    slowMs: number
    wait: (ms: number) => Promise<void>
    clock: Clock
  }): PopulationRegister =>
  async ({ laserCode = '' }) => {
    const chosen = MAGIC.exec(laserCode)?.[1] ?? ''
    if (chosen === SLOW) await wait(slowMs)
    if (chosen === DOWN && clock() % (2 * halfHourMs) < halfHourMs) return { answer: 'silent' }
    return answers[chosen] ?? { answer: 'valid', trial: true }
  }
