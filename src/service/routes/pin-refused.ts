// Turns a refused PIN into a problem: the reason, and when or how often the user may try again.
import type { DataRightsRefusal } from '../data-rights/request.ts'
import type { PinRefusal } from '../pin/pin.ts'
import type { CardRefusal } from '../presentation/card-after-pin.ts'
import { type Refusal, refuse } from './bind.ts'

export const pinRefused = <R extends PinRefusal | CardRefusal | DataRightsRefusal | { reason: 'too_many_today' }>(
  refusal: R,
): Refusal<R['reason']> => {
  if ('until' in refusal) return refuse(refusal.reason, { until: refusal.until })
  return refuse(refusal.reason, 'triesLeft' in refusal ? { triesLeft: refusal.triesLeft } : {})
}
