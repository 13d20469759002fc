// What every bubble needs: the words in the user's language, and the addresses of pages and pictures.

import { inAnyLanguage, type Language } from '../../core/languages.ts'
import { chat as english } from '../../core/words/en/chat.ts'
import type { Words } from '../../core/words/index.ts'
import { chat as thai } from '../../core/words/th/chat.ts'
import type { Config } from '../deps.ts'

export type ChatWords = Words<typeof thai>
export type Speech = {
  words: ChatWords
  language: Language
  liffId: string
  issuer: { name: string; notice: string; contact?: string }
  /** Address of a picture in assets/pictures, by name. */
  picture: (name: string) => string
}

export const chatWords: Readonly<Record<Language, ChatWords>> = { th: thai, en: english }

export const speechIn = (language: Language, config: Config): Speech => ({
  words: chatWords[language],
  language,
  liffId: config.line.liffId,
  issuer: {
    name: config.issuer.name[language],
    notice: config.issuer.notice[language],
    contact: inAnyLanguage(config.issuer.contact, language),
  },
  picture: (name) => `${config.origin}/i/static/${name}.png`,
})
