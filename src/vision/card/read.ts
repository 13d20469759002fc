// Reads a card from a photo, or says why not: finds the card, checks the picture, detects the side, reads.
import { checkIdNumber } from '../../core/card/thai-id.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { type Pixels, type Quad, shrink, toGrey } from '../pixels.ts'
import { readBack } from './back.ts'
import { findCard } from './find.ts'
import { readFront, startFront } from './front.ts'
import { darkest, glare, isGreyCopy, lightOf, sharpness } from './gates.ts'
import type { Gazetteer } from './gazetteer.ts'
import { type CardSide, countryBox, faceBox, frontPlaces, laserPlace, wideEnough } from './layout.ts'
import { isFreeOfGlare } from './live.ts'
import { fitToPrint } from './print-fit.ts'
import type { BackReading, CardFault, FieldReading, FrontReading } from './reading.ts'
import type { Recogniser } from './recogniser.ts'
import { bothOrientations, detectSide, looksLikeFront } from './side.ts'

/**
 * Limits of sharpness (variance of the Laplacian, gates.ts): below `front` and `back` the letters run together. The
 * back is measured at its laser code, because the rest is nearly empty. Sharp specimens have 1900 to 5000 on the front
 * and 400 to 1500 on the back.
 */
const sharpEnough = { front: 350, back: 100, surely: 1500, print: 250 }
/** A field with a larger burnt-out share may be misread without looking wrong. */
const tooMuchGlare = 0.3

/** Whether the back is sharp. A back older than laser codes has its only print beside the flag. */
const isBackSharp = (views: readonly Pixels[]) =>
  [laserPlace.box, countryBox].some((box) => views.some((view) => sharpness(view, box) >= sharpEnough.back))

/** Whether glare did harm: it covers a field that was not accepted, or the face. */
const isUnderGlare = (card: Pixels, reading: FrontReading | BackReading) => {
  const harmed = ({ status }: FieldReading, box: readonly [number, number, number, number]) =>
    status !== 'accepted' && glare(card, box) > tooMuchGlare
  if (reading.side === 'back') return harmed(reading.fields.laserCode, laserPlace.box)
  const { idNumber, nameThai, nameEnglish, lastNameEnglish, birthDateThai, birthDateEnglish } = reading.fields
  const { address, issueDate, expiryDate } = reading.fields
  return (
    glare(card, faceBox) > tooMuchGlare ||
    harmed(idNumber, frontPlaces.idNumber.box) ||
    harmed(nameThai, frontPlaces.nameThai.box) ||
    harmed(nameEnglish, frontPlaces.nameEnglish.box) ||
    harmed(lastNameEnglish, frontPlaces.lastNameEnglish.box) ||
    harmed(birthDateEnglish, frontPlaces.birthDateEnglish.box) ||
    harmed(address, frontPlaces.address.box) ||
    harmed(birthDateThai, frontPlaces.birthDateThai.box) ||
    harmed(issueDate, frontPlaces.issueDateThai.box) ||
    harmed(expiryDate, frontPlaces.expiryDateThai.box)
  )
}

/**
 * Whether the card is white almost all over, like a sheet of paper or a page on a screen. A lamp burns out only a part.
 */
const isWhiteSheet = (card: Pixels) => glare(card, [0, 1, 0, 1]) > 0.5

/**
 * Whether a lamp's reflection lies anywhere on the card but on the white paper of the portrait, whichever way up the card
 * is. It is asked when the card could not be read.
 */
const isUnreadUnderGlare = (views: readonly Pixels[], front: boolean) =>
  views.some((view) => glare(view, (front ? frontPlaces.idNumber : laserPlace).box) > tooMuchGlare) ||
  views.every((view) => !isFreeOfGlare(view, tooMuchGlare))

/** Whether at least two of the fields that every card has in two scripts or with a check digit were read. */
const isWhole = ({ fields }: FrontReading) =>
  [
    checkIdNumber(fields.idNumber.value).ok,
    ...[fields.birthDateThai, fields.issueDate, fields.expiryDate].map(({ value }) => value !== ''),
  ].filter(Boolean).length >= 2

export type ReadOptions = {
  /** The card's corners in pixels of the photo, if the user dragged them; they are searched for otherwise. */
  corners?: Quad
  /** Without a gazetteer no address is accepted. */
  gazetteer?: Gazetteer
}

/** Reads the `expected` side of the card. Errors are in `CardFault`. */
export const readCard = async (
  photo: Pixels,
  expected: CardSide,
  recognise: Recogniser,
  { corners, gazetteer }: ReadOptions = {},
): Promise<Result<FrontReading | BackReading, CardFault>> => {
  const found = corners ? ok(corners) : findCard(photo, true)
  // The part of a real card that is in the picture has colours.
  if (!found.ok) return found.reason === 'cut_off' && isGreyCopy(shrink(photo, 400)) ? err('photocopy') : found
  const [topLeft, topRight] = found.value
  if (Math.hypot(topRight[0] - topLeft[0], topRight[1] - topLeft[1]) < wideEnough) return err('too_small')
  const front = looksLikeFront(photo, found.value)
  const grey = toGrey(photo)
  // Boxes follow the print where the labels show it. A card that is upside down is fitted once its side is known.
  const fit = front ? fitToPrint(grey, found.value) : undefined
  const quad = fit?.quad ?? found.value
  const sheet = { photo, grey, quad }
  const siding = detectSide(sheet, front, recognise)
  const started = front && expected === 'front' ? startFront(sheet, recognise) : undefined
  // These run while the engines read.
  const views = bothOrientations(photo, found.value)
  const sharp = sharpness(views[0])
  const readable = front ? sharp >= sharpEnough.front : isBackSharp(views)
  const sided = await siding
  // Darkness is named before all that follows from it: a noisy photo is never sharp, and its side is a guess.
  const dark = lightOf(views[0]) < darkest
  if (!readable) return err(dark ? 'too_dark' : 'blurred')
  if (!sided) {
    if (isWhiteSheet(views[0])) return err('no_card')
    if (dark) return err('too_dark')
    if (isUnreadUnderGlare(views, front)) return err('glare')
    return err(sharp < sharpEnough.print ? 'blurred' : 'other_card')
  }
  if (sided.side !== expected) return err(sided.side === 'front' ? 'front_for_back' : 'back_for_front')
  if (isGreyCopy(views[0], expected === 'back')) return err('photocopy')
  const turned = sided.quad !== quad
  const fitted = sided.side === 'front' && turned ? fitToPrint(grey, sided.quad) : fit
  const upright = { ...sheet, quad: fitted?.quad ?? sided.quad }
  const reading =
    expected === 'front'
      ? await readFront(upright, recognise, {
          clear: sharp >= sharpEnough.surely,
          gazetteer,
          // Read before the boxes were fitted, it may be cut.
          idNumber: turned ? undefined : sided.first,
          fitted: fitted !== undefined,
          started: turned ? undefined : started,
        })
      : await readBack(upright, recognise, sided.first)
  const card = turned ? views[1] : views[0]
  if (isUnderGlare(card, reading)) return err('glare')
  // Only the number was read: this is another kind of card, or its print has run together.
  if (reading.side === 'front' && !isWhole(reading)) {
    if (dark) return err('too_dark')
    if (isUnreadUnderGlare(views, true)) return err('glare')
    return err(sharp < sharpEnough.surely ? 'blurred' : 'other_card')
  }
  return ok(reading)
}
