// What is said aloud: the word of the verdict first, so that whoever hears only the beginning hears the verdict.
import type { Verdict } from '../core/inspection/verdict.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import { plain } from './parts.ts'

export const spokenOf = (words: CheckerWords, verdict: Verdict['verdict']): string =>
  `${plain(words.word[verdict])}. ${words.spoken[verdict]}`
