// The rich menus as data: what is drawn where, and what a tap does. The pictures are drawn from the same table.
import type { messagingApi } from '@line/bot-sdk'
import type { Command } from '../../../core/chat/button.ts'
import { type Language, languages, languageTable, nextLanguage } from '../../../core/languages.ts'
import { answerButton, openPage, type Page } from '../flex/tap.ts'
import { type ChatWords, chatWords } from '../speech.ts'

export const menus = ['register', 'card'] as const
export type Menu = (typeof menus)[number]

export const menuSize = { width: 2500, height: 843 } as const

type Name = Exclude<keyof ChatWords['menu'], 'bar'>
/** `icon`: name in the Phosphor set. `share`: relative width. */
export type MenuField = {
  name: Name
  icon: string
  share: number
  does: { page: Page } | { command: Command | 'otherLanguage' }
  /** Drawn in red. */
  stops?: true
}

const help: MenuField = { name: 'help', icon: 'headset', share: 2, does: { command: 'help' } }
const language: MenuField = { name: 'language', icon: 'translate', share: 2, does: { command: 'otherLanguage' } }

/** The first field is the most used one and has an indigo background. */
export const menuFields: Readonly<Record<Menu, readonly MenuField[]>> = {
  register: [{ name: 'goOn', icon: 'identification-card', share: 4, does: { command: 'goOn' } }, help, language],
  card: [
    { name: 'show', icon: 'qr-code', share: 3, does: { page: '/show' } },
    { name: 'share', icon: 'paper-plane-tilt', share: 2, does: { page: '/share' } },
    { name: 'looked', icon: 'eye', share: 2, does: { command: 'looked' } },
    { name: 'freeze', icon: 'snowflake', share: 2, does: { command: 'freeze' }, stops: true },
    help,
  ],
}

/**
 * The rectangle of each field in px of the picture. Each edge is rounded
 * once, so fields neither overlap nor leave gaps.
 */
export const boundsOf = (menu: Menu): messagingApi.RichMenuBounds[] => {
  const shares = menuFields[menu].map(({ share }) => share)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const edge = (i: number) => Math.round((sum(shares.slice(0, i)) / sum(shares)) * menuSize.width)
  return shares.map((_, i) => ({ x: edge(i), y: 0, width: edge(i + 1) - edge(i), height: menuSize.height }))
}

/** What is drawn on a field: its name and, small below it, a hint. */
export const drawnOn = (field: MenuField, language: Language): { name: string; hint: string } => {
  const words = chatWords[language].menu
  if (field.name === 'language') return { ...words.language, hint: languageTable[nextLanguage(language)].name }
  return words[field.name]
}

const actionOf = (field: MenuField, language: Language, liffId: string): messagingApi.Action => {
  const { name, hint } = drawnOn(field, language)
  if ('page' in field.does) return openPage(liffId, name, field.does.page)
  if (field.does.command === 'otherLanguage')
    return answerButton({ command: languageTable[nextLanguage(language)].command }, name, hint)
  return answerButton({ command: field.does.command }, name)
}

/** Stable name by which the service finds the menu, whatever its LINE id. */
export const aliasOf = (menu: Menu, language: Language): string => `phokbat-${menu}-${language}`

export type MenuDefinition = { alias: string; picture: string; body: Omit<messagingApi.RichMenuRequest, 'name'> }

/** All menus in every language. `picture`: file name in assets/richmenu without extension. */
export const menuDefinitions = (liffId: string): MenuDefinition[] =>
  menus.flatMap((menu) =>
    languages.map((language) => {
      const words = chatWords[language]
      const bounds = boundsOf(menu)
      const areas = menuFields[menu].map((field, i) => ({
        bounds: bounds[i]!,
        action: actionOf(field, language, liffId),
      }))
      return {
        alias: aliasOf(menu, language),
        picture: `${menu}-${language}`,
        // Shut while a user registers: the open menu covers half of the terms and of the consent to face data.
        body: { size: menuSize, selected: menu === 'card', chatBarText: words.menu.bar, areas },
      }
    }),
  )
