// What is still sealed under an older master key than the current one: people's keys, and what belongs to nobody.
import type { Client } from '@libsql/client'

export type RemainingRows = { what: string; version: number; rows: number }

/** Table → what its rows are, for those that name the version of the master key that opens them. */
export const underMaster: Readonly<Record<string, string>> = {
  person: 'people',
  webhook_event: 'webhooks not worked',
  request: 'officials’ requests',
  official_session: 'officials’ sessions',
}

/** A webhook that was worked has no content any more. */
const where: Readonly<Record<string, string>> = { webhook_event: 'and event is not null' }

export const rowsUnderOlderKeys = async (client: Client, current: number): Promise<RemainingRows[]> => {
  const counts = Object.entries(underMaster).map(async ([table, what]) => {
    const { rows } = await client.execute({
      sql: `select key_version as version, count(*) as rows from ${table}
            where key_version != ? ${where[table] ?? ''} group by key_version order by key_version`,
      args: [current],
    })
    return rows.map(({ version, rows: count }) => ({ what, version: Number(version), rows: Number(count) }))
  })
  return (await Promise.all(counts)).flat()
}
