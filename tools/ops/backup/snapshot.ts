// Copies a database file while the service writes to it, and verifies the copy.
import { createHash } from 'node:crypto'
import { chmodSync, closeSync, createReadStream, fsyncSync, openSync } from 'node:fs'
import { createClient } from '@libsql/client'
import type { WrappedKey } from '../../deploy/database.ts'

/** The SHA-256 of a file, in hex. */
export const digestOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** Forces a file or folder to disk (fsync). */
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

/** Copies the database as it is at one moment, without blocking its writer (WAL). `to` must not exist. */
export const takeSnapshot = async (from: string, to: string): Promise<void> => {
  await on(from, (client) => client.execute({ sql: 'VACUUM INTO ?', args: [to] }))
  // SQLite makes the file readable for every user, and a backup may be moved out of its protected folder.
  chmodSync(to, 0o600)
}

/** Checks the integrity of a copy. @returns the wrapped key of one user, to test keys with; undefined when there are no users. Throws when the file is damaged. */
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
