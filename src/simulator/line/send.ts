// Sends accepted messages to a person: adds them to the chat, ends the loading dots, checks the pictures.
import type { messagingApi } from '@line/bot-sdk'
import type { ChatEntry, Person } from '../wire.ts'
import { checkPictures } from './images.ts'
import { addEntry, hex, newMessageId, type SimState, setLoading } from './state.ts'

type Via = Extract<ChatEntry, { from: 'bot' }>['via']

/** Adds messages to the chat. If the person has blocked the account, they are dropped without an error, as on LINE. */
export const sendTo = (
  sim: SimState,
  person: Person,
  messages: readonly messagingApi.Message[],
  via: Via,
): messagingApi.SentMessage[] => {
  const sent = messages.map(() => ({ id: newMessageId(sim), quoteToken: hex(sim, 12) }))
  if (person.blocked) return sent
  setLoading(sim, person.id, null)
  messages.forEach((content, i) => {
    addEntry(sim, { id: sent[i]!.id, person: person.id, at: sim.clock(), from: 'bot', via, content })
  })
  checkPictures(sim, messages, person.id)
  return sent
}

/** Sends messages from one person to another through the share target picker. */
export const shareTo = (
  sim: SimState,
  sender: Person,
  receiver: Person,
  messages: readonly messagingApi.Message[],
): ChatEntry[] => {
  checkPictures(sim, messages, receiver.id)
  return messages.map((content) =>
    addEntry(sim, {
      id: newMessageId(sim),
      person: receiver.id,
      at: sim.clock(),
      from: 'friend',
      friend: sender.id,
      content,
    }),
  )
}
