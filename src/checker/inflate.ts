// Inflates the status list on phones without DecompressionStream (iOS before 16.4, old WebViews). Loaded only there, so
// it shares no module with the page.
import { Unzlib } from 'fflate'

/** Bytes that are inflated at a time: at most a thousand times as many come out, so that a bomb cannot fill the memory. */
const PIECE = 1024

/** Passes zlib's bytes part by part to `seen`, until `seen` returns true. Throws on bytes that are not a zlib stream. */
export const inflateParts = (packed: Uint8Array, seen: (part: Uint8Array) => boolean): void => {
  let over = false
  const inflating = new Unzlib((part) => {
    over ||= seen(part)
  })
  for (let at = 0; at < packed.length && !over; at += PIECE)
    inflating.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length)
}
