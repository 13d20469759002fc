// Reads the laser code, the only field on the card's back.
import { judgeLaserCode } from './accept.ts'
import { laserPlace } from './layout.ts'
import type { BackReading } from './reading.ts'
import type { Recogniser } from './recogniser.ts'
import { type CardPhoto, cardWidths, cutPlace, type LineReadings, readSizes } from './render.ts'
import { looksLikeScreen } from './screen.ts'

/** Reads the back. The corners must be the right way up (side.ts). A card older than laser codes yields `missing`. */
export const readBack = async (sheet: CardPhoto, recognise: Recogniser, first?: LineReadings): Promise<BackReading> => {
  const code = judgeLaserCode(await readSizes(sheet, laserPlace, cardWidths.other, recognise, first))
  const { photo, quad } = sheet
  return {
    side: 'back',
    quad,
    onScreen: looksLikeScreen(photo, quad),
    fields: { laserCode: { ...code, crop: cutPlace(photo, quad, laserPlace.box, cardWidths.shown) } },
  }
}
