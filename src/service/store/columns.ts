// Column types that Drizzle's SQLite dialect lacks.
import { customType, integer, text } from 'drizzle-orm/sqlite-core'

// Drizzle's own blob type needs Node's Buffer. Both drivers accept and return ArrayBuffers.
export const sealed = customType<{ data: Uint8Array<ArrayBuffer>; driverData: ArrayBuffer }>({
  dataType: () => 'blob',
  toDriver: (bytes) => (bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer),
  fromDriver: (value) => new Uint8Array(value),
})
export const flag = (name: string) => integer(name, { mode: 'boolean' })

/**
 * The MAC of the row's deciding columns (guarded-tables.ts). Null: the row is from before this column, or, for a card,
 * erased.
 */
export const rowMac = () => text('mac')
