// Checks while LINE is slow: what a checker and a monitor wait for, while people press help and LINE takes seconds.
import type { Simulator } from '../../src/simulator/simulator.ts'
import { openAccount } from '../../test/kit/people/crowd.ts'
import { phoneOf } from '../../test/kit/phone.ts'

const paths = ['/health', '/.well-known/phokbat/status', '/.well-known/phokbat/status.jwt'] as const
/** ms that LINE takes for each answer. */
const lineMs = 8_000
const [people, seconds, perSecond] = [24, 10, 20]

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The ms of each check. Ends after `seconds`, and switches LINE back. */
export const checksWhileLineIsSlow = async (simulator: Simulator, origin: string): Promise<number[]> => {
  const phones = await Promise.all(
    Array.from({ length: people }, async (_, i) => {
      await openAccount(simulator.origin, `slow${i}`)
      const line = simulator.platform.person(`slow${i}`)
      await line.follows()
      const phone = phoneOf(origin, await line.idToken())
      await phone.signIn()
      return phone
    }),
  )
  simulator.platform.set({ slowApi: lineMs })
  const helped = Promise.all(phones.map((phone) => phone.post('/help')))
  const took: number[] = []
  const check = async (path: string) => {
    const from = performance.now()
    const answer = await fetch(origin + path, { signal: AbortSignal.timeout(2 * lineMs) })
    await answer.arrayBuffer()
    took.push(answer.ok ? performance.now() - from : Number.POSITIVE_INFINITY)
  }
  const checks: Promise<void>[] = []
  for (let i = 0; i < seconds * perSecond; i++) {
    checks.push(check(paths[i % paths.length] ?? paths[0]).catch(() => void took.push(Number.POSITIVE_INFINITY)))
    await pause(1000 / perSecond)
  }
  await Promise.all(checks)
  await helped
  simulator.platform.set({ slowApi: 0 })
  return took
}
