// Finds the action behind a label: first quick replies, then buttons of messages from the newest on, then the rich
// menu.
import type { messagingApi } from '@line/bot-sdk'
import type { PersonId } from '../wire.ts'
import { menuOf } from './snapshot.ts'
import type { SimState } from './state.ts'

const actionsIn = (node: unknown): messagingApi.Action[] => {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    /^(action|defaultAction)$/.test(key) ? [value as messagingApi.Action] : actionsIn(value),
  )
}

/** Returns all actions that can be tapped, newest first. Quick replies show only below the last message. */
export const tappable = (sim: SimState, person: PersonId): messagingApi.Action[] => {
  const chat = sim.chats.get(person) ?? []
  const received = chat.filter((entry) => entry.from === 'bot')
  const last = chat.at(-1)
  const quick = last?.from === 'bot' ? actionsIn(last.content.quickReply) : []
  const inMessages = received.reverse().flatMap(({ content: { quickReply: _, ...content } }) => actionsIn(content))
  return [...quick, ...inMessages, ...actionsIn(menuOf(sim, person)?.areas ?? [])]
}

export const findByLabel = (sim: SimState, person: PersonId, label: string): messagingApi.Action | undefined =>
  tappable(sim, person).find((action) => action.label === label)
