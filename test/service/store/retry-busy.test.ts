// Promises that a statement which met another writer is said again, and that nothing else is. That a real server does refuse so, `npm run bench -- edge` shows.
import { LibsqlError } from '@libsql/client'
import { expect, test } from 'vitest'
import { retryBusy } from '../../../src/service/store/retry-busy.ts'

/** A client that answers so many times with this fault, and then well; and what was asked of it. */
const refusing = (times: number, code: string) => {
  const asked: unknown[] = []
  const answer = async (...said: unknown[]) => {
    if (asked.push(said) <= times) throw new LibsqlError('refused', code)
    return asked.length
  }
  const pauses: number[] = []
  const client = retryBusy({ execute: answer, batch: answer }, async (ms) => void pauses.push(ms))
  return { client, asked, pauses }
}

test('a write that met another is said again after a pause, word for word', async () => {
  const { client, asked, pauses } = refusing(2, 'SQLITE_BUSY')
  expect(await client.execute('insert', ['a'])).toBe(3)
  expect(asked).toEqual([
    ['insert', ['a']],
    ['insert', ['a']],
    ['insert', ['a']],
  ])
  expect(pauses).toEqual([20, 60])
})

test('so is a batch, whole', async () => {
  const { client, asked } = refusing(1, 'SQLITE_BUSY_SNAPSHOT')
  await client.batch(['one', 'two'])
  expect(asked).toEqual([[['one', 'two']], [['one', 'two']]])
})

test('a writer that does not end is reported in under a second', async () => {
  const { client, pauses } = refusing(99, 'SQLITE_BUSY')
  await expect(client.execute('insert')).rejects.toThrow('refused')
  expect(pauses.reduce((sum, ms) => sum + ms)).toBeLessThan(1000)
})

test('any other fault is reported at once', async () => {
  const { client, asked } = refusing(99, 'SQLITE_CONSTRAINT')
  await expect(client.execute('insert')).rejects.toThrow('refused')
  expect(asked).toHaveLength(1)
})

const answered = (status: number) =>
  new LibsqlError(
    `Server returned HTTP status ${status}`,
    'SERVER_ERROR',
    undefined,
    undefined,
    Object.assign(new Error(), { status }),
  )

test('a server that had no connection free is asked again, one that is broken is not', async () => {
  const asked: number[] = []
  const ask = async (status: number) => {
    if (asked.push(status) < 3) throw answered(status)
    return 'done'
  }
  const client = retryBusy({ execute: ask, batch: ask }, async () => {})
  expect(await client.execute(429)).toBe('done')
  asked.length = 0
  await expect(client.execute(500)).rejects.toThrow('500')
  expect(asked).toEqual([500])
})
