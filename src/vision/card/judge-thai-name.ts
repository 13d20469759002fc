// When the Thai name is taken without a person. The register refuses a name with one wrong tone mark, so every rule must hold.
import { splitName } from '../../core/card/thai-text.ts'
import { type FieldJudgement, judgementOf, missing } from './accept.ts'
import { englishTitleOf } from './english-name.ts'
import { chooseName, type EnglishLines, type LineReading, titlesAgree } from './name-choice.ts'
import { hiddenTones, isWholeThaiName, mayHideTone } from './thai-name.ts'

/**
 * Measured on specimens that bench/specimens.ts draws for tuning; margins in nats of both engines together. `cost`: at one
 * whole consonant against the English name, a letter that tesseract does not know (ฌ) has been taken for another.
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
 * Accepted: clearly ahead of every other candidate, more clearly of one that differs in its marks alone; half of the
 * renderings of each of the two engines say it letter by letter, for they were trained apart; every word is spelt like
 * Thai; the Thai title goes with the English one; no consonant of either name is missing in the other; a surname in both
 * scripts or in neither; nothing cut; and where a mark could hide a tone, tones are known to show on this photo.
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
