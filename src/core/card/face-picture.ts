// The face in the QR code: a 64 × 80 grey WebP without the 20 bytes that every such file begins with.
import { err, ok, type Result } from '../result.ts'

export const FACE_SIZE = { width: 64, height: 80 }
/** A larger picture is refused: the QR code would need version 25, whose modules are hard to scan. */
export const FACE_MAX_BYTES = 640
/** What the maker of the picture aims at; a long name leaves less (face-budget.ts). */
export const FACE_AIM_BYTES = 432
const HEADER_BYTES = 20

const ascii = (bytes: Uint8Array, from: number, text: string) =>
  [...text].every((c, i) => bytes[from + i] === c.charCodeAt(0))
const u32 = (n: number) => [n & 0xff, (n >>> 8) & 0xff, (n >>> 16) & 0xff, n >>> 24]
const readU32 = (bytes: Uint8Array, at: number) => [3, 2, 1, 0].reduce((n, i) => n * 256 + (bytes[at + i] ?? 0), 0)
const readU14 = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)) & 0x3fff

/** A VP8 key frame of exactly 64 × 80 (RFC 6386 s.9.1): the only picture a checker's browser is ever asked to decode. */
export const isFace = (vp8: Uint8Array): boolean =>
  vp8.length <= FACE_MAX_BYTES &&
  ((vp8[0] ?? 1) & 1) === 0 &&
  ascii(vp8, 3, '\x9d\x01\x2a') &&
  readU14(vp8, 6) === FACE_SIZE.width &&
  readU14(vp8, 8) === FACE_SIZE.height

/** Drops the RIFF header of a lossy WebP without extras; `not_a_face` if it is another kind, size or too big. */
export const faceFromWebp = (webp: Uint8Array): Result<Uint8Array, 'not_a_face'> => {
  if (!ascii(webp, 0, 'RIFF') || !ascii(webp, 8, 'WEBPVP8 ')) return err('not_a_face')
  const face = webp.slice(HEADER_BYTES, HEADER_BYTES + readU32(webp, 16))
  return isFace(face) ? ok(face) : err('not_a_face')
}

/** Puts the RIFF header back: a WebP file that any browser shows. */
export const faceToWebp = (face: Uint8Array): Uint8Array<ArrayBuffer> => {
  const padding = face.length % 2 // RIFF chunks are even
  const text = (letters: string) => [...letters].map((c) => c.charCodeAt(0))
  const riff = [...text('RIFF'), ...u32(12 + face.length + padding), ...text('WEBPVP8 '), ...u32(face.length)]
  return Uint8Array.from([...riff, ...face, ...(padding ? [0] : [])])
}
