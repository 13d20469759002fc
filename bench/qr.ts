// `npm run bench -- qr`: how well two independent decoders read the QR codes: as drawn, as screenshots of the phone's component,
// blurred and turned, at 3 to 5 pixels per module, as an official's camera sees them.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import decodeQr from 'qr/decode.js'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { FACE_AIM_BYTES } from '../src/core/card/face-picture.ts'
import { type Claims, type Scope, signToken, tokenUrl } from '../src/core/card/token.ts'
import { qrPng } from '../src/service/presentation/qr-png.ts'
import { drawQr, type Grey } from '../test/kit/browser/qr-picture.ts'
import { screenshots } from '../test/kit/browser/qr-screenshot.ts'
import { drawnFace, keyPair, specimenToken } from '../test/kit/specimen.ts'
import { optionsOf } from '../tools/options.ts'

optionsOf(
  `npm run bench -- qr

It takes no options. It fails unless zxing-wasm, the decoder that ships, reads every sharp code at 4 pixels a module and more.`,
  {},
)

const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
prepareZXingModule({ overrides: { wasmBinary: wasm.buffer as ArrayBuffer } })

const rgba = ({ data, width, height }: Grey) => {
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (const [i, grey] of data.entries()) pixels.set([grey, grey, grey, 255], i * 4)
  return { data: pixels, width, height }
}
const decoders: Record<string, (picture: Grey) => Promise<string | undefined>> = {
  'zxing-wasm': async (picture) => {
    const image = { ...rgba(picture), colorSpace: 'srgb' } as ImageData
    const [found] = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true })
    return found?.text
  },
  qr: async (picture) => {
    try {
      return decodeQr(rgba(picture))
    } catch {
      return undefined // it throws when it finds no code
    }
  },
}

/** Turns by `degrees` and scales by `scale`, bilinearly, on a grey ground with a margin. */
const resampled = (from: Grey, degrees: number, scale: number): Grey => {
  const size = Math.ceil(from.width * scale * 1.5)
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const data = new Uint8Array(size * size)
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= from.width || y >= from.height ? 120 : (from.data[y * from.width + x] ?? 120)
  for (let i = 0; i < data.length; i++) {
    const [dx, dy] = [((i % size) - size / 2) / scale, (Math.floor(i / size) - size / 2) / scale]
    const [x, y] = [dx * cos + dy * sin + from.width / 2 - 0.5, dy * cos - dx * sin + from.height / 2 - 0.5]
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const [fx, fy] = [x - left, y - top]
    data[i] =
      (at(left, top) * (1 - fx) + at(left + 1, top) * fx) * (1 - fy) +
      (at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx) * fy
  }
  return { data, width: size, height: size }
}
/** Gaussian blur of `sigma` pixels, by rows and then by columns. */
const blurred = (picture: Grey, sigma: number): Grey => {
  if (sigma === 0) return picture
  const { width, height } = picture
  const kernel = Array.from({ length: 2 * Math.ceil(3 * sigma) + 1 }, (_, i) =>
    Math.exp(-((i - Math.ceil(3 * sigma)) ** 2) / (2 * sigma * sigma)),
  )
  const total = kernel.reduce((a, b) => a + b, 0)
  const along = (source: Float32Array | Uint8Array, step: number, length: number, place: (i: number) => number) => {
    const out = new Float32Array(source.length)
    for (let i = 0; i < source.length; i++) {
      let sum = 0
      for (let k = 0; k < kernel.length; k++) {
        const shift = Math.min(length - 1, Math.max(0, place(i) + k - (kernel.length >> 1))) - place(i)
        sum += (source[i + shift * step] ?? 0) * (kernel[k] ?? 0)
      }
      out[i] = sum / total
    }
    return out
  }
  const across = along(picture.data, 1, width, (i) => i % width)
  const both = along(across, width, height, (i) => Math.floor(i / width))
  return { data: Uint8Array.from(both, Math.round), width, height }
}

const keys = await keyPair()
const drawn = await drawnFace()
// Filled up to the largest size that the encoder of faces allows.
const face = Uint8Array.from({ length: FACE_AIM_BYTES }, (_, i) => drawn[i] ?? (i * 197) % 251)
const name = specimenToken(face).claims
const perScope: Record<Scope, Claims> = {
  age: { face, ageOver: 60 },
  name,
  full: { ...name, birthDate: { year: 1958, month: 5, day: 9 }, idNumber: '3831640857441' },
}
const urls: Record<string, string> = {}
for (const [scope, claims] of Object.entries(perScope) as [Scope, Claims][])
  urls[scope] = tokenUrl(
    'https://card.agency.example',
    await signToken(specimenToken(face, { scope, claims }), keys.kid, keys.sign),
  )

const tallies: Record<string, Record<string, string>> = {}
const counts: Record<string, [read: number, of: number]> = {}
const look = async (row: string, picture: Grey, text: string) => {
  for (const [decoder, decode] of Object.entries(decoders)) {
    const key = `${row}\t${decoder}`
    const [read, of] = counts[key] ?? [0, 0]
    counts[key] = [read + ((await decode(picture)) === text ? 1 : 0), of + 1]
    tallies[row] = { ...tallies[row], [decoder]: counts[key].join('/') }
  }
}

for (const [scope, url] of Object.entries(urls)) {
  const modules = drawQr(url, 1, 0).width
  console.log(`scope ${scope}: ${url.length} characters, version ${(modules - 17) / 4} at error correction M`)
  for (const scale of [3, 4, 5]) {
    await look(`as drawn, ${scale} px a module`, drawQr(url, scale), url)
    const fine = drawQr(url, 8)
    for (const degrees of [0, 3, 10, 27, 45, 90, 133])
      await look(`turned, ${scale} px a module`, resampled(fine, degrees, scale / 8), url)
    for (const sigma of [0.3, 0.45, 0.6])
      for (const degrees of [0, 7])
        await look(
          `blurred σ ${sigma} modules, ${scale} px`,
          blurred(resampled(fine, degrees, scale / 8), sigma * scale),
          url,
        )
  }
}
const passes = await Promise.all(
  Object.values(urls).map(async (text) => ({ device: 'the pass of the chat, our PNG', text, png: await qrPng(text) })),
)
for (const { device, picture, text } of await screenshots(Object.values(urls), passes))
  await look(device.startsWith('the pass') ? device : `screenshot, ${device}`, picture, text)
console.table(tallies)

/** Rows that zxing, the decoder that ships, must read completely: sharp or turned, at 4 px per module and more. */
const must = Object.keys(tallies).filter((row) => /(as drawn|turned), [45] px|screenshot|our PNG/.test(row))
const missed = must.filter((row) => {
  const [read, of] = counts[`${row}\tzxing-wasm`] ?? [0, 1]
  return read < of
})
if (missed.length > 0) {
  console.error(`Not all read: ${missed.join('; ')}`)
  process.exitCode = 1
}
process.exit()
