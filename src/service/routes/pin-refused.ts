// How a PIN that was refused is answered: the reason, and when or how often it may be tried again.
import type { Context } from 'hono'
import type { OrderRefusal } from '../data-rights/request.ts'
import type { PinRefusal } from '../pin/pin.ts'
import type { Refused } from '../presentation/card-after-pin.ts'
import { problem } from './problem.ts'
import type { Signed } from './session.ts'

export const pinRefused = (c: Context<Signed>, refusal: PinRefusal | Refused | OrderRefusal) =>
  refusal.reason === 'locked'
    ? problem(c, 429, 'locked', { until: refusal.until })
    : problem(c, 403, refusal.reason, 'triesLeft' in refusal ? { triesLeft: refusal.triesLeft } : {})
