// Encodes WebP and JPEG in Node with libwebp and mozjpeg, as WebAssembly.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js'
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js'
import { smallFaceWebp, type WebpEncoder } from '../vision/face/small-face.ts'
import type { Pixels } from '../vision/pixels.ts'

const require = createRequire(import.meta.url)

/** Loads an encoder at its first use. */
const once = (wasm: string, init: (module: WebAssembly.Module) => Promise<unknown>) => {
  let starting: Promise<unknown> | undefined
  return () => {
    starting ??= readFile(require.resolve(wasm)).then(async (file) =>
      init(await WebAssembly.compile(new Uint8Array(file))),
    )
    return starting
  }
}
// The encoder itself decides by the machine whether it takes this build: Node has had SIMD since version 16.4.
const startWebp = once('@jsquash/webp/codec/enc/webp_enc_simd.wasm', initWebp)
const startJpeg = once('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm', initJpeg)

const image = (picture: Pixels) => ({ ...picture, colorSpace: 'srgb' }) as Parameters<typeof encodeWebp>[0]

export const webpOf: WebpEncoder = async (picture, quality) => {
  await startWebp()
  return new Uint8Array(await encodeWebp(image(picture), { ...smallFaceWebp, quality }))
}

/** A JPEG, which every decoder reads in one pass unless it is `progressive`. `quality`: 1–100. */
export const jpegOf = async (
  picture: Pixels,
  quality: number,
  progressive = false,
): Promise<Uint8Array<ArrayBuffer>> => {
  await startJpeg()
  return new Uint8Array(await encodeJpeg(image(picture), { quality, baseline: !progressive, progressive }))
}
