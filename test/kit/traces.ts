// What only the rows of somebody with a card hold, though nobody can read it: the wrapped key, ciphertext, keyed hashes, names of pictures.
import { createClient } from '@libsql/client'
import type { SearchForm } from './raw-search.ts'

/** Shorter text says nothing: a step, a scope, a version. */
const least = 20
const piece = 24

/** Three pieces of each, since a value may lie across pages. Receipts and the consents that they tie stay, and are left out. */
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
        if (value === person || bytes.length < least) continue
        // What somebody else's row holds too is nobody's trace: two people are asked for the same turns.
        const others = `select 1 from ${name} where ${column} = ? and ${key} != ? limit 1`
        if ((await client.execute({ sql: others, args: [value, person] })).rows.length > 0) continue
        for (const from of [0, (bytes.length - piece) >> 1, bytes.length - piece])
          forms.push({ what: `${name}.${column}`, bytes: bytes.subarray(Math.max(0, from), Math.max(0, from) + piece) })
      }
  }
  client.close()
  return forms
}
