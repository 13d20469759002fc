// Writes made in one tick of the event loop share one transaction, and the flush to disk does not block the process.
// Decision 070: FULL would stop the whole process at every commit.
import type { Client, InStatement, ResultSet } from '@libsql/client'

type Call = {
  statements: InStatement[]
  resolve: (results: ResultSet[]) => void
  reject: (fault: unknown) => void
}
type QueryClient = Pick<Client, 'execute' | 'batch'>

/** Only writes join a group. Reads see committed data and do not wait; a PRAGMA cannot run inside a transaction. */
const writes = (statement: InStatement) =>
  /^\s*(insert|update|delete)\b/i.test(typeof statement === 'string' ? statement : statement.sql)

/** Runs `work` one at a time. Calls made during a run share the next run, which starts after what they wrote. */
const shared = (work: () => Promise<unknown>) => {
  let last: Promise<unknown> = Promise.resolve()
  let next: Promise<unknown> | undefined
  const run = () => {
    next = undefined
    last = work()
    return last
  }
  return () => {
    next ??= last.then(run, run)
    return next
  }
}

/**
 * Replaces `execute` and `batch` of the client of an embedded file, where all statements run in order on one
 * connection. `tick` resolves at the end of the current tick. `flush` resolves when all earlier writes are on the disk.
 * A write resolves after its flush; a read may see data that is not yet on the disk. If one call of a group is refused,
 * nothing of the group is written and each call runs again by itself, so no call fails because of another.
 */
export const groupCommit = <C extends QueryClient>(
  client: C,
  tick: () => Promise<unknown>,
  flush: () => Promise<unknown>,
): C => {
  const [execute, batch] = [client.execute.bind(client), client.batch.bind(client)]
  const flushed = shared(flush)
  let group: Call[] | undefined

  /** The results of each call, in order; undefined if any call was refused. */
  const together = async (calls: readonly Call[]): Promise<ResultSet[][] | undefined> => {
    try {
      const results = await batch(
        calls.flatMap(({ statements }) => statements),
        'write',
      )
      return calls.map(({ statements }) => results.splice(0, statements.length))
    } catch {
      return undefined
    }
  }
  const settle = async (calls: readonly Call[], results: readonly ResultSet[][]) => {
    try {
      await flushed()
      for (const [i, call] of calls.entries()) call.resolve(results[i] ?? [])
    } catch (fault) {
      for (const call of calls) call.reject(fault)
    }
  }
  const alone = async (call: Call) => {
    const { statements } = call
    try {
      // A single statement commits by itself.
      const results = statements.length === 1 ? [await execute(statements[0]!)] : await batch(statements, 'write')
      void settle([call], [results])
    } catch (fault) {
      call.reject(fault)
    }
  }
  const commit = async () => {
    await tick()
    const calls = group ?? []
    group = undefined
    const results = calls.length > 1 ? await together(calls) : undefined
    if (results) return settle(calls, results)
    for (const call of calls) await alone(call)
  }
  const enqueue = (statements: InStatement[]) =>
    new Promise<ResultSet[]>((resolve, reject) => {
      const call = { statements, resolve, reject }
      if (group) group.push(call)
      else {
        group = [call]
        void commit()
      }
    })

  const executeGrouped = (async (statement: InStatement) => {
    if (!writes(statement)) return execute(statement)
    const [result] = await enqueue([statement])
    return result
  }) as Client['execute']
  const batchGrouped = ((statements: InStatement[], mode) =>
    statements.some(writes) ? enqueue(statements) : batch(statements, mode)) as Client['batch']
  return Object.assign(client, { execute: executeGrouped, batch: batchGrouped })
}
