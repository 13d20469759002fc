// The whole world as the page sees it.
import type { Menus, PersonId, SimState } from '../wire.ts'
import { emit, type World } from './state.ts'

export const menusOf = (world: World): Menus => ({
  menus: [...world.menus.values()].map(({ image, ...menu }) =>
    image ? { ...menu, imageUrl: `/sim/menus/${menu.richMenuId}/image` } : menu,
  ),
  ...(world.defaultMenu ? { defaultId: world.defaultMenu } : {}),
  linked: Object.fromEntries(world.linkedMenus),
  aliases: Object.fromEntries(world.aliases),
})

export const emitMenus = (world: World): void => emit(world, { type: 'menus', menus: menusOf(world) })

/** The menu a person sees: their own, or the default. */
export const menuOf = (world: World, person: PersonId) =>
  world.menus.get(world.linkedMenus.get(person) ?? world.defaultMenu ?? '')

export const snapshot = (world: World): SimState => ({
  origin: world.settings.origin,
  webhookUrl: world.settings.webhookUrl,
  bot: { name: world.bot.name, basicId: world.bot.basicId },
  people: [...world.people.values()],
  chats: Object.fromEntries(world.chats),
  loading: Object.fromEntries(world.loading),
  menus: menusOf(world),
  liff: { liffId: world.settings.liffId, endpoint: world.settings.liffEndpoint },
  switches: world.switches,
  calls: world.calls,
})
