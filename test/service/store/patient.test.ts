// Promises that a statement which met another writer is said again, and that nothing else is. That a real server does refuse so, `bench:edge` shows.
import { LibsqlError } from '@libsql/client'
import { expect, test } from 'vitest'
import { patient } from '../../../src/service/store/patient.ts'

/** A client that answers so many times with this fault, and then well; and what was asked of it. */
const refusing = (times: number, code: string) => {
  const asked: unknown[] = []
  const answer = async (...said: unknown[]) => {
    if (asked.push(said) <= times) throw new LibsqlError('refused', code)
    return asked.length
  }
  const pauses: number[] = []
  const client = patient({ execute: answer, batch: answer }, async (ms) => void pauses.push(ms))
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
