// A JPEG that comes from outside, reduced to its picture: no place, no camera, no second file behind it, no bomb.
// Decision 049: no decoder, because it opens attack surface to every sender.
import { err, ok, type Result } from '../result.ts'

/** LINE shows no larger picture in a message, and a larger one could be a decompression bomb. */
export const JPEG_MAX_SIDE = 1024

/**
 * Scans of a progressive picture, at most. Encoders write up to ten; a decoder goes over the whole picture for each, so 4,000
 * empty ones in 60 KB would cost it seconds.
 */
export const JPEG_MAX_SCANS = 12

export type JpegFault = 'not_jpeg' | 'truncated' | 'too_large' | 'too_many_scans'
type Part = { marker: number; from: number; to: number }

const [TEM, SOI, EOI, SOS, APP0, APP14] = [0x01, 0xd8, 0xd9, 0xda, 0xe0, 0xee]
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7
/** Tables, restart interval, start of a frame that every browser decodes (baseline, extended, progressive), scan. */
const essential = [0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb, 0xdd]
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xc2
/** The two application segments that decoders need, by name and size: JFIF without a thumbnail, Adobe's kind of colours. */
const needed: Readonly<Record<number, { name: string; size: number }>> = {
  [APP0]: { name: 'JFIF\0', size: 18 },
  [APP14]: { name: 'Adobe', size: 16 },
}

const u16 = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

/** Where the data of a scan ends: at the next marker that is neither a stuffed zero nor a restart. */
const scanEnd = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next !== undefined && next !== 0 && next !== 0xff && !isRestart(next)) return at
  }
  return bytes.length
}

/** Every segment up to the end of the picture (ITU T.81 annex B). */
const partsOf = (bytes: Uint8Array): Result<Part[], JpegFault> => {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return err('not_jpeg')
  const parts: Part[] = []
  for (let at = 2; at < bytes.length; ) {
    if (bytes[at] !== 0xff) return err('not_jpeg')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++ // fill bytes are allowed before a marker
      continue
    }
    if (marker === EOI) return ok(parts)
    if (marker === 0 || marker === TEM || marker === SOI || isRestart(marker)) return err('not_jpeg')
    const length = u16(bytes, at + 2)
    if (length < 2) return err('not_jpeg')
    const end = at + 2 + length
    if (end > bytes.length) return err('truncated')
    const to = marker === SOS ? scanEnd(bytes, end) : end
    parts.push({ marker, from: at, to })
    at = to
  }
  return err('truncated')
}

const fits = (bytes: Uint8Array, { from }: Part): boolean => {
  const [height, width] = [u16(bytes, from + 5), u16(bytes, from + 7)]
  return height > 0 && width > 0 && height <= JPEG_MAX_SIDE && width <= JPEG_MAX_SIDE
}

const isProgressive = (bytes: Uint8Array, { from }: Part) => bytes[from + 1] === 0xc2
/** The components that a scan holds (ITU T.81 B.2.3). */
const componentsOf = (bytes: Uint8Array, { from }: Part): number[] =>
  Array.from({ length: bytes[from + 4] ?? 0 }, (_, i) => bytes[from + 5 + 2 * i] ?? 0)

/** Whether a decoder has no more to do than the picture needs: each component once, or the scans of a progressive picture. */
const hasFewScans = (bytes: Uint8Array, frame: Part, scans: readonly Part[]): boolean => {
  if (isProgressive(bytes, frame)) return scans.length <= JPEG_MAX_SCANS
  const scanned = scans.flatMap((scan) => componentsOf(bytes, scan))
  return scanned.length > 0 && new Set(scanned).size === scanned.length
}

const isNeeded = (bytes: Uint8Array, { marker, from, to }: Part): boolean => {
  const { name, size } = needed[marker] ?? { name: '', size: 0 }
  return to - from === size && [...name].every((letter, i) => bytes[from + 4 + i] === letter.charCodeAt(0))
}

/** The picture alone; EXIF, comments, profiles, thumbnails and whatever follows the end are left out. */
export const stripJpegMetadata = (bytes: Uint8Array): Result<Uint8Array<ArrayBuffer>, JpegFault> => {
  const parts = partsOf(bytes)
  if (!parts.ok) return parts
  const frames = parts.value.filter(({ marker }) => isFrame(marker))
  const [frame] = frames
  const scans = parts.value.filter(({ marker }) => marker === SOS)
  if (!frame || frames.length > 1 || scans.length === 0) return err('not_jpeg')
  if (!fits(bytes, frame)) return err('too_large')
  if (!hasFewScans(bytes, frame, scans)) return err('too_many_scans')
  const kept = parts.value.filter((part) => essential.includes(part.marker) || isNeeded(bytes, part))
  const length = kept.reduce((sum, { from, to }) => sum + to - from, 4)
  const bare = new Uint8Array(length)
  bare.set([0xff, SOI])
  let at = 2
  for (const { from, to } of kept) {
    bare.set(bytes.subarray(from, to), at)
    at += to - from
  }
  bare.set([0xff, EOI], at)
  return ok(bare)
}
