// Finds the rich menus that LINE lacks, by the names that ensureMenus gives them.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultLanguage } from '../../src/core/languages.ts'
import type { MenuPictures } from '../../src/service/line/menus/ensure.ts'
import { aliasOf, menuDefinitions } from '../../src/service/line/menus/table.ts'

const folder = join(import.meta.dirname, '../../assets/richmenu')

export const menuPictures: MenuPictures = async (name) => new Uint8Array(await readFile(join(folder, `${name}.png`)))

export type PublishedMenus = { names: Map<string, string>; aliases: Map<string, string>; defaultId?: string }

/** The aliases of the menus that ensureMenus would create or change; empty when it would change nothing. */
export const staleMenus = async (liffId: string, there: PublishedMenus): Promise<string[]> => {
  const stale: string[] = []
  for (const { alias, picture, body } of menuDefinitions(liffId)) {
    const digest = createHash('sha256')
      .update(JSON.stringify(body))
      .update(await menuPictures(picture))
      .digest('hex')
    const id = there.aliases.get(alias)
    if (!id || there.names.get(id) !== `${alias}-${digest.slice(0, 12)}`) stale.push(alias)
  }
  return stale
}

/** Whether a user without a menu of their own sees the menu for registering. */
export const isDefaultRight = (there: PublishedMenus): boolean =>
  there.defaultId !== undefined && there.defaultId === there.aliases.get(aliasOf('register', defaultLanguage))
