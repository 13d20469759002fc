// Where things stand on a Thai ID card, as fractions of its width and height (85.6 × 54 mm).
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
 * How a line of print is read: `thai` by the Thai model, `thaiName` with its lattice too, the others by the Latin model
 * with only the letters that can occur there.
 */
export type TextKind = 'thai' | 'thaiName' | 'latin' | 'digits' | 'figures' | 'date' | 'laser'
/**
 * `letter`: height of a letter's body as a fraction of the card's width. `rows`: lines of print, 1 unless said.
 * `labelled`: its box may begin inside its label.
 */
export type FieldPlace = { box: CardBox; kind: TextKind; letter: number; rows?: number; labelled?: boolean }

// Boxes begin in the gap between label and value, or before the label where that gap is narrower than a corner can be
// wrong (the Thai birth date): ink that touches a box's edge makes the field doubtful. A label in a wide type may look
// into a box; that it takes no digit along with it, thirteen digits show, or the Thai date, whose box is wider.
// Religion is printed on the card too. It is never cut out and never read: nobody needs it (PDPA s.26).
export const frontPlaces = {
  idNumber: { box: [0.4, 0.91, 0.09, 0.19], kind: 'digits', letter: 0.024, labelled: true },
  nameLabel: { box: [0.085, 0.285, 0.2, 0.31], kind: 'thai', letter: 0.014 },
  nameThai: { box: [0.275, 0.91, 0.17, 0.31], kind: 'thaiName', letter: 0.019 },
  nameEnglish: { box: [0.37, 0.83, 0.3, 0.38], kind: 'latin', letter: 0.015 },
  lastNameEnglish: { box: [0.43, 0.88, 0.37, 0.45], kind: 'latin', letter: 0.015 },
  birthDateThai: { box: [0.32, 0.72, 0.43, 0.52], kind: 'thai', letter: 0.016 },
  birthDateEnglish: { box: [0.474, 0.73, 0.51, 0.59], kind: 'date', letter: 0.015, labelled: true },
  address: { box: [0.078, 0.74, 0.65, 0.8], kind: 'thai', letter: 0.015, rows: 2 },
  houseNumber: { box: [0.145, 0.56, 0.65, 0.73], kind: 'figures', letter: 0.015, labelled: true },
  issueDateThai: { box: [0.078, 0.298, 0.79, 0.85], kind: 'thai', letter: 0.014 },
  issueDateEnglish: { box: [0.078, 0.298, 0.88, 0.952], kind: 'date', letter: 0.013 },
  expiryDateThai: { box: [0.53, 0.74, 0.79, 0.85], kind: 'thai', letter: 0.014 },
  expiryDateEnglish: { box: [0.53, 0.74, 0.88, 0.952], kind: 'date', letter: 0.013 },
} as const satisfies Record<string, FieldPlace>
export type FrontPlace = keyof typeof frontPlaces

// Short of the card's rounded corner (3.2 mm), which would look like ink that runs out of the picture.
export const laserPlace = {
  box: [0.395, 0.975, 0.85, 0.975],
  kind: 'laser',
  letter: 0.022,
} as const satisfies FieldPlace

export const portraitBox: CardBox = [0.745, 0.98, 0.49, 0.915]
/** The printed title at the top of the front; empty on the back. */
export const titleBox: CardBox = [0.16, 0.98, 0.02, 0.1]
export const chipBox: CardBox = [0.095, 0.25, 0.33, 0.55]

/** A little more than the portrait, which the face detector wants around a face. */
export const paddedPortraitBox: CardBox = [0.715, 1, 0.45, 0.955]
/** Where the face itself is; the paper around it is white on every card and no sign of glare. */
export const faceBox: CardBox = [0.8, 0.925, 0.53, 0.78]
/** `ประเทศไทย` and THAILAND beside the flag on the back. */
export const countryBox: CardBox = [0.62, 1, 0.28, 0.62]
