// A database client that asks again when others were in the way: libSQL takes one at a time and refuses who waited too long.
// Decision 044: a statement that was refused as busy had no effect.

/** ms before each further try. Their sum stays below the second in which a webhook should be acknowledged. */
const PAUSES = [20, 60, 150, 300]

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

type Fault = { code?: unknown; cause?: { status?: unknown } } | null | undefined
/**
 * SQLite’s word, with or without an extension; or the server’s, 429, when no connection was free for a second. What was
 * refused so had no effect, whole batches included: it may be said again.
 */
const isBusy = (fault: unknown) =>
  String((fault as Fault)?.code).startsWith('SQLITE_BUSY') || (fault as Fault)?.cause?.status === 429

type ClientMethod = (...said: never[]) => Promise<unknown>
type QueryClient = { execute: ClientMethod; batch: ClientMethod }

/** The client itself, its `execute` and `batch` replaced. Rejects with the last fault when the pauses are used up, and at once with any other.
 * For libSQL over HTTP alone: an embedded statement that was refused stays open, and what is said after it is not kept. */
export const retryBusy = <C extends QueryClient>(client: C, pause = sleep): C => {
  const retrying = (ask: ClientMethod) => {
    const askOnce = ask.bind(client)
    return async (...said: never[]) => {
      for (const ms of PAUSES) {
        try {
          return await askOnce(...said)
        } catch (fault) {
          if (!isBusy(fault)) throw fault
          await pause(ms)
        }
      }
      return askOnce(...said)
    }
  }
  return Object.assign(client, { execute: retrying(client.execute), batch: retrying(client.batch) })
}
