// Applies a calibration to people who were not used to learn it, each of whom has several photographs: every selfie against every card.
import { type FaceBand, judgeFaces } from '../../src/core/face/bands.ts'
import type { FaceCalibration } from '../../src/core/face/calibration.ts'
import { scoreFaces } from '../../src/vision/face/calibration.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import type { FaceTemplate } from '../../src/vision/face/model.ts'
import { cardTemplate } from '../../src/vision/face/templates.ts'
import { shrink } from '../../src/vision/pixels.ts'
import type { Sample } from '../../test/kit/faces/samples.ts'
import { printedPortraitIn } from './features.ts'

/** The samples of people who are on more than one photograph. */
export const onSeveral = (samples: readonly Sample[]): Sample[] =>
  samples.filter(({ person }, i) => samples.some((other, j) => i !== j && other.person === person))

type SampleTemplates = { person: string; selfie: FaceTemplate; card: FaceTemplate }
export type BandCounts = Record<FaceBand, number> & { pairs: number }

const count = (bands: readonly FaceBand[]): BandCounts => ({
  pairs: bands.length,
  ...(Object.fromEntries(
    (['match', 'plausible', 'again'] as const).map((band) => [band, bands.filter((one) => one === band).length]),
  ) as Record<FaceBand, number>),
})

/** Compares one frame with the printed portrait of each other photograph, and counts the bands for each person and for strangers. */
export const judgeHeldOut = async (
  engine: FaceEngine,
  samples: readonly Sample[],
  calibration: FaceCalibration,
): Promise<Record<string, BandCounts>> => {
  const all: SampleTemplates[] = []
  for (const { person, photo } of samples) {
    const portrait = await printedPortraitIn(engine, photo, 'card220')
    const [selfie, card] = [
      await cardTemplate(engine, shrink(photo, 1280), 0),
      portrait && (await cardTemplate(engine, portrait)),
    ]
    if (selfie && card) all.push({ person, selfie, card })
  }
  const rows = new Map<string, FaceBand[]>()
  for (const one of all)
    for (const other of all) {
      if (one === other) continue
      const row = one.person === other.person ? one.person : 'one beside the other'
      const band = judgeFaces(
        scoreFaces(engine.model, [one.selfie], other.card, calibration),
        engine.model.recipe,
        calibration,
      )
      rows.set(row, [...(rows.get(row) ?? []), band])
    }
  return Object.fromEntries([...rows].map(([row, bands]) => [row, count(bands)]))
}
