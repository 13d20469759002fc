// LINE's scanner: reads the QR code off the pixels of another phone's screen.
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

prepareZXingModule({ overrides: { locateFile: () => wasm } })

/** The text of the code; undefined if there is none to read. */
export const readCode = async (picture: ImageBitmap): Promise<string | undefined> => {
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
  context?.drawImage(picture, 0, 0)
  const pixels = context?.getImageData(0, 0, picture.width, picture.height)
  const [found] = pixels ? await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true }) : []
  return found?.isValid ? found.text : undefined
}
