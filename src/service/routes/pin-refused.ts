// How a PIN that was refused is answered: the reason, and when or how often it may be tried again.
import type { Context } from 'hono'
import type { DataRightsRefusal } from '../data-rights/request.ts'
import type { PinRefusal } from '../pin/pin.ts'
import type { CardRefusal } from '../presentation/card-after-pin.ts'
import { problem } from './problem.ts'
import type { SignedInEnv } from './session.ts'

export const pinRefused = (c: Context<SignedInEnv>, refusal: PinRefusal | CardRefusal | DataRightsRefusal) =>
  refusal.reason === 'locked'
    ? problem(c, 429, 'locked', { until: refusal.until })
    : problem(c, 403, refusal.reason, 'triesLeft' in refusal ? { triesLeft: refusal.triesLeft } : {})
