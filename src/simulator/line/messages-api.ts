// The routes reply, push, multicast, quota and validate: single-use reply tokens, retry keys, and LINE's refusals.
import type { messagingApi } from '@line/bot-sdk'
import type { Person } from '../wire.ts'
import { type ApiContext, newApi, readJson, refuse } from './inspector.ts'
import { periods } from './limits.ts'
import { sendTo } from './send.ts'
import { personByUserId, type SimState } from './state.ts'
import { aboutMessages, measure } from './summary.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const describe = (c: ApiContext, messages: readonly messagingApi.Message[], person?: Person): void => {
  const call = c.get('call')
  call.measures = measure(messages)
  if (person) call.person = person.id
  if (person?.blocked) call.notes.push('not delivered: the person has blocked the account')
}
/** Adds the summary before the body is checked, so that a refused request has one too. */
const announce = (c: ApiContext): void => {
  const json = c.get('json') as { messages?: unknown } | undefined
  c.get('call').summary = aboutMessages(json?.messages)
}

/**
 * Applies the retry key of push and multicast: for 24 h it answers a repeated key with 409 and the first request's id.
 * `send` runs only for a new request.
 */
const once = (sim: SimState, c: ApiContext, send: () => messagingApi.SentMessage[] | string, answer: boolean) => {
  const key = c.req.header('x-line-retry-key')
  if (key !== undefined && !uuid.test(key))
    return refuse(c, 400, 'The retry key must be a UUID in hexadecimal notation')
  const before = key === undefined ? undefined : sim.retryKeys.get(key.toLowerCase())
  if (before && sim.clock() - before.at < periods.retryKey) {
    c.header('x-line-accepted-request-id', before.requestId)
    c.get('call').notes.push('accepted before')
    return c.json({ message: 'The retry key is already accepted', sentMessages: before.sentMessages }, 409)
  }
  const sentMessages = send()
  if (typeof sentMessages === 'string') return refuse(c, 400, sentMessages)
  const requestId = `sim-${c.get('call').id}`
  if (key !== undefined) sim.retryKeys.set(key.toLowerCase(), { requestId, at: sim.clock(), sentMessages })
  return c.json(answer ? { sentMessages } : {})
}

const useReplyToken = (sim: SimState, token: string): Person | undefined => {
  const known = sim.replyTokens.get(token)
  if (!known || known.used || sim.switches.expiredReplyToken || sim.clock() > known.expiresAt) return undefined
  known.used = true
  return sim.people.get(known.person)
}

/** Routes under /v2/bot/message. */
export const messagesApi = (sim: SimState) =>
  newApi()
    .post('/reply', (c) => {
      announce(c)
      if (c.req.header('x-line-retry-key') !== undefined) {
        return refuse(c, 400, 'The retry key is not supported on this endpoint')
      }
      const read = readJson(c, sim.schemas.reply)
      if (!read.ok) return read.response
      const person = useReplyToken(sim, read.value.replyToken)
      if (!person) return refuse(c, 400, 'Invalid reply token')
      describe(c, read.value.messages, person)
      return c.json({ sentMessages: sendTo(sim, person, read.value.messages, 'reply') })
    })
    .post('/push', (c) => {
      announce(c)
      const read = readJson(c, sim.schemas.push)
      if (!read.ok) return read.response
      const person = personByUserId(sim, read.value.to)
      describe(c, read.value.messages, person)
      const send = () => (person ? sendTo(sim, person, read.value.messages, 'push') : 'Failed to send messages')
      return once(sim, c, send, true)
    })
    // An account without a monthly limit.
    .get('/quota', (c) => c.json({ type: 'none' }))
    .get('/quota/consumption', (c) => c.json({ totalUsage: 0 }))
    .post('/multicast', (c) => {
      announce(c)
      const read = readJson(c, sim.schemas.multicast)
      if (!read.ok) return read.response
      describe(c, read.value.messages)
      const send = () =>
        read.value.to.flatMap((userId) => {
          const person = personByUserId(sim, userId)
          return person ? sendTo(sim, person, read.value.messages, 'multicast') : []
        })
      return once(sim, c, send, false)
    })
    .post('/validate/:kind{reply|push|multicast|narrowcast|broadcast}', (c) => {
      announce(c)
      const read = readJson(c, sim.schemas.validate)
      if (!read.ok) return read.response
      describe(c, read.value.messages)
      return c.json({})
    })
