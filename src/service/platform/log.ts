// The log: one JSON object per line, with names and counts, but no value that a person typed or was issued.
// Decision 025: a path may be a key, and a database error quotes values.
import type { Log } from '../deps.ts'

export const logLine: Log = (event, details) =>
  console.log(JSON.stringify({ at: new Date().toISOString(), event, ...details }))

/**
 * What may be logged of an error: names and codes, outermost first. Messages are left out: a database's quote values.
 */
export const errorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && /^[A-Z0-9_]+$/.test(String(error.code)) ? ` ${error.code}` : ''
  return `${error.name}${code}${error.cause instanceof Error ? ` < ${errorName(error.cause)}` : ''}`
}
