// Creates LINE's rich menus as the table defines them. A second run finds everything in place and changes nothing.
import { HTTPFetchError, messagingApi } from '@line/bot-sdk'
import { defaultLanguage } from '../../../core/languages.ts'
import type { Config } from '../../deps.ts'
import { type LineSettings, messagingClient } from '../client.ts'
import { aliasOf, type MenuDefinition, menuDefinitions } from './table.ts'

/** Reads a menu's picture by its name, e.g. `register-th`: PNG bytes from assets/richmenu. */
export type MenuPictures = (name: string) => Promise<Uint8Array<ArrayBuffer>>

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** LINE cannot change a menu, so its name contains a digest of content and picture: new content makes a new menu. */
const nameOf = async ({ alias, body }: MenuDefinition, picture: Uint8Array<ArrayBuffer>): Promise<string> => {
  const content = new TextEncoder().encode(JSON.stringify(body))
  const digest = await crypto.subtle.digest('SHA-256', await new Blob([content, picture]).arrayBuffer())
  return `${alias}-${hex(digest).slice(0, 12)}`
}

const isAlreadyThere = (error: unknown): boolean =>
  error instanceof HTTPFetchError && error.status === 400 && /already/i.test(error.body)

/**
 * Creates missing menus, points their aliases at them, and makes the Thai enrolment menu the default of every user
 * without one. Menus with older content stay: users are linked to them until their next step.
 * @returns names of the created menus. Throws the SDK's error if LINE refuses, because then a deployment must stop.
 */
export const ensureMenus = async (
  settings: LineSettings,
  config: Config,
  pictures: MenuPictures,
): Promise<string[]> => {
  const api = messagingClient(settings)
  const { accessToken, dataOrigin } = settings
  const blobs = new messagingApi.MessagingApiBlobClient({ channelAccessToken: accessToken, baseURL: dataOrigin })
  const [{ richmenus }, { aliases }] = await Promise.all([api.getRichMenuList(), api.getRichMenuAliasList()])
  const created: string[] = []

  for (const definition of menuDefinitions(config.line.liffId)) {
    const { alias: richMenuAliasId, body } = definition
    const picture = await pictures(definition.picture)
    const name = await nameOf(definition, picture)
    const alias = aliases.find((candidate) => candidate.richMenuAliasId === richMenuAliasId)
    const present = richmenus.find((menu) => menu.name === name)?.richMenuId
    if (present && alias?.richMenuId === present) continue

    const richMenuId = present ?? (await api.createRichMenu({ name, ...body })).richMenuId
    if (!present) created.push(name)
    // The alias is written last and so proves the rest: an earlier run may have stopped before the picture.
    await blobs.setRichMenuImage(richMenuId, new Blob([picture], { type: 'image/png' })).catch((error: unknown) => {
      if (!isAlreadyThere(error)) throw error
    })
    if (richMenuAliasId === aliasOf('register', defaultLanguage)) await api.setDefaultRichMenu(richMenuId)
    if (alias) await api.updateRichMenuAlias(richMenuAliasId, { richMenuId })
    else await api.createRichMenuAlias({ richMenuAliasId, richMenuId })
  }
  return created
}
