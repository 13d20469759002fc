// Sends an examiner's report on the oldest case over HTTP. Without a calibration the case goes to a reviewer.

import * as at from '../../src/core/contract/addresses.ts'
import type { RecheckReport } from '../../src/core/face/recheck.ts'
import { serviceAt } from '../../src/examiner/examine.ts'

const report: RecheckReport = {
  whole: true,
  frames: [{ ask: 'centre', yaw: 0, pitch: 0 }],
  posesFollow: true,
  recipe: 'mobilefacenet/1',
  roundScore: 0.8,
  portraitScore: 0.9,
  cardScore: 0.6,
  flags: [],
  ms: 900,
}

/** Reports on the oldest case and returns its id. */
export const examineOneCase = async (origin: string, secret: string): Promise<string> => {
  const call = serviceAt(origin, secret)
  const leased = await call(at.leaseCase)
  if (!leased.ok || !leased.value) throw new Error('no case waits')
  const { id, lease } = leased.value
  await call(at.reportRecheck, { param: id, body: { lease, report } })
  return id
}
