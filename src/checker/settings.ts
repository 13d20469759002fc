// The user's settings on this phone: language, sound, brightness. No data of a holder is stored.
import { defaultLanguage, isLanguage, type Language } from '../core/languages.ts'

export type Settings = { language: Language; muted: boolean; night: boolean }

const KEY = 'checker-settings'

const stored = (): Partial<Settings> => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return {} // the browser refuses storage: use the defaults
  }
}

export const loadSettings = (): Settings => {
  const { language, muted, night } = stored()
  return {
    language: isLanguage(language) ? language : defaultLanguage,
    muted: muted === true,
    night: typeof night === 'boolean' ? night : matchMedia('(prefers-color-scheme: dark)').matches,
  }
}

export const saveSettings = (settings: Settings): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // The browser refuses storage: the settings last as long as the page.
  }
}
