// An examiner's word on the oldest case, over real HTTP: by itself, without a calibration, it leaves the case to a person.

import * as at from '../../src/core/contract/addresses.ts'
import type { RecheckReport } from '../../src/core/face/recheck.ts'
import { serviceAt } from '../../src/examiner/examine.ts'

const found: RecheckReport = {
  whole: true,
  frames: [{ ask: 'centre', yaw: 0, pitch: 0 }],
  posesFollow: true,
  samePerson: 0.3,
  portrait: 0.2,
  card: 0.4,
  flags: [],
  ms: 900,
}

/** The id of the case. */
export const examineOneCase = async (origin: string, secret: string): Promise<string> => {
  const call = serviceAt(origin, secret)
  const leased = await call(at.leaseCase)
  if (!leased.ok || !leased.value) throw new Error('no case waits')
  const { id, lease } = leased.value
  await call(at.reportRecheck, { param: id, body: { lease, report: found } })
  return id
}
