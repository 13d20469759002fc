// A database client that retries busy errors: libSQL runs one write at a time and refuses calls that waited too long.
// Decision 044: a statement that was refused as busy had no effect.

/** ms before each further attempt. Their sum is below the second in which a webhook should be acknowledged. */
const PAUSES = [20, 60, 150, 300]

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

type Fault = { code?: unknown; cause?: { status?: unknown } } | null | undefined
/**
 * SQLite's busy code, with or without an extension, or the server's 429 when no connection was free for a second. A
 * call that was refused so had no effect, not even part of a batch, and may be repeated.
 */
const isBusy = (fault: unknown) =>
  String((fault as Fault)?.code).startsWith('SQLITE_BUSY') || (fault as Fault)?.cause?.status === 429

type ClientMethod = (...args: never[]) => Promise<unknown>
type QueryClient = { execute: ClientMethod; batch: ClientMethod }

/**
 * Replaces `execute` and `batch` of the client. Rejects with the last error when the pauses are used up, and at once
 * with any other error. In an embedded file a refused statement stays open: give this a `freshConnection`.
 */
export const retryBusy = <C extends QueryClient>(client: C, pause = sleep): C => {
  const retrying = (method: ClientMethod) => {
    const callOnce = method.bind(client)
    return async (...args: never[]) => {
      for (const ms of PAUSES) {
        try {
          return await callOnce(...args)
        } catch (fault) {
          if (!isBusy(fault)) throw fault
          await pause(ms)
        }
      }
      return callOnce(...args)
    }
  }
  return Object.assign(client, { execute: retrying(client.execute), batch: retrying(client.batch) })
}
