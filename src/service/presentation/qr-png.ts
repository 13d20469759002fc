// Draws a QR code as a PNG of one bit per pixel: a few kilobytes, without a canvas, so that the edge can do it too.
import { correction, generate } from 'lean-qr'

/** px per module: up to QR version 22 the picture stays under LINE's 1,024 px. */
const SCALE = 8
/** Width of the white border in modules (ISO/IEC 18004 s.9.1). */
const QUIET = 4

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const crc32 = (bytes: Uint8Array) => {
  let c = 0xffffffff
  for (const byte of bytes) c = crcTable[(c ^ byte) & 0xff]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}
const u32 = (n: number) => [n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff]
const chunk = (type: string, data: Uint8Array): number[] => {
  const body = Uint8Array.from([...[...type].map((c) => c.charCodeAt(0)), ...data])
  return [...u32(data.length), ...body, ...u32(crc32(body))]
}
const deflated = async (bytes: Uint8Array<ArrayBuffer>) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Black on white, error correction level M. Throws if the text does not fit into a QR code of that level. */
export const qrPng = async (text: string): Promise<Uint8Array<ArrayBuffer>> => {
  const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M })
  const side = (code.size + 2 * QUIET) * SCALE
  const lineBytes = 1 + Math.ceil(side / 8)
  const lines = new Uint8Array(lineBytes * side).fill(0xff)
  for (let y = 0; y < side; y++) {
    lines[y * lineBytes] = 0 // no filter
    for (let x = 0; x < side; x++)
      if (code.get(Math.floor(x / SCALE) - QUIET, Math.floor(y / SCALE) - QUIET)) {
        const at = y * lineBytes + 1 + (x >> 3)
        lines[at] = lines[at]! & ~(0x80 >> (x & 7))
      }
  }
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const header = Uint8Array.from([...u32(side), ...u32(side), 1, 0, 0, 0, 0])
  const parts = [chunk('IHDR', header), chunk('IDAT', await deflated(lines)), chunk('IEND', new Uint8Array())]
  return Uint8Array.from([...signature, ...parts.flat()])
}
