// The service as a process that a test can kill. Settings come from the environment, the clock from the parent process.
import { join } from 'node:path'
import { runService } from '../../src/node.ts'
import { readSettings } from '../../src/service/settings/read.ts'
import type { ClockSkew } from './skewed-clock.ts'
import { clockOf } from './skewed-clock.ts'

const read = readSettings(process.env)
if (!read.ok) throw new Error(read.faults.join('; '))

let clockSkew = JSON.parse(process.env.CLOCK_HANDS ?? '') as ClockSkew
process.on('message', (message: ClockSkew | 'weigh') => {
  if (message !== 'weigh') clockSkew = message
  else {
    globalThis.gc?.()
    const { heapUsed, external } = process.memoryUsage()
    process.send?.({ held: heapUsed + external })
  }
})
// Ends this process when the parent has ended, because no other process would end it.
process.on('disconnect', () => process.exit(1))

// Reports to the parent which replies the service saw LINE accept: the service cannot know of any other.
const lineTimeoutMs = Number(process.env.LINE_TIMEOUT_MS)
const realFetch = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const startedAt = performance.now()
  const answer = await realFetch(input, init)
  if (String(input).endsWith('/message/reply') && answer.ok && performance.now() - startedAt < lineTimeoutMs)
    process.send?.({ told: JSON.parse(String(init?.body)).replyToken })
  return answer
}

await runService(read.value, {
  port: Number(process.env.PORT),
  webRoot: join(process.cwd(), 'dist/web'),
  clock: () => clockOf(clockSkew),
  lineTimeoutMs,
  catchUpMs: Number(process.env.CATCH_UP_MS),
})
process.send?.('ready')
