// The menus under the chat as data: what is drawn where, and what a tap on it does. Pictures are drawn from the same table.
import type { messagingApi } from '@line/bot-sdk'
import type { Command } from '../../../core/chat/button.ts'
import { type Language, languages, languageTable, nextLanguage } from '../../../core/languages.ts'
import { answerButton, openPage, type Page } from '../flex/tap.ts'
import { type ChatWords, chatWords } from '../speech.ts'

export const menus = ['register', 'card'] as const
export type Menu = (typeof menus)[number]

export const menuSize = { width: 2500, height: 843 } as const

type Name = Exclude<keyof ChatWords['menu'], 'bar'>
/** `icon`: name in the Phosphor set. `share`: parts of the width. */
export type MenuField = {
  name: Name
  icon: string
  share: number
  does: { page: Page } | { command: Command | 'otherLanguage' }
  /** Drawn in the colour of stopping. */
  stops?: true
}

const help: MenuField = { name: 'help', icon: 'headset', share: 2, does: { command: 'help' } }
const language: MenuField = { name: 'language', icon: 'translate', share: 2, does: { command: 'otherLanguage' } }

/** The first field is the one that most people want: it stands on indigo. */
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

/** Where each field lies, in px of the picture; edges are rounded once, so that no pixel is lost or taken twice. */
export const boundsOf = (menu: Menu): messagingApi.RichMenuBounds[] => {
  const shares = menuFields[menu].map(({ share }) => share)
  const sum = (some: readonly number[]) => some.reduce((so, each) => so + each, 0)
  const edge = (i: number) => Math.round((sum(shares.slice(0, i)) / sum(shares)) * menuSize.width)
  return shares.map((_, i) => ({ x: edge(i), y: 0, width: edge(i + 1) - edge(i), height: menuSize.height }))
}

/** What is drawn on a field: its name and, small under it, a hint. */
export const drawnOn = (field: MenuField, spoken: Language): { name: string; hint: string } => {
  const words = chatWords[spoken].menu
  if (field.name === 'language') return { ...words.language, hint: languageTable[nextLanguage(spoken)].name }
  return words[field.name]
}

const actionOf = (field: MenuField, spoken: Language, liffId: string): messagingApi.Action => {
  const { name, hint } = drawnOn(field, spoken)
  if ('page' in field.does) return openPage(liffId, name, field.does.page)
  if (field.does.command === 'otherLanguage')
    return answerButton({ command: languageTable[nextLanguage(spoken)].command }, name, hint)
  return answerButton({ command: field.does.command }, name)
}

/** Stable name under which the service finds the menu, whatever id LINE gave it. */
export const aliasOf = (menu: Menu, spoken: Language): string => `phokbat-${menu}-${spoken}`

export type MenuDefinition = { alias: string; picture: string; body: Omit<messagingApi.RichMenuRequest, 'name'> }

/** All menus in every language; `picture` is the file's name in assets/richmenu without its ending. */
export const menuDefinitions = (liffId: string): MenuDefinition[] =>
  menus.flatMap((menu) =>
    languages.map((spoken) => {
      const words = chatWords[spoken]
      const bounds = boundsOf(menu)
      const areas = menuFields[menu].map((field, i) => ({
        bounds: bounds[i]!,
        action: actionOf(field, spoken, liffId),
      }))
      return {
        alias: aliasOf(menu, spoken),
        picture: `${menu}-${spoken}`,
        body: { size: menuSize, selected: true, chatBarText: words.menu.bar, areas },
      }
    }),
  )
