// The camera of the official's phone: a citizen's phone held before it, with the pixels of the code on its screen.

/** Pixels. A phone is upright; the code on it has three to nine pixels per module. */
const width = 1080
const height = 1440
const body = { width: 860, height: 1320 }
const codeSize = 740
const fps = 12
/** ms between two looks at the other phone. */
export const lookEvery = 250

export type PhoneCamera = { stream: MediaStream; see: (picture: ImageBitmap | null) => void }

/** The hand that holds the phone moves a little. */
const sway = (nowMs: number) => ({ x: 9 * Math.sin(nowMs / 900), y: 7 * Math.sin(nowMs / 700 + 1) })

const draw = (context: CanvasRenderingContext2D, picture: ImageBitmap | null, nowMs: number): void => {
  const { x, y } = sway(nowMs)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.fillStyle = '#1d2a33'
  context.fillRect(0, 0, width, height)
  context.translate((width - body.width) / 2 + x, (height - body.height) / 2 + y)
  context.fillStyle = '#05090d'
  context.beginPath()
  context.roundRect(0, 0, body.width, body.height, 80)
  context.fill()
  context.fillStyle = '#12263a'
  context.beginPath()
  context.roundRect(24, 24, body.width - 48, body.height - 48, 60)
  context.fill()
  if (!picture) return
  const side = (body.width - codeSize) / 2
  context.drawImage(picture, side, (body.height - codeSize) / 2, codeSize, codeSize)
}

/** `look` is called for every new sight of the other phone; `see` takes it. Ends with the stream. */
export const phoneCamera = (look: () => void): PhoneCamera => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new DOMException('no 2d canvas', 'NotReadableError')
  let seen: ImageBitmap | null = null
  draw(context, seen, performance.now())
  const stream = canvas.captureStream(fps)
  const [track] = stream.getVideoTracks()
  const every = (ms: number, does: () => void) => {
    const timer = setInterval(() => (track?.readyState === 'live' ? does() : clearInterval(timer)), ms)
  }
  every(1000 / fps, () => draw(context, seen, performance.now()))
  every(lookEvery, look)
  look()
  return {
    stream,
    see: (picture) => {
      seen?.close()
      seen = picture
    },
  }
}
