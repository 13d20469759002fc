// A connection to an embedded file is replaced after every refusal that may have left a statement open on it.
// Decision 085: on such a connection SQLite no longer commits single statements, and the client still reports them done.
import type { Client } from '@libsql/client'

type QueryClient = Pick<Client, 'execute' | 'batch'>

/** SQLite ends a statement that breaks a constraint by itself. */
const endsStatement = (fault: unknown) =>
  String((fault as { code?: unknown } | undefined)?.code).startsWith('SQLITE_CONSTRAINT')

/**
 * Replaces `execute` and `batch` of the client of an embedded file: calls run one at a time, and after a refused one
 * `renew` replaces the connection before the next; also while `outdated` returns true. While `renew` rejects, every call
 * rejects with its error.
 */
export const freshConnection = <C extends QueryClient>(
  client: C,
  renew: () => Promise<unknown>,
  outdated = () => false,
): C => {
  const [execute, batch] = [client.execute.bind(client), client.batch.bind(client)]
  let stale = false
  const renewed = async () => {
    await renew()
    stale = false
  }
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (stale || outdated()) await renewed()
    try {
      return await work()
    } catch (fault) {
      if (!endsStatement(fault)) {
        stale = true
        // At once, so that the old connection holds no lock; if it fails, the next call tries again.
        await renewed().catch(() => {})
      }
      throw fault
    }
  }
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(() => run(work))
    turn = mine.catch(() => {})
    return mine
  }
  return Object.assign(client, {
    execute: ((statement) => inTurn(() => execute(statement))) as Client['execute'],
    batch: ((statements, mode) => inTurn(() => batch(statements, mode))) as Client['batch'],
  })
}
