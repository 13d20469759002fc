// Returns the simulator's whole state in the form that the page gets.
import type { Menus, PersonId, SimSnapshot } from '../wire.ts'
import { emit, type SimState } from './state.ts'

export const menusOf = (sim: SimState): Menus => ({
  menus: [...sim.menus.values()].map(({ image, ...menu }) =>
    image ? { ...menu, imageUrl: `/sim/menus/${menu.richMenuId}/image` } : menu,
  ),
  ...(sim.defaultMenu ? { defaultId: sim.defaultMenu } : {}),
  linked: Object.fromEntries(sim.linkedMenus),
  aliases: Object.fromEntries(sim.aliases),
})

export const emitMenus = (sim: SimState): void => emit(sim, { type: 'menus', menus: menusOf(sim) })

/** Returns the menu that a person sees: the one linked to them, or the default. */
export const menuOf = (sim: SimState, person: PersonId) =>
  sim.menus.get(sim.linkedMenus.get(person) ?? sim.defaultMenu ?? '')

export const snapshot = (sim: SimState): SimSnapshot => ({
  origin: sim.settings.origin,
  service: new URL(sim.settings.liffEndpoint).origin,
  clock: sim.moved,
  webhookUrl: sim.settings.webhookUrl,
  bot: { name: sim.bot.name, basicId: sim.bot.basicId },
  people: [...sim.people.values()],
  chats: Object.fromEntries(sim.chats),
  loading: Object.fromEntries(sim.loading),
  menus: menusOf(sim),
  liff: { liffId: sim.settings.liffId, endpoint: sim.settings.liffEndpoint },
  switches: sim.switches,
  calls: sim.calls,
})
