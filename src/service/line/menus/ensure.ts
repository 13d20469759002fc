// Brings LINE's menus to what the table says. Run again, it finds everything in place and changes nothing.
import { HTTPFetchError, messagingApi } from '@line/bot-sdk'
import { defaultLanguage } from '../../../core/languages.ts'
import type { Config } from '../../deps.ts'
import { type LineSettings, messagingClient } from '../client.ts'
import { aliasOf, type MenuDefinition, menuDefinitions } from './table.ts'

/** Reads a drawn menu by its name, e.g. `register-th`: PNG bytes of assets/richmenu. */
export type MenuPictures = (name: string) => Promise<Uint8Array<ArrayBuffer>>

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** LINE cannot change a menu, so its name carries a digest of content and picture: another content is another menu. */
const nameOf = async ({ alias, body }: MenuDefinition, picture: Uint8Array<ArrayBuffer>): Promise<string> => {
  const content = new TextEncoder().encode(JSON.stringify(body))
  const digest = await crypto.subtle.digest('SHA-256', await new Blob([content, picture]).arrayBuffer())
  return `${alias}-${hex(digest).slice(0, 12)}`
}

const isAlreadyThere = (error: unknown): boolean =>
  error instanceof HTTPFetchError && error.status === 400 && /already/i.test(error.body)

/**
 * Makes the menus that are missing, points their aliases at them, and gives everybody without a menu of their own the
 * Thai one for registering. Menus of earlier contents stay: people are linked to them until their next step.
 * @returns names of the menus that were made. Throws the SDK's error when LINE refuses: a deployment must not go on.
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
  const made: string[] = []

  for (const definition of menuDefinitions(config.line.liffId)) {
    const { alias: richMenuAliasId, body } = definition
    const picture = await pictures(definition.picture)
    const name = await nameOf(definition, picture)
    const alias = aliases.find((each) => each.richMenuAliasId === richMenuAliasId)
    const present = richmenus.find((menu) => menu.name === name)?.richMenuId
    if (present && alias?.richMenuId === present) continue

    const richMenuId = present ?? (await api.createRichMenu({ name, ...body })).richMenuId
    if (!present) made.push(name)
    // The alias comes last and so proves the rest: an earlier run may have ended before the picture.
    await blobs.setRichMenuImage(richMenuId, new Blob([picture], { type: 'image/png' })).catch((error: unknown) => {
      if (!isAlreadyThere(error)) throw error
    })
    if (richMenuAliasId === aliasOf('register', defaultLanguage)) await api.setDefaultRichMenu(richMenuId)
    if (alias) await api.updateRichMenuAlias(richMenuAliasId, { richMenuId })
    else await api.createRichMenuAlias({ richMenuAliasId, richMenuId })
  }
  return made
}
