// The pictures of which a person chooses one to know our PIN sheet by: a copied page does not know which.

export const pinPictures = [
  'elephant',
  'boat',
  'lotus',
  'kite',
  'mango',
  'fish',
  'umbrella',
  'bicycle',
  'house',
  'cat',
  'sun',
  'drum',
] as const
export type PinPicture = (typeof pinPictures)[number]
