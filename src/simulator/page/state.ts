// What the page knows of the platform: one pure step from event to state. The platform is the source of truth; this is its shadow.
import type { messagingApi } from '@line/bot-sdk'
import type { Call, ChatEntry, PersonId, RichMenu, SimEvent, SimSnapshot } from '../wire.ts'

const putById = <T extends { id: string | number }>(list: readonly T[], item: T): T[] => {
  const at = list.findIndex(({ id }) => id === item.id)
  return at < 0 ? [...list, item] : list.with(at, item)
}

const without = <T>(record: Record<string, T>, key: string): Record<string, T> => {
  const { [key]: _gone, ...rest } = record
  return rest
}

/** The next state. Before the first `state` event there is none, and everything else is ignored. */
export const reduce = (state: SimSnapshot | null, event: SimEvent): SimSnapshot | null => {
  if (event.type === 'state') return event.state
  if (!state) return null
  switch (event.type) {
    case 'message': {
      const { person } = event.entry
      return { ...state, chats: { ...state.chats, [person]: putById(state.chats[person] ?? [], event.entry) } }
    }
    case 'loading':
      return {
        ...state,
        loading:
          event.until === null
            ? without(state.loading, event.person)
            : { ...state.loading, [event.person]: event.until },
      }
    case 'person':
      return { ...state, people: putById(state.people, event.person) }
    case 'personRemoved':
      return {
        ...state,
        people: state.people.filter(({ id }) => id !== event.id),
        chats: without(state.chats, event.id),
      }
    case 'menus':
      return { ...state, menus: event.menus }
    case 'switches':
      return { ...state, switches: event.switches }
    case 'call':
      return { ...state, calls: putById(state.calls, event.call) }
  }
}

/** The rich menu a person sees: the one linked to them, else the default, and only once it has a picture. */
export const menuOf = ({ menus }: SimSnapshot, person: PersonId): RichMenu | undefined => {
  const id = menus.linked[person] ?? menus.defaultId
  return menus.menus.find((menu) => menu.richMenuId === id && menu.imageUrl)
}

/** Quick replies show only under the newest message, and vanish with the next one, whoever sends it. */
export const quickRepliesOf = (chat: readonly ChatEntry[]): messagingApi.QuickReplyItem[] => {
  const last = chat.at(-1)
  return last?.from === 'bot' ? (last.content.quickReply?.items ?? []) : []
}

/** Path and query of the mini-app for a LIFF link, or null when the link is not one of this LIFF app's. */
export const liffUrl = (uri: string, liff: SimSnapshot['liff']): string | null => {
  const link = `https://liff.line.me/${liff.liffId}`
  if (!uri.startsWith(link)) return null
  const rest = uri.slice(link.length)
  return /^($|[/?#])/.test(rest) ? liff.endpoint.replace(/\/$/, '') + rest : null
}

export type Tab = 'all' | 'webhook' | 'api' | 'faults'
export const callsIn = (calls: readonly Call[], tab: Tab, faulty: (call: Call) => boolean): Call[] =>
  calls.filter((call) => (tab === 'all' ? true : tab === 'faults' ? faulty(call) : call.kind === tab))
