// After a refusal that may leave a statement open, nothing runs before the connection is replaced.
import { type Client, LibsqlError } from '@libsql/client'
import { expect, test } from 'vitest'
import { freshConnection } from '../../../src/service/store/fresh-connection.ts'

/** A client that answers with these codes in turn ('' for success), and a log of calls and renewals. */
const clientAnswering = (codes: string[], renewals: boolean[] = []) => {
  const log: string[] = []
  const answer = async (statement: unknown) => {
    const code = codes.shift()
    log.push(`${statement} ${code || 'done'}`)
    if (code) throw new LibsqlError('refused', code)
  }
  const renew = async () => {
    const works = renewals.shift() ?? true
    log.push(works ? 'renewed' : 'not renewed')
    if (!works) throw new Error('away')
  }
  const client = freshConnection({ execute: answer, batch: answer } as unknown as Client, renew)
  return { client, log }
}

test('a refused statement replaces the connection before the next call, even of the same tick', async () => {
  const { client, log } = clientAnswering(['SQLITE_BUSY', ''])
  await Promise.allSettled([client.execute('a'), client.execute('b')])
  expect(log).toEqual(['a SQLITE_BUSY', 'renewed', 'b done'])
})

test('a broken constraint leaves nothing open', async () => {
  const { client, log } = clientAnswering(['SQLITE_CONSTRAINT', ''])
  await Promise.allSettled([client.execute('a'), client.execute('b')])
  expect(log).toEqual(['a SQLITE_CONSTRAINT', 'b done'])
})

test('nothing runs until the connection could be replaced', async () => {
  const { client, log } = clientAnswering(['SQLITE_IOERR', ''], [false, false, true])
  const answers = await Promise.allSettled([client.execute('a'), client.execute('b'), client.execute('c')])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  expect(log).toEqual(['a SQLITE_IOERR', 'not renewed', 'not renewed', 'renewed', 'c done'])
})
