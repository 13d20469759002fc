// The picture of the face on the page: the token's small face at once, and the colour portrait when the service sends it.
import { toBase64 } from '../core/base64.ts'
import { faceToWebp } from '../core/card/face-picture.ts'
import type { DisclosedCard } from '../core/inspection/verdict.ts'
import { h } from './dom.ts'

/**
 * The face as a data URL, which disappears with its element. To register a blob URL costs a slow phone more time than
 * to verify the card.
 */
export const faceUrlOf = ({ claims }: DisclosedCard): string | undefined =>
  claims.face && `data:image/webp;base64,${toBase64(faceToWebp(claims.face))}`

/** What the page has of a face. `portrait`: the colour portrait, when it came. Both are data URLs, and gone after the wipe. */
export type Pictures = { small: string | undefined; portrait?: string | undefined }

/** The element of a face, `name` as what a screen reader says. It changes by itself when `pictures.portrait` comes. */
export const faceImage = ({ small, portrait }: Pictures, name: string): HTMLElement | undefined =>
  small || portrait
    ? h('img', {
        class: portrait ? 'face colour' : 'face',
        src: portrait ?? small,
        alt: name,
        width: '64',
        height: '80',
        decoding: 'async',
      })
    : undefined

/** Puts the portrait in the place of the small face on the page, without a new layout of the rest. */
export const showPortrait = (portrait: string): void => {
  for (const image of document.querySelectorAll<HTMLImageElement>('img.face')) {
    image.src = portrait
    image.classList.add('colour')
  }
  for (const caption of document.querySelectorAll('.caption')) caption.remove()
}
