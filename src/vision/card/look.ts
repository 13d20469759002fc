// One look of the live guide: finds the card in a frame, measures it, and says what to show and when to take the photo.
import { type Pixels, type Quad, toGrey } from '../pixels.ts'
import { findCard, scaleQuad } from './find.ts'
import type { CardSide } from './layout.ts'
import {
  advanceGuide,
  type CardHint,
  type CardObservation,
  type GuideState,
  isFreeOfGlare,
  isSharpLive,
} from './live.ts'
import { bothOrientations, looksLikeFront } from './side.ts'

export type CardGuideState = {
  hint: CardHint
  /** In pixels of the camera's full frame. */
  quad?: Quad
  checks: { sharp: boolean; noGlare: boolean; corners: boolean }
}
/** What one look leaves to the next. */
export type LookMemory = { guide: GuideState; foundSince?: number }
/** `size`: of the camera's full frame. `small`: the same frame, at most `searchSize` pixels long. */
export type CardFrame = {
  atMs: number
  size: { width: number; height: number }
  small: Pixels
  /** Copies the full frame. This is slow, so it is called only once a card was found. */
  full: () => Pixels | undefined
}
/** `photo`: the full frame, if the guide takes it as the photo. */
export type Look = { memory: LookMemory; shown: CardGuideState; photo?: Pixels }

/** Longer side (px) of the frame in which the card is searched for. */
export const searchSize = 480

const mean = (values: Uint8ClampedArray) => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Looks at one frame. The guide does not take the front when `side` is `back`: the front still lies before the camera
 * when the back is asked for, and would cost a try.
 */
export const lookAtCard = ({ atMs, size, small, full }: CardFrame, side: CardSide, memory: LookMemory): Look => {
  const found = findCard(small)
  const quad = found.ok ? scaleQuad(found.value, size.width / small.width) : undefined
  const foundSince = quad ? (memory.foundSince ?? atMs) : undefined
  const photo = quad ? full() : undefined
  const views = quad && photo ? bothOrientations(photo, quad) : undefined
  const front = quad !== undefined && photo !== undefined && looksLikeFront(photo, quad)
  const observation: CardObservation = {
    atMs,
    frame: size,
    light: mean(toGrey(views?.[0] ?? small).data),
    ...(quad && { quad }),
    cutOff: !found.ok && found.reason === 'cut_off',
    front: side === 'back' && front,
    sharp: views !== undefined && isSharpLive(views, front, atMs - (foundSince ?? atMs)),
    noGlare: views !== undefined && isFreeOfGlare(views[0]) && isFreeOfGlare(views[1]),
  }
  const { watch, hint, capture } = advanceGuide(memory.guide, observation)
  const checks = { sharp: observation.sharp, noGlare: observation.noGlare, corners: quad !== undefined }
  return {
    memory: { guide: watch, ...(foundSince !== undefined && { foundSince }) },
    shown: { hint, ...(quad && { quad }), checks },
    ...(capture && photo && { photo }),
  }
}
