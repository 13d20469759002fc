// Compares the frames of a round that asks for a new PIN with the pictures of the enrolment.
import { fromBase64 } from '../core/base64.ts'
import type { RecheckCase } from '../core/contract/responses/examiner.ts'
import type { RecheckReport } from '../core/face/recheck.ts'
import { scoreFaces } from '../vision/face/calibration.ts'
import type { FaceEngine } from '../vision/face/human.ts'
import type { FaceTemplate } from '../vision/face/model.ts'
import { cardTemplate } from '../vision/face/templates.ts'
import { decodeStrangersJpeg } from './strangers-pictures.ts'

const templateOf = async (engine: FaceEngine, base64: string): Promise<FaceTemplate | undefined> => {
  const decoded = await decodeStrangersJpeg(fromBase64(base64))
  return decoded.ok ? cardTemplate(engine, decoded.value) : undefined
}

/** `ahead`: the templates of the frames straight ahead. A score is absent if a picture shows no face. */
export const compareEnrolled = async (
  engine: FaceEngine,
  ahead: readonly FaceTemplate[],
  { card, portrait }: NonNullable<RecheckCase['enrolled']>,
  calibration: RecheckCase['calibration'],
): Promise<RecheckReport['enrolled']> => {
  const score = (picture: FaceTemplate | undefined) =>
    picture && ahead.length > 0 ? scoreFaces(engine.model, ahead, picture, calibration) : undefined
  const onCard = score(await templateOf(engine, card))
  const onPhone = score(await templateOf(engine, portrait))
  return {
    cardScore: onCard?.score,
    cardCentred: onCard?.centred,
    portraitScore: onPhone?.score,
    portraitCentred: onPhone?.centred,
  }
}
