// Builds LINE's webhook events with the SDK's types, each with its own id and reply token.
import type { webhook } from '@line/bot-sdk'
import type { Person } from '../wire.ts'
import { periods } from './limits.ts'
import { hex, type SimState } from './state.ts'

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID, as LINE's webhookEventId: 10 characters of time, 16 random ones. */
const newEventId = (sim: SimState): string => {
  let at = sim.clock()
  let time = ''
  for (let i = 0; i < 10; i += 1) {
    time = crockford[at % 32] + time
    at = Math.floor(at / 32)
  }
  return time + Array.from(sim.random(16), (byte) => crockford[byte % 32]).join('')
}

/** A reply token: works once, within 60 s after each delivery of its event. */
const newReplyToken = (sim: SimState, person: Person): string => {
  const token = hex(sim, 16)
  const eventAt = sim.clock()
  sim.replyTokens.set(token, { person: person.id, eventAt, expiresAt: eventAt + periods.replyToken, used: false })
  return token
}

const base = (sim: SimState, person: Person) => ({
  source: { type: 'user' as const, userId: person.userId },
  timestamp: sim.clock(),
  mode: sim.switches.standby ? ('standby' as const) : ('active' as const),
  webhookEventId: newEventId(sim),
  deliveryContext: { isRedelivery: false },
})
/** LINE sends no reply token in standby, because another module then handles the chat. */
const token = (sim: SimState, person: Person): { replyToken?: string } =>
  sim.switches.standby ? {} : { replyToken: newReplyToken(sim, person) }

export const messageEvent = (sim: SimState, person: Person, message: webhook.MessageContent): webhook.MessageEvent => ({
  type: 'message',
  message,
  ...base(sim, person),
  ...token(sim, person),
})

export const followEvent = (sim: SimState, person: Person, isUnblocked: boolean): webhook.FollowEvent => ({
  type: 'follow',
  follow: { isUnblocked },
  ...base(sim, person),
  replyToken: newReplyToken(sim, person),
})

export const unfollowEvent = (sim: SimState, person: Person): webhook.UnfollowEvent => ({
  type: 'unfollow',
  ...base(sim, person),
})

export const postbackEvent = (
  sim: SimState,
  person: Person,
  data: string,
  params?: Record<string, string>,
): webhook.PostbackEvent => ({
  type: 'postback',
  postback: { data, ...(params ? { params } : {}) },
  ...base(sim, person),
  ...token(sim, person),
})

export const unsendEvent = (sim: SimState, person: Person, messageId: string): webhook.UnsendEvent => ({
  type: 'unsend',
  unsend: { messageId },
  ...base(sim, person),
})

/** An event of a kind that no SDK knows. LINE adds kinds without notice. */
export const unknownEvent = (sim: SimState, person: Person): webhook.Event =>
  ({ type: 'kindOfTheFuture', future: { detail: 1 }, ...base(sim, person) }) as unknown as webhook.Event

export const unknownMessage = (id: string): webhook.MessageContent =>
  ({ type: 'hologram', id, depth: 3 }) as unknown as webhook.MessageContent
