// The page's copy of the platform's state: a pure reducer of its events. The platform is the source of truth.
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

/** Returns the next state. Before the first `state` event the state is null, and other events are ignored. */
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
    case 'clock':
      return { ...state, clock: event.clock }
    case 'switches':
      return { ...state, switches: event.switches }
    case 'call':
      return { ...state, calls: putById(state.calls, event.call) }
  }
}

/** Returns the rich menu that a person sees: the one linked to them, else the default; only if it has a picture. */
export const menuOf = ({ menus }: SimSnapshot, person: PersonId): RichMenu | undefined => {
  const id = menus.linked[person] ?? menus.defaultId
  return menus.menus.find((menu) => menu.richMenuId === id && menu.imageUrl)
}

/**
 * Returns the visible quick replies: those of the newest message, whether the next one comes from the account or the
 * person.
 */
export const quickRepliesOf = (chat: readonly ChatEntry[]): messagingApi.QuickReplyItem[] => {
  const last = chat.at(-1)
  return last?.from === 'bot' ? (last.content.quickReply?.items ?? []) : []
}

/** Returns the mini-app's URL for a LIFF link, or null if the link is not one of this LIFF app. */
export const liffUrl = (uri: string, liff: SimSnapshot['liff']): string | null => {
  const link = `https://liff.line.me/${liff.liffId}`
  if (!uri.startsWith(link)) return null
  const rest = uri.slice(link.length)
  return /^($|[/?#])/.test(rest) ? liff.endpoint.replace(/\/$/, '') + rest : null
}

export type Tab = 'all' | 'webhook' | 'api' | 'faults'
export const callsIn = (calls: readonly Call[], tab: Tab, faulty: (call: Call) => boolean): Call[] =>
  calls.filter((call) => (tab === 'all' ? true : tab === 'faults' ? faulty(call) : call.kind === tab))
