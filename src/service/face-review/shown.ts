// The pictures of a card as an official sees them: what a reviewer and an officer judge is what the token carries.
import { fromBase64, toBase64 } from '../../core/base64.ts'
import { faceFromWebp, faceToWebp } from '../../core/card/face-picture.ts'
import type { ReviewCase } from '../../core/contract/responses/officials.ts'
import type { Deps } from '../deps.ts'
import type { Card } from '../model.ts'

/** The picture in the card's QR code as a checker draws it, and the portrait that a checker's page fetches. */
export const shownPictures = async ({ vault }: Deps, card: Card): Promise<ReviewCase['shown']> => {
  const face = faceFromWebp(fromBase64(card.tinyFace))
  const portrait = await vault.get(card.person, card.portrait)
  return {
    face: face.ok ? toBase64(faceToWebp(face.value)) : '',
    portrait: portrait ? toBase64(portrait) : '',
  }
}
