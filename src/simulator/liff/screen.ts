// The QR code on a phone's screen, as pixels: what a camera before this phone would see of it.

/** Pixels of white around the code: readers need a quiet zone of four modules. */
const quietZone = 32

const isVisible = (canvas: HTMLCanvasElement): boolean => {
  const { width, height, top, bottom } = canvas.getBoundingClientRect()
  return width > 0 && height > 0 && bottom > 0 && top < innerHeight
}

/** The largest code in view, and null without one. Nothing but its pixels is handed on. */
export const screenPicture = async (): Promise<ImageBitmap | null> => {
  const shown = [...document.querySelectorAll<HTMLCanvasElement>('canvas.qr')].filter(isVisible)
  const [largest] = shown.sort((a, b) => b.width - a.width)
  if (!largest?.width) return null
  const canvas = new OffscreenCanvas(largest.width + 2 * quietZone, largest.height + 2 * quietZone)
  const context = canvas.getContext('2d')
  if (!context) return null
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(largest, quietZone, quietZone)
  return canvas.transferToImageBitmap()
}
