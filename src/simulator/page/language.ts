// The language of the simulator's page: the browser's, if we speak it; English for a browser in another language.
import { isLanguage, type Language } from '../../core/languages.ts'

/** @param wanted BCP 47 tags in the order of the user's preference, as in `navigator.languages`. */
export const languageOfBrowser = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en'
