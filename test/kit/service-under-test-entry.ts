// The service as a process that can be killed: `npm start`'s parts over settings from the environment, its clock in the parent's hands.
import { join } from 'node:path'
import { runService } from '../../src/node.ts'
import { readSettings } from '../../src/service/settings/read.ts'
import type { ClockSkew } from './skewed-clock.ts'
import { clockOf } from './skewed-clock.ts'

const read = readSettings(process.env)
if (!read.ok) throw new Error(read.faults.join('; '))

let hands = JSON.parse(process.env.CLOCK_HANDS ?? '') as ClockSkew
process.on('message', (turned: ClockSkew | 'weigh') => {
  if (turned !== 'weigh') hands = turned
  else {
    globalThis.gc?.()
    const { heapUsed, external } = process.memoryUsage()
    process.send?.({ held: heapUsed + external })
  }
})
// The parent is gone: nobody would end this process.
process.on('disconnect', () => process.exit(1))

// What the service has seen of LINE's answers: whatever is not told to the parent, it could not know.
const lineTimeoutMs = Number(process.env.LINE_TIMEOUT_MS)
const asked = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const from = performance.now()
  const answer = await asked(input, init)
  if (String(input).endsWith('/message/reply') && answer.ok && performance.now() - from < lineTimeoutMs)
    process.send?.({ told: JSON.parse(String(init?.body)).replyToken })
  return answer
}

await runService(read.value, {
  port: Number(process.env.PORT),
  webRoot: join(process.cwd(), 'dist/web'),
  clock: () => clockOf(hands),
  lineTimeoutMs,
  catchUpMs: Number(process.env.CATCH_UP_MS),
})
process.send?.('ready')
