// From the account to a person: what was accepted appears in the chat, the loading dots go, the pictures are looked at.
import type { messagingApi } from '@line/bot-sdk'
import type { ChatEntry, Person } from '../wire.ts'
import { checkPictures } from './images.ts'
import { addEntry, hex, newMessageId, setLoading, type World } from './state.ts'

type Via = Extract<ChatEntry, { from: 'bot' }>['via']

/** Puts messages into the chat, unless the person has blocked the account: then, as on LINE, nobody is told. */
export const sendTo = (
  world: World,
  person: Person,
  messages: readonly messagingApi.Message[],
  via: Via,
): messagingApi.SentMessage[] => {
  const sent = messages.map(() => ({ id: newMessageId(world), quoteToken: hex(world, 12) }))
  if (person.blocked) return sent
  setLoading(world, person.id, null)
  messages.forEach((content, i) => {
    addEntry(world, { id: sent[i]!.id, person: person.id, at: world.clock(), from: 'bot', via, content })
  })
  checkPictures(world, messages, person.id)
  return sent
}

/** From one person to another through the share target picker. */
export const shareTo = (
  world: World,
  sender: Person,
  receiver: Person,
  messages: readonly messagingApi.Message[],
): ChatEntry[] => {
  checkPictures(world, messages, receiver.id)
  return messages.map((content) =>
    addEntry(world, {
      id: newMessageId(world),
      person: receiver.id,
      at: world.clock(),
      from: 'friend',
      friend: sender.id,
      content,
    }),
  )
}
