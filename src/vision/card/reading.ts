// The result of reading a card: the fields with their status, or the fault why nothing was read.
import type { Pixels, Quad } from '../pixels.ts'
import type { FrontField } from './layout.ts'

export type CardFault =
  | 'no_card'
  | 'cut_off'
  | 'too_small'
  | 'too_dark'
  | 'blurred'
  | 'glare'
  | 'other_card'
  /** A copy without colours. */
  | 'photocopy'
  /** The photo shows the front, but the back was asked for. */
  | 'front_for_back'
  /** The photo shows the back, but the front was asked for. */
  | 'back_for_front'
  | 'both_sides'

/**
 * `accepted`: the value satisfies a stated rule (accept.ts). `doubtful`: the user has to compare the value with its
 * picture. `missing`: nothing could be read. `candidates`: the other readings, the likeliest first. `crop`: the piece
 * of the photo, in its own colours, from which the value was read.
 */
export type FieldReading = {
  value: string
  status: 'accepted' | 'doubtful' | 'missing'
  candidates: string[]
  crop: Pixels
}

/** `onScreen`: the card seems to be photographed from a screen (screen.ts). */
type CardSighting = { quad: Quad; onScreen: boolean }
/** Dates are in the form that the card prints: Thai for issue and expiry (`ตลอดชีพ` for a lifelong card). */
export type FrontReading = CardSighting & {
  side: 'front'
  portrait: Pixels
  fields: Record<FrontField, FieldReading>
}
export type BackReading = CardSighting & { side: 'back'; fields: { laserCode: FieldReading } }
