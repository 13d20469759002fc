// Reads the one field of a card's back.
import type { Pixels, Quad } from '../pixels.ts'
import { judgeLaserCode } from './accept.ts'
import { laserPlace } from './layout.ts'
import type { BackReading } from './reading.ts'
import type { Recogniser } from './recogniser.ts'
import { cardWidths, cut, type LinesRead, readSizes } from './render.ts'

/** `quad` must be the right way up. A card older than laser codes yields `missing`. */
export const readBack = async (
  photo: Pixels,
  quad: Quad,
  recognise: Recogniser,
  first?: LinesRead,
): Promise<BackReading> => {
  const code = judgeLaserCode(await readSizes(photo, quad, laserPlace, cardWidths.other, recognise, first))
  return {
    side: 'back',
    quad,
    fields: { laserCode: { ...code, crop: cut(photo, quad, laserPlace.box, cardWidths.shown) } },
  }
}
