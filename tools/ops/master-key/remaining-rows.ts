// Counts the rows that are still sealed under an older master key: users' keys, and rows that belong to no user.
import type { Client } from '@libsql/client'

export type RemainingRows = { what: string; version: number; rows: number }

/** Each table whose rows name the version of their master key, and what its rows are. */
export const masterKeyTables: Readonly<Record<string, string>> = {
  person: 'people',
  webhook_event: 'webhooks not worked',
  request: 'officials’ requests',
  official_session: 'officials’ sessions',
  office_line: 'lines of the office log',
}

/** A processed webhook has no content any more. */
const where: Readonly<Record<string, string>> = { webhook_event: 'and event is not null' }

export const rowsUnderOlderKeys = async (client: Client, current: number): Promise<RemainingRows[]> => {
  const counts = Object.entries(masterKeyTables).map(async ([table, what]) => {
    const { rows } = await client.execute({
      sql: `select key_version as version, count(*) as rows from ${table}
            where key_version != ? ${where[table] ?? ''} group by key_version order by key_version`,
      args: [current],
    })
    return rows.map(({ version, rows: count }) => ({ what, version: Number(version), rows: Number(count) }))
  })
  return (await Promise.all(counts)).flat()
}
