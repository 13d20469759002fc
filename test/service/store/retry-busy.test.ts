// A statement that was refused as busy is retried, and no other error is. `npm run bench -- edge` shows that a real
// server refuses so.
import { LibsqlError } from '@libsql/client'
import { expect, test } from 'vitest'
import { retryBusy } from '../../../src/service/store/retry-busy.ts'

/** A client that fails `times` times with this code and then succeeds, and the calls it received. */
const clientFailing = (times: number, code: string) => {
  const calls: unknown[] = []
  const answer = async (...args: unknown[]) => {
    if (calls.push(args) <= times) throw new LibsqlError('refused', code)
    return calls.length
  }
  const pauses: number[] = []
  const client = retryBusy({ execute: answer, batch: answer }, async (ms) => void pauses.push(ms))
  return { client, calls, pauses }
}

test('a write that was refused as busy is repeated unchanged after a pause', async () => {
  const { client, calls, pauses } = clientFailing(2, 'SQLITE_BUSY')
  expect(await client.execute('insert', ['a'])).toBe(3)
  expect(calls).toEqual([
    ['insert', ['a']],
    ['insert', ['a']],
    ['insert', ['a']],
  ])
  expect(pauses).toEqual([20, 60])
})

test('a batch that was refused as busy is repeated as a whole', async () => {
  const { client, calls } = clientFailing(1, 'SQLITE_BUSY_SNAPSHOT')
  await client.batch(['one', 'two'])
  expect(calls).toEqual([[['one', 'two']], [['one', 'two']]])
})

test('a database that stays busy is reported in under a second', async () => {
  const { client, pauses } = clientFailing(99, 'SQLITE_BUSY')
  await expect(client.execute('insert')).rejects.toThrow('refused')
  expect(pauses.reduce((sum, ms) => sum + ms)).toBeLessThan(1000)
})

test('any other error is reported at once', async () => {
  const { client, calls } = clientFailing(99, 'SQLITE_CONSTRAINT')
  await expect(client.execute('insert')).rejects.toThrow('refused')
  expect(calls).toHaveLength(1)
})

const answered = (status: number) =>
  new LibsqlError(
    `Server returned HTTP status ${status}`,
    'SERVER_ERROR',
    undefined,
    undefined,
    Object.assign(new Error(), { status }),
  )

test('a server without a free connection is retried, a broken one is not', async () => {
  const calls: number[] = []
  const ask = async (status: number) => {
    if (calls.push(status) < 3) throw answered(status)
    return 'done'
  }
  const client = retryBusy({ execute: ask, batch: ask }, async () => {})
  expect(await client.execute(429)).toBe('done')
  calls.length = 0
  await expect(client.execute(500)).rejects.toThrow('500')
  expect(calls).toEqual([500])
})
