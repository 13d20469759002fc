// Draws a QR code as grey pixels, row by row, and encodes pictures as PNG or as a video for Chromium's fake camera.
import { deflateSync } from 'node:zlib'
import { correction, generate } from 'lean-qr'

export type Grey = { data: Uint8Array; width: number; height: number }

/** The code as the phone draws it: `scale` px per module, with a quiet zone of `quiet` modules. */
export const drawQr = (text: string, scale: number, quiet = 4): Grey => {
  const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M })
  const width = (code.size + 2 * quiet) * scale
  const data = new Uint8Array(width * width).fill(255)
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [Math.floor((i % width) / scale) - quiet, Math.floor(i / width / scale) - quiet]
    if (code.get(x, y)) data[i] = 6
  }
  return { data, width, height: width }
}

/** The picture in the middle of a grey scene (grey level `ground`), as a camera would see it. */
export const placed = (picture: Grey, width: number, height: number, ground = 120): Grey => {
  const data = new Uint8Array(width * height).fill(ground)
  const [left, top] = [Math.floor((width - picture.width) / 2), Math.floor((height - picture.height) / 2)]
  for (let y = 0; y < picture.height; y++)
    data.set(picture.data.subarray(y * picture.width, (y + 1) * picture.width), (top + y) * width + left)
  return { data, width, height }
}

/** A video (Y4M, 4:2:0) that repeats one picture, for Chromium's fake camera. */
export const y4m = ({ data, width, height }: Grey, frames = 2): Buffer => {
  const chroma = Buffer.alloc((width * height) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), data, chroma])
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
    ...Array(frames).fill(frame),
  ])
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})
const chunk = (type: string, body: Buffer) => {
  const head = Buffer.concat([Buffer.from(type), body])
  let crc = 0xffffffff
  for (const byte of head) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)
  const out = Buffer.alloc(head.length + 8)
  out.writeUInt32BE(body.length)
  head.copy(out, 4)
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, head.length + 4)
  return out
}

/** The picture as a PNG file, 8-bit grey. */
export const png = ({ data, width, height }: Grey): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
