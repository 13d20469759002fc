// Pictures from which a person chooses one. The genuine PIN sheet shows it; a phishing copy does not know which.

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
