// Reads the status of one place from a compressed status list.
import { fromBase64Url } from '../core/base64.ts'
import { STATUSES_PER_BYTE, statusAt, type TokenStatus } from '../core/inspection/status-list.ts'

/**
 * Inflates the list only up to the index and keeps one chunk at a time, so that a decompression bomb cannot fill
 * the memory.
 */
const placeIn = async (packed: Uint8Array<ArrayBuffer>, index: number): Promise<TokenStatus | undefined> => {
  const inflating = new DecompressionStream('deflate')
  const writer = inflating.writable.getWriter()
  const written = writer.write(packed).then(() => writer.close())
  // The write fails when the reader stops early or the bytes are not a zlib stream. The reader reports the latter.
  written.catch(() => undefined)
  const reader = inflating.readable.getReader()
  for (let before = 0, part = await reader.read(); !part.done; part = await reader.read()) {
    const own = index - before * STATUSES_PER_BYTE
    before += part.value.length
    if (own < part.value.length * STATUSES_PER_BYTE) {
      void reader.cancel().catch(() => undefined)
      return statusAt(part.value, own)
    }
  }
  return undefined
}

/**
 * Returns the status at `index` of `StatusToken.lst` (base64url of zlib). Undefined if the list is too short or
 * damaged. Never throws.
 */
export const statusInList = async (lst: string, index: number): Promise<TokenStatus | undefined> => {
  const packed = fromBase64Url(lst)
  return packed.ok ? placeIn(packed.value, index).catch(() => undefined) : undefined
}
