// Finds one card in a compressed status list.
import { fromBase64Url } from '../core/base64.ts'
import { type CardStatus, STATUSES_PER_BYTE, statusAt } from '../core/inspection/status-list.ts'

/** Inflates as far as the card's place and keeps only that piece, so that a small file that claims to be huge cannot fill the memory. */
const placeIn = async (packed: Uint8Array<ArrayBuffer>, index: number): Promise<CardStatus | undefined> => {
  const inflating = new DecompressionStream('deflate')
  const writer = inflating.writable.getWriter()
  const written = writer.write(packed).then(() => writer.close())
  // Fails when the reader stops early or the bytes are no zlib stream: the reader says which.
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
 * The status at `index` of a list as `StatusToken.lst` carries it (base64url of zlib). Undefined if the list is too short, damaged, or
 * has a value without a meaning there. Never throws.
 */
export const statusInList = async (lst: string, index: number): Promise<CardStatus | undefined> => {
  const packed = fromBase64Url(lst)
  return packed.ok ? placeIn(packed.value, index).catch(() => undefined) : undefined
}
