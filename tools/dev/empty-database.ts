// Empties the database of a local run: drops every table, so that the next start makes them anew by the migrations.
import { createClient } from '@libsql/client'

/**
 * For a file and for a server alike. The service must be stopped. Rows are not deleted one by one: logs that only grow
 * refuse that.
 */
export const emptyDatabase = async (url: string): Promise<void> => {
  const client = createClient({ url })
  try {
    const { rows } = await client.execute(
      `SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'`,
    )
    const drops = rows.map(({ type, name }) => `DROP ${type === 'view' ? 'VIEW' : 'TABLE'} "${name}"`)
    // `migrate` turns foreign keys off for its statements: the order of the tables then does not matter.
    await client.migrate(drops)
  } finally {
    client.close()
  }
}
