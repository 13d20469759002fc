// Loads the words of one language when that language is needed.
import type { Language } from '../core/languages.ts'
import type { Words } from '../core/words/index.ts'
import type { app } from '../core/words/th/app.ts'
import type { terms } from '../core/words/th/terms.ts'

export type AppWords = Words<typeof app>
export type Terms = Words<typeof terms>

const sources: Record<Language, () => Promise<{ app: AppWords }>> = {
  th: () => import('../core/words/th/app.ts'),
  en: () => import('../core/words/en/app.ts'),
}
const texts: Record<Language, () => Promise<{ terms: Terms }>> = {
  th: () => import('../core/words/th/terms.ts'),
  en: () => import('../core/words/en/terms.ts'),
}

export const loadWords = async (language: Language): Promise<AppWords> => (await sources[language]()).app
export const loadTerms = async (language: Language): Promise<Terms> => (await texts[language]()).terms
