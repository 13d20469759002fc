// What reading a card yields, and why it may yield nothing.
import type { Pixels, Quad } from '../pixels.ts'
import type { FrontField } from './layout.ts'

export type CardFault =
  | 'no_card'
  | 'cut_off'
  | 'too_small'
  | 'blurred'
  | 'glare'
  | 'other_card'
  /** The front was shown where the back was asked for. */
  | 'front_for_back'
  /** The back was shown where the front was asked for. */
  | 'back_for_front'
  | 'both_sides'

/**
 * `accepted`: a stated rule vouches for the value (accept.ts); `doubtful`: the person has to compare it with its
 * picture; `missing`: nothing could be read. `candidates` are other readings, likeliest first, without the value.
 * `crop` is the piece of the photo, in its own colours, that the value was read from.
 */
export type FieldReading = {
  value: string
  status: 'accepted' | 'doubtful' | 'missing'
  candidates: string[]
  crop: Pixels
}

/** `onScreen`: the card looks photographed off a screen (screen.ts). */
type CardSighting = { quad: Quad; onScreen: boolean }
/** Dates are written as the card prints them: Thai for issue and expiry (`ตลอดชีพ` for a lifelong card). */
export type FrontReading = CardSighting & {
  side: 'front'
  portrait: Pixels
  fields: Record<FrontField, FieldReading>
}
export type BackReading = CardSighting & { side: 'back'; fields: { laserCode: FieldReading } }
