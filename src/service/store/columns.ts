// Kinds of columns that SQLite does not know by itself.
import { customType, integer } from 'drizzle-orm/sqlite-core'

// Drizzle's own blob needs Node's Buffer; both drivers take and give ArrayBuffers.
export const sealed = customType<{ data: Uint8Array<ArrayBuffer>; driverData: ArrayBuffer }>({
  dataType: () => 'blob',
  toDriver: (bytes) => (bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer),
  fromDriver: (value) => new Uint8Array(value),
})
export const flag = (name: string) => integer(name, { mode: 'boolean' })
