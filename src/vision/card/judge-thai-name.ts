// Decides when the Thai name is accepted without a person: the population register refuses one wrong tone mark.
import { splitName } from '../../core/card/thai-text.ts'
import { type FieldJudgement, judgementOf, missing } from './accept.ts'
import { englishTitleOf } from './english-name.ts'
import { chooseName, type EnglishLines, type LineReading, titlesAgree } from './name-choice.ts'
import { hiddenTones, isWholeThaiName, mayHideTone } from './thai-name.ts'

/**
 * Measured on specimens that bench/specimens.ts draws for tuning. Margins are in nats of both engines together.
 * `mostCost`: one whole consonant that disagrees with the English name is a letter that tesseract does not know (ฌ),
 * read as another.
 */
const least = { margin: 3, markMargin: 5.5, agreement: 0.5 }
const mostCost = 0.5

export type NameReadings = {
  readings: readonly LineReading[]
  cut: boolean
  /** Whether a label of the same card, in the same photo, was read with its tone on top of a vowel (`showsTones`). */
  tonesSeen: boolean
}

/**
 * Accepted if all of this holds:
 * - the name is clearly ahead of every other candidate, and more clearly ahead of one that differs only in its marks
 * - half of the renderings of each engine say it letter by letter (the two engines were trained separately)
 * - every word is spelt like Thai, and the Thai title matches the English one
 * - no consonant of the Thai or the English name is missing in the other
 * - both scripts have a surname, or neither has
 * - nothing is cut
 * - where a mark could hide a tone, tones are known to show on this photo
 */
export const judgeThaiName = ({ readings, cut, tonesSeen }: NameReadings, english: EnglishLines): FieldJudgement => {
  const choice = chooseName(readings, english)
  if (!choice) return missing
  const { order, margin, markMargin, agreement, cost } = choice
  const [best] = order
  const { title, last } = splitName(best)
  const clear =
    margin >= least.margin &&
    markMargin >= least.markMargin &&
    agreement.tesseract >= least.agreement &&
    agreement.net >= least.agreement
  const likely = isWholeThaiName(best) && cost <= mostCost && titlesAgree(title, englishTitleOf(english.name))
  const sameParts = (last === undefined) === (english.lastName === '')
  const hidden = !tonesSeen && mayHideTone(best)
  const offered = hidden ? [best, ...hiddenTones(order), ...order.slice(1)] : order
  return judgementOf(offered, clear && likely && sameParts && !cut && !hidden)
}
