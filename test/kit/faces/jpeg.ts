// Encodes JPEG files in Node with Squoosh's encoder (mozjpeg).
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import encode, { init } from '@jsquash/jpeg/encode.js'
import type { Pixels } from '../../../src/vision/pixels.ts'

const start = async () => {
  const wasm = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm')
  await init(await WebAssembly.compile(new Uint8Array(await readFile(wasm))))
}
let starting: Promise<void> | undefined

/** The picture as a JPEG file. `quality`: 1–100. */
export const jpegOf = async (picture: Pixels, quality: number): Promise<Uint8Array<ArrayBuffer>> => {
  starting ??= start()
  await starting
  return new Uint8Array(await encode({ ...picture, colorSpace: 'srgb' } as ImageData, { quality, baseline: true }))
}
