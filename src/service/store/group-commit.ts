// Writes that come in one tick of the event loop share one transaction, and nobody stands still while the disk takes them.
// Decision 070: FULL would stop the whole process at every commit.
import type { Client, InStatement, ResultSet } from '@libsql/client'

type Call = {
  statements: InStatement[]
  resolve: (results: ResultSet[]) => void
  reject: (fault: unknown) => void
}
type QueryClient = Pick<Client, 'execute' | 'batch'>

/** Reads see what is committed and wait for nobody; a PRAGMA cannot stand in a transaction. */
const writes = (statement: InStatement) =>
  /^\s*(insert|update|delete)\b/i.test(typeof statement === 'string' ? statement : statement.sql)

/** One at a time. Whoever comes while it runs waits for the next run, which begins after what they wrote. */
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
 * The client itself, its `execute` and `batch` replaced, for an embedded file: there everything is said on one connection
 * and in order. `tick`: resolves at the end of this tick. `flush`: resolves when everything written before it is on the disk.
 * A call resolves after its flush; a read may see what is still on its way there. Where one of a group is refused, nothing
 * of the group was written, and each is said again by itself: nobody fails for another's fault.
 */
export const groupCommit = <C extends QueryClient>(
  client: C,
  tick: () => Promise<unknown>,
  flush: () => Promise<unknown>,
): C => {
  const [execute, batch] = [client.execute.bind(client), client.batch.bind(client)]
  const flushed = shared(flush)
  let group: Call[] | undefined

  /** The results of each call, in order; undefined where one was refused. */
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
  const answer = async (calls: readonly Call[], results: readonly ResultSet[][]) => {
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
      // One statement commits by itself.
      const results = statements.length === 1 ? [await execute(statements[0]!)] : await batch(statements, 'write')
      void answer([call], [results])
    } catch (fault) {
      call.reject(fault)
    }
  }
  const commit = async () => {
    await tick()
    const calls = group ?? []
    group = undefined
    const results = calls.length > 1 ? await together(calls) : undefined
    if (results) return answer(calls, results)
    for (const call of calls) await alone(call)
  }
  const asked = (statements: InStatement[]) =>
    new Promise<ResultSet[]>((resolve, reject) => {
      const call = { statements, resolve, reject }
      if (group) group.push(call)
      else {
        group = [call]
        void commit()
      }
    })

  const said = (async (statement: InStatement) => {
    if (!writes(statement)) return execute(statement)
    const [result] = await asked([statement])
    return result
  }) as Client['execute']
  const saidTogether = ((statements: InStatement[], mode) =>
    statements.some(writes) ? asked(statements) : batch(statements, mode)) as Client['batch']
  return Object.assign(client, { execute: said, batch: saidTogether })
}
