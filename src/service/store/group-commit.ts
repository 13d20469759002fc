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

/** SQLite's codes for a file that takes no writes now: locked, full, read-only, gone. No single call is the cause. */
const ofTheFile = /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|PROTOCOL|NOMEM|CORRUPT|NOTADB)|^CLIENT_CLOSED/
const refusedByFile = (fault: unknown) => ofTheFile.test(String((fault as { code?: unknown } | undefined)?.code))

/**
 * Runs `work` one at a time. Calls made during a run share the next run, which starts after what they wrote. If a run
 * fails they fail with it: what they wrote may lie where the next run does not look.
 */
const shared = (work: () => Promise<unknown>) => {
  let last: Promise<unknown> = Promise.resolve()
  let next: Promise<unknown> | undefined
  const begin = () => {
    next = undefined
    last = work()
    last.catch(failed)
    return last
  }
  const failed = () => {
    last = Promise.resolve()
    next = undefined
  }
  return () => {
    next ??= last.then(begin)
    return next
  }
}

/**
 * Replaces `execute` and `batch` of the client of an embedded file, where all statements run in order on one
 * connection. `tick` resolves at the end of the current tick. `flush` resolves when all earlier writes are on the disk.
 * A write resolves after its flush; a read may see data that is not yet on the disk. If one call of a group is refused,
 * nothing of the group is written and each call runs again by itself, so no call fails because of another. If the file
 * takes no writes, the whole group is rejected. Every write is inside BEGIN and COMMIT: SQLite refuses a COMMIT while
 * another statement is open, and would silently not commit a single statement (Decision 085).
 */
export const groupCommit = <C extends QueryClient>(
  client: C,
  tick: () => Promise<unknown>,
  flush: () => Promise<unknown>,
): C => {
  const [execute, batch] = [client.execute.bind(client), client.batch.bind(client)]
  const flushed = shared(flush)
  let group: Call[] | undefined

  /** The results of each call, in order; undefined if any call was refused. Throws if the file takes no writes. */
  const together = async (calls: readonly Call[]): Promise<ResultSet[][] | undefined> => {
    try {
      const results = await batch(
        calls.flatMap(({ statements }) => statements),
        'write',
      )
      return calls.map(({ statements }) => results.splice(0, statements.length))
    } catch (fault) {
      if (refusedByFile(fault)) throw fault
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
    try {
      void settle([call], [await batch(call.statements, 'write')])
    } catch (fault) {
      call.reject(fault)
    }
  }
  const write = async (calls: readonly Call[]) => {
    try {
      const results = calls.length > 1 ? await together(calls) : undefined
      if (results) void settle(calls, results)
      else for (const call of calls) await alone(call)
    } catch (fault) {
      for (const call of calls) call.reject(fault)
    }
  }
  const commit = async () => {
    await tick()
    const calls = group ?? []
    group = undefined
    await write(calls)
  }
  // One group at a time: while a group waits for a lock, later calls gather in the next one.
  let last = Promise.resolve()
  const enqueue = (statements: InStatement[]) =>
    new Promise<ResultSet[]>((resolve, reject) => {
      const call = { statements, resolve, reject }
      if (group) group.push(call)
      else {
        group = [call]
        last = last.then(commit)
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
