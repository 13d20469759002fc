// Finds the bytes that only a holder's rows contain: the wrapped key, ciphertext, keyed hashes and names of pictures.
import { createClient } from '@libsql/client'
import type { SearchForm } from './raw-search.ts'

/** Minimal length (bytes) of a value: shorter values are not personal (a step, a scope, a version). */
const minLength = 20
/** Length (bytes) of a piece to search for. */
const pieceLength = 24

/**
 * Three pieces of each value, because a value may cross a page boundary. Erasure receipts and the consents that they
 * name are kept by design and left out.
 */
export const tracesOf = async (databaseUrl: string): Promise<SearchForm[]> => {
  const client = createClient({ url: databaseUrl })
  const { rows: holders } = await client.execute(`select person from card where status != 'revoked'`)
  const person = String(holders[0]?.person)
  const { rows: tables } = await client.execute(
    `select m.name, c.name as key from sqlite_master m join pragma_table_info(m.name) c
     where m.type = 'table' and m.name not in ('consent', 'erasure') and c.name = iif(m.name = 'person', 'id', 'person')`,
  )
  const forms: SearchForm[] = []
  for (const { name, key } of tables) {
    const { rows, columns } = await client.execute({ sql: `select * from ${name} where ${key} = ?`, args: [person] })
    for (const row of rows)
      for (const column of columns) {
        const value = row[column] ?? ''
        const bytes = value instanceof ArrayBuffer ? Buffer.from(value) : Buffer.from(String(value))
        if (value === person || bytes.length < minLength) continue
        // A value that another person's row holds too is no trace of one person: two people may get the same asks.
        const others = `select 1 from ${name} where ${column} = ? and ${key} != ? limit 1`
        if ((await client.execute({ sql: others, args: [value, person] })).rows.length > 0) continue
        for (const from of [0, (bytes.length - pieceLength) >> 1, bytes.length - pieceLength])
          forms.push({
            what: `${name}.${column}`,
            bytes: bytes.subarray(Math.max(0, from), Math.max(0, from) + pieceLength),
          })
      }
  }
  client.close()
  return forms
}
