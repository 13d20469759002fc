// The languages of the product, one row each. A new row does not compile until words, pages and settings have its texts too.
import { type DateForm, englishDates, thaiDates } from './card/date-forms.ts'

type LanguageRow = {
  /** What it calls itself: on the switch to it, in the chat and on the checker's page. */
  name: string
  /** The same for a narrow button. */
  short: string
  /** What a screen reader says of that button. It contains `short`: people who speak to their phone say what they read (WCAG 2.5.3). */
  switchTo: string
  /** BCP 47 with the region: which voice reads aloud. */
  locale: string
  dates: DateForm
  /** The chat's command that switches to it, as its buttons carry it (never renamed: old buttons stay in chats). */
  command: string
  /** What people type to switch to it. */
  typed: RegExp
}

export const languageTable = {
  th: {
    name: 'ภาษาไทย',
    short: 'ไทย',
    switchTo: 'เปลี่ยนเป็นภาษาไทย',
    locale: 'th-TH',
    dates: thaiDates,
    command: 'thai',
    typed: /ภาษาไทย|thai/i,
  },
  en: {
    name: 'English',
    short: 'EN',
    switchTo: 'EN: switch to English',
    locale: 'en-GB',
    dates: englishDates,
    command: 'english',
    typed: /english|อังกฤษ/i,
  },
} as const satisfies Readonly<Record<string, LanguageRow>>

export type Language = keyof typeof languageTable
export type LanguageCommand = (typeof languageTable)[Language]['command']

/** In the order in which a switch goes round. */
export const languages = Object.keys(languageTable) as Language[]

/** Spoken to anybody of whom nothing else is known. */
export const defaultLanguage: Language = 'th'

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value)

/** The language of a BCP 47 tag, such as `en-GB` from a browser or `en` from a LINE profile; Thai for all that we do not speak. */
export const languageFrom = (tag = ''): Language => {
  const primary = tag.toLowerCase().split(/[-_]/)[0]
  return languages.find((language) => language === primary) ?? defaultLanguage
}

/** What a switch offers: the next row, and after the last the first. */
export const nextLanguage = (language: Language): Language =>
  languages[(languages.indexOf(language) + 1) % languages.length] ?? defaultLanguage

export const isLanguageCommand = (command: string): command is LanguageCommand =>
  languages.some((language) => languageTable[language].command === command)

/** The language that a command of the chat switches to. */
export const languageOfCommand = (command: LanguageCommand): Language =>
  languages.find((language) => languageTable[language].command === command) ?? defaultLanguage

/** The text in this language, else in another: an operator who named a place in one language has one for every user. */
export const inAnyLanguage = (texts: Partial<Record<Language, string>> | undefined, language: Language) =>
  texts?.[language] ?? languages.map((one) => texts?.[one]).find((text) => text !== undefined)
