// The rich menus under the chat, in every language, as src/service/line/menus/table.ts defines them.

import { configOf } from '../../../src/assemble.ts'
import { err, ok } from '../../../src/core/result.ts'
import { ensureMenus } from '../../../src/service/line/menus/ensure.ts'
import { readSettings } from '../../../src/service/settings/read.ts'
import type { DeployStep } from '../deployment.ts'
import { isDefaultRight, menuPictures, staleMenus } from '../menus.ts'

export const menus: DeployStep = {
  name: 'rich menus',
  does: 'the menus under the chat with their pictures, in both languages',
  needs: ['LINE_CHANNEL_ACCESS_TOKEN'],
  made: ['LIFF_ID'],
  check: async () => [],
  plan: async ({ line, values }) => {
    if (!values.LIFF_ID) return { change: 'will be made once the mini-app has its id' }
    const there = await line.menus()
    if (!there.ok) return { open: `LINE does not list its menus (${there.said || there.status})` }
    const stale = await staleMenus(values.LIFF_ID, there.value)
    if (stale.length > 0) return { change: `will be made: ${stale.join(', ')}` }
    return isDefaultRight(there.value)
      ? { same: 'all there' }
      : { open: 'all there, but somebody made another menu the default, which is left as it is' }
  },
  apply: async ({ values }) => {
    const read = readSettings(values)
    if (!read.ok) return err(read.faults.join('; '))
    const {
      LINE_CHANNEL_ACCESS_TOKEN: accessToken,
      LINE_API_ORIGIN: apiOrigin,
      LINE_DATA_ORIGIN: dataOrigin,
    } = read.value
    try {
      const made = await ensureMenus({ accessToken, apiOrigin, dataOrigin }, configOf(read.value), menuPictures)
      return ok(`${made.length} made`)
    } catch (error) {
      return err(
        `LINE does not take a menu (${error instanceof Error ? error.message : 'unknown'}): run again in a while; what is there is used`,
      )
    }
  },
}
