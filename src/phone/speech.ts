// Speaks hints aloud, for users who cannot see the screen while they turn their head.
import { type Language, languageTable } from '../core/languages.ts'

/** Speaks one sentence at a time; a new sentence stops the previous one. Silent where the browser cannot speak. */
export type Speech = { say: (sentence: string, language: Language) => void; hush: () => void }

export const phoneSpeech: Speech = {
  say: (sentence, language) => {
    if (!('speechSynthesis' in window)) return
    speechSynthesis.cancel()
    const utterance = new SpeechSynthesisUtterance(sentence)
    utterance.lang = languageTable[language].locale
    utterance.rate = 0.95
    speechSynthesis.speak(utterance)
  },
  hush: () => {
    if ('speechSynthesis' in window) speechSynthesis.cancel()
  },
}
