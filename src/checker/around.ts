// What the page loads after the first verdict, in one file: the other views, their icons and words, and shared links.
import './more-icons.ts'
import type { Language } from '../core/languages.ts'
import type { AroundWords } from '../core/words/en/checker-around.ts'
import { around as thai } from '../core/words/th/checker-around.ts'

export { portraitFor, reportAccess } from './reported.ts'
export { openShare } from './share.ts'
export { unalikeView } from './unalike.ts'
export { readinessView, scanView, sharedView, startView } from './views.ts'

const sources: Record<Language, () => Promise<{ around: AroundWords }>> = {
  th: async () => ({ around: thai }),
  en: () => import('../core/words/en/checker-around.ts'),
}
export const aroundWordsIn = async (language: Language): Promise<AroundWords> => (await sources[language]()).around
