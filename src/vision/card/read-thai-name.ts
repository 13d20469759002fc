// Reads the Thai name line in as many renderings as it takes.
import type { Judged } from './accept.ts'
import { judgeThaiName } from './judge-thai-name.ts'
import { frontPlaces } from './layout.ts'
import type { EnglishLines, LineReading } from './name-choice.ts'
import type { Recogniser } from './recogniser.ts'
import type { Sheet } from './render.ts'
import { type Form, renderings } from './renderings.ts'

/**
 * The forms of the name line on their way through the engine. The usual one is asked for at once: the Thai engine, which has
 * the most to read, need not wait until the side is told.
 */
export const beginThaiName = (sheet: Sheet, recognise: Recogniser) => {
  const { first, more } = renderings(sheet, frontPlaces.nameThai)
  let cut = false
  const draw = (form: Form) => () => {
    const line = form()
    cut ||= line?.cut ?? false
    return line ? [line.picture] : []
  }
  const read = async (forms: readonly Form[]): Promise<LineReading[]> =>
    (await Promise.all(forms.map((form) => recognise(draw(form), 'thaiName')))).flat()
  const usual = read(first.slice(0, 1))
  // Nobody may come for it, when the card lies upside down.
  usual.catch(() => undefined)
  return {
    first: async () => (await Promise.all([usual, read(first.slice(1))])).flat(),
    more: () => read(more),
    isCut: () => cut,
  }
}
export type ThaiNameBegun = ReturnType<typeof beginThaiName>

/** Three renderings are enough when they say the same and that is accepted; the line is read in three more otherwise. */
export const readThaiName = async (
  begun: ThaiNameBegun,
  english: Promise<EnglishLines>,
  tonesSeen: Promise<boolean>,
): Promise<Judged> => {
  const judge = async (readings: LineReading[]) =>
    judgeThaiName({ readings, cut: begun.isCut(), tonesSeen: await tonesSeen }, await english)
  const readings = await begun.first()
  const early = await judge(readings)
  const same = new Set(readings.map(({ text }) => text)).size === 1
  return same && early.status === 'accepted' ? early : judge([...readings, ...(await begun.more())])
}
