// Reads the Thai name line by both engines, in as many renderings as needed.
import type { FieldJudgement } from './accept.ts'
import { judgeThaiName } from './judge-thai-name.ts'
import { frontPlaces } from './layout.ts'
import type { EnglishLines, LineReading } from './name-choice.ts'
import type { Recogniser } from './recogniser.ts'
import type { CardPhoto } from './render.ts'
import { type LineRendering, renderings } from './renderings.ts'

/**
 * Starts reading the name line. The first renderings go to the engines at once: tesseract's Thai model has the most to
 * read and need not wait until the card's side is known.
 */
export const startThaiName = (sheet: CardPhoto, recognise: Recogniser) => {
  const { first, more } = renderings(sheet, frontPlaces.nameThai)
  let cut = false
  const read = async (lines: readonly LineRendering[]): Promise<LineReading[]> => {
    const readings = lines.map(async ({ by, draw }) => {
      const drawn = () => {
        const line = draw()
        cut ||= line?.cut ?? false
        return line ? [line.picture] : []
      }
      const recognised = await recognise(drawn, by === 'net' ? 'thaiLine' : 'thaiName')
      return recognised.map((one) => ({ by, ...one }))
    })
    return (await Promise.all(readings)).flat()
  }
  const usual = read(first)
  // If the card turns out to be upside down, no caller awaits this promise.
  usual.catch(() => undefined)
  return { first: () => usual, more: () => read(more), isCut: () => cut }
}
type ThaiNameTask = ReturnType<typeof startThaiName>

/**
 * Judges the name by the first renderings. If it is not accepted, both engines read the line at more sizes.
 * @param whole whether the crop is known to lie where the print is; if not, the name is not accepted
 */
export const readThaiName = async (
  started: ThaiNameTask,
  english: Promise<EnglishLines>,
  tonesSeen: Promise<boolean>,
  whole: boolean,
): Promise<FieldJudgement> => {
  const judge = async (readings: LineReading[]) =>
    judgeThaiName({ readings, cut: started.isCut() || !whole, tonesSeen: await tonesSeen }, await english)
  const readings = await started.first()
  const early = await judge(readings)
  return early.status === 'accepted' ? early : judge([...readings, ...(await started.more())])
}
