// Sends an examiner's report and pictures on the oldest case over HTTP. Without a calibration the case goes to a reviewer.

import * as at from '../../src/core/contract/addresses.ts'
import type { RecheckReport } from '../../src/core/face/recheck.ts'
import { serviceAt } from '../../src/examiner/examine.ts'
import { derivedPictures } from './faces/derived.ts'

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
export const examineOneCase = async (
  origin: string,
  secret: string,
  more: Partial<RecheckReport> = {},
  { pictures = true }: { pictures?: boolean } = {},
): Promise<string> => {
  const call = serviceAt(origin, secret)
  const leased = await call(at.leaseCase)
  if (!leased.ok || !leased.value) throw new Error('no case waits')
  const { id, lease } = leased.value
  const body = { lease, report: { ...report, ...more }, pictures: pictures ? await derivedPictures() : undefined }
  const answer = await call(at.reportRecheck, { param: id, body })
  if (!answer.ok) throw new Error(answer.reason)
  return id
}
