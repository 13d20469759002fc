// One moment of a database file, copied while the service writes to it: consistent, whole, and proven so.
import { createHash } from 'node:crypto'
import { chmodSync, closeSync, createReadStream, fsyncSync, openSync } from 'node:fs'
import { createClient } from '@libsql/client'
import type { WrappedKey } from '../../deploy/database.ts'

/** SHA-256 of a file in hex. */
export const digestOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** On disk, not only in the memory of the machine. */
export const flush = (path: string): void => {
  const opened = openSync(path, 'r')
  fsyncSync(opened)
  closeSync(opened)
}

const on = async <T>(file: string, work: (client: ReturnType<typeof createClient>) => Promise<T>): Promise<T> => {
  const client = createClient({ url: `file:${file}` })
  try {
    return await work(client)
  } finally {
    client.close()
  }
}

/** A reader does not hold up the writer of a WAL database, and sees one moment of it. `to` must not be there. */
export const takeSnapshot = async (from: string, to: string): Promise<void> => {
  await on(from, (client) => client.execute({ sql: 'VACUUM INTO ?', args: [to] }))
  // SQLite makes files that everybody may read; a backup is moved about, out of its folder too.
  chmodSync(to, 0o600)
}

/** Somebody's wrapped key, to try keys on; undefined for a database without people. Throws when the file is damaged. */
export const provenSnapshot = (file: string): Promise<WrappedKey | undefined> =>
  on(file, async (client) => {
    const [check] = (await client.execute('PRAGMA integrity_check')).rows
    if (check?.integrity_check !== 'ok') throw new Error('integrity_check')
    const [row] = (await client.execute('SELECT id, key_wrapped, key_version FROM person LIMIT 1')).rows
    return (
      row && {
        person: String(row.id),
        wrapped: new Uint8Array(row.key_wrapped as ArrayBuffer),
        version: Number(row.key_version),
      }
    )
  })
