// Reads the Thai name line by both engines, in as many renderings as it takes.
import type { FieldJudgement } from './accept.ts'
import { judgeThaiName } from './judge-thai-name.ts'
import { frontPlaces } from './layout.ts'
import type { EnglishLines, LineReading } from './name-choice.ts'
import type { Recogniser } from './recogniser.ts'
import type { CardPhoto } from './render.ts'
import { type LineRendering, renderings } from './renderings.ts'

/**
 * The forms of the name line on their way through the engines. The first ones are asked for at once: tesseract's Thai, which
 * has the most to read, need not wait until the side is told.
 */
export const startThaiName = (sheet: CardPhoto, recognise: Recogniser) => {
  const { first, more } = renderings(sheet, frontPlaces.nameThai)
  let cut = false
  const read = async (forms: readonly LineRendering[]): Promise<LineReading[]> => {
    const readings = forms.map(async ({ by, draw }) => {
      const drawn = () => {
        const line = draw()
        cut ||= line?.cut ?? false
        return line ? [line.picture] : []
      }
      const said = await recognise(drawn, by === 'net' ? 'thaiLine' : 'thaiName')
      return said.map((one) => ({ by, ...one }))
    })
    return (await Promise.all(readings)).flat()
  }
  const usual = read(first)
  // Nobody may come for it, when the card lies upside down.
  usual.catch(() => undefined)
  return { first: () => usual, more: () => read(more), isCut: () => cut }
}
type ThaiNameTask = ReturnType<typeof startThaiName>

/** What was asked for first is enough when it leads to an accepted name; both engines read it at more sizes otherwise. */
export const readThaiName = async (
  begun: ThaiNameTask,
  english: Promise<EnglishLines>,
  tonesSeen: Promise<boolean>,
): Promise<FieldJudgement> => {
  const judge = async (readings: LineReading[]) =>
    judgeThaiName({ readings, cut: begun.isCut(), tonesSeen: await tonesSeen }, await english)
  const readings = await begun.first()
  const early = await judge(readings)
  return early.status === 'accepted' ? early : judge([...readings, ...(await begun.more())])
}
