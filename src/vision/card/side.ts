// Detects the card's side and which way up it is, by its content and never by the order in which photos arrive.
import { checkIdNumber } from '../../core/card/thai-id.ts'
import { upsideDown } from '../homography.ts'
import type { Pixels, Quad } from '../pixels.ts'
import { darkest, edgeDensity, lightOf } from './gates.ts'
import { type CardSide, countryBox, type FieldPlace, frontPlaces, laserPlace, titleBox } from './layout.ts'
import type { Recogniser } from './recogniser.ts'
import { type CardPhoto, cardWidths, cutPlace, type LineReadings, readPlace } from './render.ts'

/** `first`: the ID number or laser code as read at the first size, so that it is not read twice. */
export type OrientedCard = { side: CardSide; quad: Quad; first?: LineReadings }

/**
 * Whether the card looks like a front, either way up: it has print along both long edges (measured .22 to .33). A back
 * has none along its top edge (0). In the dark print is as faint as the light: the front must not look empty there.
 */
export const looksLikeFront = (photo: Pixels, quad: Quad): boolean =>
  [quad, upsideDown(quad)].every((way) => {
    const strip = cutPlace(photo, way, titleBox, viewWidth)
    return edgeDensity(strip, [0, 1, 0, 1], Math.min(40, Math.max(8, lightOf(strip) * 0.4))) > 0.08
  })

const isIdNumber = (text: string) => text.replace(/\D/g, '').length >= 11
/** About twelve characters, mostly digits. The two letters may have been read as digits (22 for ZZ). */
const isLaserCode = (text: string) => {
  const { length } = text.replace(/[^A-Z0-9]/g, '')
  return length >= 11 && length <= 13 && text.replace(/\D/g, '').length >= 8
}
const isCountry = (text: string) => /THAI|AILAND/i.test(text)

/** Whether it is the back of a card older than laser codes: pale blue, and blank where the code would be. */
const looksLikeOldBack = ({ photo, quad }: CardPhoto): boolean => {
  const [card, turned] = bothOrientations(photo, quad)
  let red = 0
  let blue = 0
  for (let i = 0; i < card.data.length; i += 4) {
    red += card.data[i]
    blue += card.data[i + 2]
  }
  // In the dark a front looks blank and blue as well.
  if (lightOf(card) < darkest) return false
  const blank = Math.max(edgeDensity(card, laserPlace.box), edgeDensity(turned, laserPlace.box)) < 0.01
  return blank && blue > red * 1.08
}

/**
 * Reads just enough to know the side. A front has its ID number, a back its laser code. A back older than laser codes
 * has the country's name, or at least looks like one. Undefined: the shape is that of a card, but neither side was
 * recognised.
 * @param front whether the card looks like a front (`looksLikeFront`)
 */
export const detectSide = async (
  sheet: CardPhoto,
  front: boolean,
  recognise: Recogniser,
): Promise<OrientedCard | undefined> => {
  const { quad } = sheet
  const ways = [quad, upsideDown(quad)]
  const read = (way: Quad, place: FieldPlace) =>
    readPlace({ ...sheet, quad: way }, place, cardWidths.other[0], recognise)
  const asFront = async (): Promise<OrientedCard | undefined> => {
    let likely: OrientedCard | undefined
    for (const way of ways) {
      const first = await read(way, frontPlaces.idNumber)
      if (first.lines.some((line) => checkIdNumber(line).ok)) return { side: 'front', quad: way, first }
      if (first.lines.some(isIdNumber)) likely ??= { side: 'front', quad: way, first }
    }
    return likely
  }
  const asBack = async (): Promise<OrientedCard | undefined> => {
    for (const way of ways) {
      const first = await read(way, laserPlace)
      if (first.lines.some(isLaserCode)) return { side: 'back', quad: way, first }
    }
    for (const way of ways) {
      const turned = { ...sheet, quad: way }
      const { lines } = await readPlace(turned, { box: countryBox, kind: 'latin', letter: 0.018 }, 1000, recognise)
      if (lines.some(isCountry)) return { side: 'back', quad: way }
    }
    return looksLikeOldBack(sheet) ? { side: 'back', quad } : undefined
  }
  return front ? asFront() : ((await asBack()) ?? asFront())
}

/** Width of the whole card, in pixels, for which the limits of gates.ts were measured. */
const viewWidth = 400

/** The flat card 400 px wide, and the same turned by 180°. */
export const bothOrientations = (photo: Pixels, quad: Quad): [Pixels, Pixels] => {
  const card = cutPlace(photo, quad, [0, 1, 0, 1], viewWidth)
  const pixels = new Uint32Array(card.data.slice().buffer).reverse()
  return [card, { ...card, data: new Uint8ClampedArray(pixels.buffer) }]
}
