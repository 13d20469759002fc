// Draws the card's background: gradient, guilloche, chip, star, height scales. It contains no emblem, flag or crest of
// the state.
import { type Area, barcode, CARD, chip, portrait } from './layout.ts'

export type Pen = CanvasRenderingContext2D
const { width: W, height: H } = CARD

export const inPixels = ([x0, x1, y0, y1]: Area): [x: number, y: number, width: number, height: number] => [
  x0 * W,
  y0 * H,
  (x1 - x0) * W,
  (y1 - y0) * H,
]

/** Clips to the rounded card and fills it. The area outside stays transparent. */
export const drawSheet = (pen: Pen, from: string, to: string): void => {
  pen.beginPath()
  pen.roundRect(0, 0, W, H, CARD.radius)
  pen.clip()
  const gradient = pen.createLinearGradient(0, 0, W, H)
  gradient.addColorStop(0, from)
  gradient.addColorStop(1, to)
  pen.fillStyle = gradient
  pen.fillRect(0, 0, W, H)
}

/** Draws fine interlaced waves, pale enough not to disturb text recognition. */
export const drawGuilloche = (pen: Pen, top: number, bottom: number, colour: string): void => {
  pen.strokeStyle = colour
  pen.lineWidth = 1.2
  for (let line = 0; line < 46; line++) {
    pen.beginPath()
    const y0 = top + ((bottom - top) * line) / 46
    for (let x = 0; x <= W; x += 12) {
      const y = y0 + 16 * Math.sin(x / 130 + line * 0.35) + 9 * Math.sin(x / 57 - line * 0.8)
      if (x === 0) pen.moveTo(x, y)
      else pen.lineTo(x, y)
    }
    pen.stroke()
  }
}

const drawStar = (pen: Pen, cx: number, cy: number, radius: number): void => {
  pen.beginPath()
  for (let i = 0; i < 10; i++) {
    const angle = -Math.PI / 2 + (i * Math.PI) / 5
    const r = i % 2 === 0 ? radius : radius * 0.42
    pen.lineTo(cx + r * Math.cos(angle), cy + r * Math.sin(angle))
  }
  pen.closePath()
  pen.fillStyle = '#4B6A9A'
  pen.fill()
  pen.beginPath()
  pen.arc(cx, cy, radius * 1.4, 0, Math.PI * 2)
  pen.strokeStyle = '#C0485066'
  pen.lineWidth = 4
  pen.stroke()
}

const drawChip = (pen: Pen): void => {
  const [x, y, width, height] = inPixels(chip)
  pen.beginPath()
  pen.roundRect(x, y, width, height, 26)
  pen.fillStyle = '#CDB25C'
  pen.fill()
  pen.strokeStyle = '#6E5A1C'
  pen.lineWidth = 4
  pen.stroke()
  pen.beginPath()
  for (const column of [0.35, 0.65]) {
    pen.moveTo(x + width * column, y)
    pen.lineTo(x + width * column, y + height)
  }
  for (const row of [0.33, 0.66]) {
    pen.moveTo(x, y + height * row)
    pen.lineTo(x + width * 0.35, y + height * row)
    pen.moveTo(x + width * 0.65, y + height * row)
    pen.lineTo(x + width, y + height * row)
  }
  pen.stroke()
}

const drawBarcode = (pen: Pen): void => {
  const [x, y, width, height] = inPixels(barcode)
  pen.fillStyle = '#EEF4F8'
  pen.fillRect(x, y, width, height)
  pen.fillStyle = '#23303C'
  for (let at = y + 8, i = 0; at < y + height - 10; i++) {
    const bar = 2 + ((i * 7919) % 5)
    pen.fillRect(x + 4, at, width - 8, bar)
    at += bar + 3 + ((i * 104729) % 6)
  }
}

/** Draws star, chip, barcode and the officer's invented signature. */
export const drawFrontFurniture = (pen: Pen): void => {
  drawStar(pen, 0.066 * W, 0.125 * H, 66)
  drawChip(pen)
  drawBarcode(pen)
  pen.strokeStyle = '#2A3A50'
  pen.lineWidth = 3
  pen.beginPath()
  pen.moveTo(0.31 * W, 0.9 * H)
  pen.bezierCurveTo(0.34 * W, 0.79 * H, 0.36 * W, 0.98 * H, 0.4 * W, 0.87 * H)
  pen.bezierCurveTo(0.42 * W, 0.82 * H, 0.44 * W, 0.93 * H, 0.49 * W, 0.86 * H)
  pen.stroke()
}

/** Draws the face so that it fills its frame and keeps the top of the head, with height scales at both edges. */
export const drawPortrait = (pen: Pen, face: CanvasImageSource & { width: number; height: number }): void => {
  const [x, y, width, height] = inPixels(portrait)
  const scale = Math.max(width / face.width, height / face.height)
  const cutWidth = width / scale
  const cutHeight = height / scale
  const [cutX, cutY] = [(face.width - cutWidth) / 2, (face.height - cutHeight) * 0.25]
  pen.drawImage(face, cutX, cutY, cutWidth, cutHeight, x, y, width, height)
  pen.font = `600 ${0.0125 * W}px Sarabun`
  for (const [row, centimetres] of [0.14, 0.32, 0.5, 0.68].map((at, i) => [at, 170 - 10 * i] as const)) {
    const text = String(centimetres)
    for (const left of [x + 4, x + width - 40]) {
      pen.fillStyle = '#E3ECEFB0'
      pen.fillRect(left, y + height * row, 36, 26)
      pen.fillStyle = '#39434C'
      pen.fillRect(left, y + height * row, 36, 2)
      pen.fillText(text, left, y + height * row + 22)
    }
  }
}
