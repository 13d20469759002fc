// Who drew the pictures that a card carries, and how far its face may then be assured.
import type { FaceAssurance } from './card.ts'

/**
 * `phone`: as the phone sent them. `examiner`: derived from the frames that an examiner judged. `officer`: taken by an
 * officer of the person at the counter.
 */
export type PictureSource = 'phone' | 'examiner' | 'officer'

/**
 * What a card may say of its face. An official compares the person with the card's pictures: while nobody but the phone
 * has seen those, nothing above `self` may be said, whoever compared other pictures.
 */
export const assuredFace = (face: FaceAssurance, pictures: PictureSource): FaceAssurance =>
  pictures === 'phone' && face !== 'doubted' ? 'self' : face
