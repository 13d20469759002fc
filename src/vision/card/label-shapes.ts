// The shapes of the front's Latin labels, as `npm run bench -- specimens --labels` draws them.
import shapes from './label-shapes.json' with { type: 'json' }

/**
 * A label 400 px a card wide. `x`, `y`: where its words begin and their baseline, in fractions of the card's width and
 * height. `left`, `base`: the same point inside the picture, in pixels. `ink`: 0 paper to 255 print, row by row.
 */
export type LabelShape = {
  x: number
  y: number
  left: number
  base: number
  width: number
  height: number
  ink: Uint8Array
}

export const labelShapes = (): LabelShape[] =>
  shapes.map(({ ink, ...place }) => ({
    ...place,
    ink: Uint8Array.from(ink, (digit) => Number.parseInt(digit, 16) * 17),
  }))
