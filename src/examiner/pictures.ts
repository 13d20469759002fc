// Decodes JPEG, PNG and WebP in Node with the decoders that Chrome and Squoosh use, as WebAssembly.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import decodeJpeg, { init as initJpeg } from '@jsquash/jpeg/decode.js'
import decodePng, { init as initPng } from '@jsquash/png/decode.js'
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js'
import { err, ok, type Result } from '../core/result.ts'
import type { Pixels } from '../vision/pixels.ts'

const require = createRequire(import.meta.url)

type Format = {
  starts: string
  wasm: string
  init(wasm: WebAssembly.Module): Promise<unknown>
  decode(bytes: ArrayBuffer): Promise<Pixels>
}
/** Formats by their first bytes (hex), because a file's name or type may be wrong. */
const formats: readonly Format[] = [
  {
    starts: 'ffd8ff',
    wasm: '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
    init: initJpeg,
    // Phones store the orientation in EXIF; the decoder turns the picture upright.
    decode: (bytes) => decodeJpeg(bytes, { preserveOrientation: true }),
  },
  { starts: '89504e47', wasm: '@jsquash/png/codec/pkg/squoosh_png_bg.wasm', init: initPng, decode: decodePng },
  { starts: '52494646', wasm: '@jsquash/webp/codec/dec/webp_dec.wasm', init: initWebp, decode: decodeWebp },
]

const started = new Map<Format, Promise<unknown>>()
const start = (format: Format) => {
  const starting =
    started.get(format) ??
    readFile(require.resolve(format.wasm)).then(async (wasm) =>
      format.init(await WebAssembly.compile(new Uint8Array(wasm))),
    )
  started.set(format, starting)
  return starting
}

/** Returns the upright pixels of a JPEG, PNG or WebP file. `no_picture`: another format, or damaged. */
export const decodePicture = async (file: Uint8Array): Promise<Result<Pixels, 'no_picture'>> => {
  const first = Buffer.from(file.subarray(0, 4)).toString('hex')
  const format = formats.find(({ starts }) => first.startsWith(starts))
  if (!format) return err('no_picture')
  await start(format)
  try {
    const { width, height, data } = await format.decode(new Uint8Array(file).buffer)
    return width > 0 && height > 0 ? ok({ width, height, data }) : err('no_picture')
  } catch {
    return err('no_picture')
  }
}
