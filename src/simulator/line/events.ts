// What a person does, as LINE's webhook events: built from the SDK's types, each with its own id and reply token.
import type { webhook } from '@line/bot-sdk'
import type { Person } from '../wire.ts'
import { periods } from './limits.ts'
import { hex, type World } from './state.ts'

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID: 10 characters of time, 16 of chance. LINE's webhookEventId looks like this. */
const newEventId = (world: World): string => {
  let at = world.clock()
  let time = ''
  for (let i = 0; i < 10; i += 1) {
    time = crockford[at % 32] + time
    at = Math.floor(at / 32)
  }
  return time + Array.from(world.random(16), (byte) => crockford[byte % 32]).join('')
}

/** A token to answer one event with: 60 s from each delivery, once. */
const newReplyToken = (world: World, person: Person): string => {
  const token = hex(world, 16)
  const eventAt = world.clock()
  world.replyTokens.set(token, { person: person.id, eventAt, expiresAt: eventAt + periods.replyToken, used: false })
  return token
}

const base = (world: World, person: Person) => ({
  source: { type: 'user' as const, userId: person.userId },
  timestamp: world.clock(),
  mode: world.switches.standby ? ('standby' as const) : ('active' as const),
  webhookEventId: newEventId(world),
  deliveryContext: { isRedelivery: false },
})
/** In standby another module has the chat: LINE sends no reply token then. */
const token = (world: World, person: Person): { replyToken?: string } =>
  world.switches.standby ? {} : { replyToken: newReplyToken(world, person) }

export const messageEvent = (world: World, person: Person, message: webhook.MessageContent): webhook.MessageEvent => ({
  type: 'message',
  message,
  ...base(world, person),
  ...token(world, person),
})

export const followEvent = (world: World, person: Person, isUnblocked: boolean): webhook.FollowEvent => ({
  type: 'follow',
  follow: { isUnblocked },
  ...base(world, person),
  replyToken: newReplyToken(world, person),
})

export const unfollowEvent = (world: World, person: Person): webhook.UnfollowEvent => ({
  type: 'unfollow',
  ...base(world, person),
})

export const postbackEvent = (
  world: World,
  person: Person,
  data: string,
  params?: Record<string, string>,
): webhook.PostbackEvent => ({
  type: 'postback',
  postback: { data, ...(params ? { params } : {}) },
  ...base(world, person),
  ...token(world, person),
})

export const unsendEvent = (world: World, person: Person, messageId: string): webhook.UnsendEvent => ({
  type: 'unsend',
  unsend: { messageId },
  ...base(world, person),
})

/** An event of a kind that no SDK knows yet: LINE adds kinds without notice. */
export const unknownEvent = (world: World, person: Person): webhook.Event =>
  ({ type: 'kindOfTheFuture', future: { detail: 1 }, ...base(world, person) }) as unknown as webhook.Event

export const unknownMessage = (id: string): webhook.MessageContent =>
  ({ type: 'hologram', id, depth: 3 }) as unknown as webhook.MessageContent
