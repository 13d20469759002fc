// Opens the embedded database file: what it acknowledges is on the disk, in the file that lies at this path.
import { mkdirSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setImmediate as tick } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { freshConnection } from './service/store/fresh-connection.ts'
import { groupCommit } from './service/store/group-commit.ts'
import { retryBusy } from './service/store/retry-busy.ts'

/** ms that SQLite waits for a lock at the start, when nobody waits for the process. */
const startWaitMs = 5_000
/** ms that SQLite waits for a lock, and the whole process with it. `retryBusy` waits longer, without stopping it. */
const lockWaitMs = 20
/** A setting of the file. A restored one has lost it. */
const mode = 'PRAGMA journal_mode = WAL;'
/** Settings of a connection, not of the file. `secure_delete` overwrites what is erased. */
const settings = `PRAGMA busy_timeout = ${lockWaitMs}; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;`

const identityOf = async (path: string): Promise<string> => {
  const { dev, ino } = await stat(path)
  return `${dev}:${ino}`
}

/**
 * Opens an embedded file. Events acknowledged to LINE are on the disk, even after a power failure. `synchronous = FULL`
 * would block the whole process for that; with `NORMAL` a thread flushes the disk instead (Decision 070). Call `started`
 * after the migrations: until then a lock is waited for longer.
 */
export const openFile = async (url: string) => {
  const path = url.slice('file:'.length)
  const logPath = `${path}-wal`
  mkdirSync(dirname(path), { recursive: true })
  // One connection: a file is used synchronously anyway, and connection settings then hold for every statement.
  const client = createClient({ url, concurrency: 1, timeout: startWaitMs })
  await client.executeMultiple(`${settings} PRAGMA busy_timeout = ${startWaitMs}; ${mode}`)
  // SQLite deletes the write-ahead log with its last connection. This one outlives those that are replaced.
  const keeper = createClient({ url, concurrency: 1 })
  const keep = () => keeper.execute('SELECT 1 FROM sqlite_schema')
  await keep()

  // Every commit goes to this file first.
  let log: FileHandle = await open(logPath, 'a')
  const identity = async () => (await Promise.all([path, logPath].map(identityOf))).join()
  let files = await identity()
  /** Set when a flush failed or met other files: what lies in the log is then no longer known. */
  let uncertain = false

  /**
   * Opens the files that lie at the path now, and starts an empty log: after a failed flush a later one proves nothing
   * about it. Rejects if there is no file, because SQLite would make an empty one.
   */
  const reopen = async () => {
    await stat(path)
    await keeper.reconnect()
    await client.reconnect()
    await client.executeMultiple(`${settings} ${mode} PRAGMA wal_checkpoint(TRUNCATE);`)
    await keep()
    const earlier = log
    log = await open(logPath, 'a')
    await earlier.close()
    files = await identity()
    uncertain = false
  }
  const renew = async () => {
    if (uncertain || (await identity().catch(() => '')) !== files) return reopen()
    await client.reconnect()
    await client.executeMultiple(settings)
  }
  /** Rejects if another file lies at the path: what was written is then in a file that nobody will read. */
  const flush = async () => {
    const [flushed, expected] = [log, files]
    try {
      await flushed.datasync()
      if ((await identity()) !== expected) throw new Error('the database file was replaced')
    } catch (fault) {
      uncertain = true
      throw fault
    }
  }

  const close = client.close.bind(client)
  client.close = () => {
    close()
    keeper.close()
    void log.close()
  }
  const grouped = groupCommit(retryBusy(freshConnection(client, renew, () => uncertain)), tick, flush)
  const started = () => client.executeMultiple(settings)
  return { client: grouped, started }
}
