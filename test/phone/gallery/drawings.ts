// Draws what a camera would show: strips of print, a card, and an invented face.

const canvas = (width: number, height: number) => {
  const element = document.createElement('canvas')
  element.width = width
  element.height = height
  return { element, context: element.getContext('2d')! }
}
const base64 = (element: HTMLCanvasElement) => element.toDataURL('image/jpeg', 0.85).split(',')[1]!

/** A strip of a card with one line of print: JPEG in base64. */
const drawCrop = (text: string): string => {
  const { element, context } = canvas(640, 92)
  context.fillStyle = '#b5d8ec'
  context.fillRect(0, 0, 640, 92)
  context.fillStyle = '#10141c'
  context.font = '600 52px "Noto Sans Thai", "IBM Plex Sans Thai Looped", serif'
  context.fillText(text, 14, 66)
  return base64(element)
}
const crops = new Map<string, string>()
/** Draws each strip once, because a test shows every screen twice. */
export const cropOf = (text: string): string => {
  const drawn = crops.get(text) ?? drawCrop(text)
  crops.set(text, drawn)
  return drawn
}

export const drawFace = (context: CanvasRenderingContext2D, width: number, height: number) => {
  const at = (x: number, y: number) => [(x * width) / 100, (y * height) / 100] as const
  const blob = (colour: string, x: number, y: number, rx: number, ry: number) => {
    context.fillStyle = colour
    context.beginPath()
    context.ellipse(...at(x, y), (rx * width) / 100, (ry * height) / 100, 0, 0, 7)
    context.fill()
  }
  context.fillStyle = '#e2ebf2'
  context.fillRect(0, 0, width, height)
  blob('#7b4a54', 50, 104, 42, 34)
  blob('#8f969c', 50, 45, 30, 32)
  blob('#b98c63', 50, 70, 12, 14)
  blob('#d9a57b', 50, 50, 24, 28)
  for (const x of [41, 59]) blob('#2a211c', x, 48, 2.4, 2)
  blob('#8b4a3c', 50, 63, 7, 1.6)
}

let portrait: string | undefined
export const portraitUrl = (): string => {
  if (portrait) return portrait
  const { element, context } = canvas(480, 600)
  drawFace(context, 480, 600)
  portrait = element.toDataURL('image/jpeg', 0.9)
  return portrait
}
let portraitFile: Promise<Blob> | undefined
export const portraitBlob = (): Promise<Blob> => {
  portraitFile ??= fetch(portraitUrl()).then((drawn) => drawn.blob())
  return portraitFile
}

const drawCard = (context: CanvasRenderingContext2D, width: number, height: number) => {
  context.fillStyle = '#2d3236'
  context.fillRect(0, 0, width, height)
  const w = width * 0.86
  const h = w / 1.586
  context.translate((width - w) / 2, (height - h) / 2)
  context.fillStyle = '#b5d8ec'
  context.fillRect(0, 0, w, h)
  context.fillStyle = '#183a80'
  context.font = `600 ${w / 20}px sans-serif`
  context.fillText('SPECIMEN 3 1919 76185 50 9', w * 0.1, h * 0.2)
  context.fillStyle = '#e8c77a'
  context.fillRect(w * 0.1, h * 0.35, w * 0.15, h * 0.2)
  context.fillStyle = '#f4f6f5'
  context.fillRect(w * 0.75, h * 0.5, w * 0.2, h * 0.4)
}

/** A camera that shows a drawing. */
export const streamOf = (what: 'card' | 'face', width: number, height: number): MediaStream => {
  const { element, context } = canvas(width, height)
  const paint = () => {
    context.setTransform(1, 0, 0, 1, 0, 0)
    if (what === 'card') drawCard(context, width, height)
    else drawFace(context, width, height)
  }
  paint()
  setInterval(paint, 100)
  return element.captureStream(15)
}
