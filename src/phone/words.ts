// Loads the words of one language when that language is needed: first those of the first screen, then all.
import type { Language } from '../core/languages.ts'
import type { Words } from '../core/words/index.ts'
import type { app } from '../core/words/th/app.ts'
import type { later } from '../core/words/th/later.ts'
import type { terms } from '../core/words/th/terms.ts'

export type AppWords = Omit<Words<typeof app>, 'reasons'> & Words<typeof later>
export type Terms = Words<typeof terms>

const first: Record<Language, () => Promise<{ app: Words<typeof app> }>> = {
  th: () => import('../core/words/th/app.ts'),
  en: () => import('../core/words/en/app.ts'),
}
const rest: Record<Language, () => Promise<{ later: Words<typeof later> }>> = {
  th: () => import('../core/words/th/later.ts'),
  en: () => import('../core/words/en/later.ts'),
}
const texts: Record<Language, () => Promise<{ terms: Terms }>> = {
  th: () => import('../core/words/th/terms.ts'),
  en: () => import('../core/words/en/terms.ts'),
}

/**
 * The words of the first screen, which shows the terms: without a holder's words, and with the reasons alone that can be
 * told before it. `advice` falls back for a reason that is not here.
 */
export const loadFirstWords = async (language: Language): Promise<AppWords> =>
  (await first[language]()).app as unknown as AppWords
export const loadWords = async (language: Language): Promise<AppWords> => {
  const [{ app: firstWords }, { later: others }] = await Promise.all([first[language](), rest[language]()])
  return { ...firstWords, ...others }
}
export const loadTerms = async (language: Language): Promise<Terms> => (await texts[language]()).terms
