// The picture of a pass is a PNG that LINE accepts and that an independent decoder reads.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { qrPng } from '../../../src/service/presentation/qr-png.ts'

const wasm = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
prepareZXingModule({
  overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer },
})
const read = async (png: Uint8Array<ArrayBuffer>) => (await readBarcodes(new Blob([png])))[0]?.text
const side = (png: Uint8Array) => new DataView(png.buffer).getUint32(16)

test('texts of any length are decoded unchanged', async () => {
  for (const text of ['A', 'HTTPS://CARD.EXAMPLE/V#ABC', `HTTPS://CARD.EXAMPLE/V#${'4F2$K*9+A-7.Z:0/'.repeat(67)}`])
    expect(await read(await qrPng(text))).toBe(text)
})
test('with a token of full length it stays within LINE’s 1,024 px and 4 KB', async () => {
  const png = await qrPng(`HTTPS://CARD.EXAMPLE/V#${'4F2$K*9+A-7.Z:0/'.repeat(67)}`)
  expect(side(png)).toBeLessThanOrEqual(1024)
  expect(png.length).toBeLessThanOrEqual(4096)
})
