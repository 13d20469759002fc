// The layout of the Thai ID card: boxes as fractions of its width and height (85.6 × 54 mm).
import type { CardBox } from '../homography.ts'

export type CardSide = 'front' | 'back'
export type FrontField =
  | 'idNumber'
  | 'nameThai'
  | 'nameEnglish'
  | 'lastNameEnglish'
  | 'birthDateThai'
  | 'birthDateEnglish'
  | 'address'
  | 'issueDate'
  | 'expiryDate'

/**
 * How a line of print is read: `thai` by the Thai model, `thaiName` by the Thai model with its lattice, the others by
 * the Latin model, limited to the letters that can occur there.
 */
export type TextKind = 'thai' | 'thaiName' | 'latin' | 'digits' | 'figures' | 'date' | 'laser'
/**
 * `letter`: height of a letter's body as a fraction of the card's width. `rows`: number of lines of print, 1 by
 * default. `labelled`: the box may begin inside the field's label.
 * `labelEnd`: the box begins inside the label, which ends before this fraction of the width; a gap divides it from the
 * value.
 */
export type FieldPlace = {
  box: CardBox
  kind: TextKind
  letter: number
  rows?: number
  labelled?: boolean
  labelEnd?: number
}

// A box begins in the gap between label and value, because ink that touches a box's edge makes the field doubtful. If
// that gap is narrower than the error of a corner (the Thai birth date), the box begins before the label. A label in a
// wide typeface may reach into a box. Thirteen digits, or the Thai date with its wider box, show that no digit is lost
// with it. The card also shows the religion. It is never cut out and never read, because it is not needed (PDPA s.26).
export const frontPlaces = {
  idNumber: { box: [0.4, 0.91, 0.09, 0.19], kind: 'digits', letter: 0.024, labelled: true },
  nameLabel: { box: [0.085, 0.285, 0.2, 0.31], kind: 'thai', letter: 0.014 },
  // Its label ends at .267 on real cards and at .274 in a wide typeface; the name begins at .278 or later. The crop
  // reaches down to the English line, so that no mark below the name is cut off (name-line.ts).
  nameThai: { box: [0.255, 0.91, 0.17, 0.325], kind: 'thaiName', letter: 0.019, labelEnd: 0.28 },
  nameEnglish: { box: [0.35, 0.83, 0.3, 0.38], kind: 'latin', letter: 0.015, labelEnd: 0.382 },
  lastNameEnglish: { box: [0.405, 0.88, 0.37, 0.45], kind: 'latin', letter: 0.015, labelEnd: 0.444 },
  birthDateThai: { box: [0.32, 0.72, 0.43, 0.52], kind: 'thai', letter: 0.016 },
  birthDateEnglish: { box: [0.474, 0.73, 0.51, 0.59], kind: 'date', letter: 0.015, labelled: true },
  address: { box: [0.078, 0.74, 0.65, 0.8], kind: 'thai', letter: 0.015, rows: 2 },
  houseNumber: { box: [0.145, 0.56, 0.65, 0.73], kind: 'figures', letter: 0.015, labelled: true },
  issueDateThai: { box: [0.078, 0.272, 0.79, 0.85], kind: 'thai', letter: 0.014 },
  issueDateEnglish: { box: [0.078, 0.272, 0.88, 0.952], kind: 'date', letter: 0.013 },
  expiryDateThai: { box: [0.53, 0.74, 0.79, 0.85], kind: 'thai', letter: 0.014 },
  expiryDateEnglish: { box: [0.53, 0.74, 0.88, 0.952], kind: 'date', letter: 0.013 },
} as const satisfies Record<string, FieldPlace>

// The box ends before the card's rounded corner (3.2 mm), which would look like ink that runs out of the picture.
export const laserPlace = {
  box: [0.395, 0.975, 0.85, 0.975],
  kind: 'laser',
  letter: 0.022,
} as const satisfies FieldPlace

/**
 * The least width of the card in the photo, in pixels. The Thai name is read at 900; enlarging it by more than half is
 * too coarse.
 */
export const wideEnough = 600

export const portraitBox: CardBox = [0.745, 0.98, 0.49, 0.915]
/** The printed title at the top of the front; empty on the back. */
export const titleBox: CardBox = [0.16, 0.98, 0.02, 0.1]

/** A little larger than the portrait: the face detector needs a margin around the face. */
export const paddedPortraitBox: CardBox = [0.715, 1, 0.45, 0.955]
/** The face itself, without the paper around it, which is white on every card and not a sign of glare. */
export const faceBox: CardBox = [0.8, 0.925, 0.53, 0.78]
/** `ประเทศไทย` and THAILAND beside the flag on the back. */
export const countryBox: CardBox = [0.62, 1, 0.28, 0.62]
