// The state of the simulated LINE, in memory, with the functions that change it and notify the listeners.
import type { liff, messagingApi } from '@line/bot-sdk'
import { people as starters } from '../people.ts'
import type { Call, ChatEntry, Person, PersonId, RichMenu, SimClock, SimEvent, Switches } from '../wire.ts'
import { type RequestSchemas, requestSchemas } from './schema/requests.ts'

export type Settings = {
  origin: string
  webhookUrl: string
  channelSecret: string
  channelAccessToken: string
  channelId: string
  loginChannelId: string
  liffId: string
  liffEndpoint: string
}
export type Content = { bytes: Uint8Array<ArrayBuffer>; type: string; asked: number; gone: boolean }
export type ReplyToken = { person: PersonId; eventAt: number; expiresAt: number; used: boolean }
export type AcceptedPush = { requestId: string; at: number; sentMessages: messagingApi.SentMessage[] }

export type SimState = {
  settings: Settings
  /** ms since the epoch. */
  clock: () => number
  /** ms by which that clock was moved ahead of the machine's; `moves`: whether it can be. */
  moved: SimClock
  /** Names the last emptying of the service. */
  emptied?: string
  random: (bytes: number) => Uint8Array
  /** The service's origins on the loopback, which count as https. */
  loopback: readonly string[]
  schemas: RequestSchemas
  bot: { userId: string; name: string; basicId: string }
  people: Map<PersonId, Person>
  chats: Map<PersonId, ChatEntry[]>
  contents: Map<string, Content>
  loading: Map<PersonId, number>
  menus: Map<string, RichMenu & { image?: Content }>
  defaultMenu?: string
  linkedMenus: Map<PersonId, string>
  aliases: Map<string, string>
  liffApps: Map<string, liff.LiffApp>
  replyTokens: Map<string, ReplyToken>
  retryKeys: Map<string, AcceptedPush>
  switches: Switches
  calls: Call[]
  listeners: Set<(event: SimEvent) => void>
  /** Unfinished webhooks, API requests and picture checks. */
  underWay: Set<Promise<unknown>>
  /** The number of the last call and of the last message. */
  counters: { call: number; message: number }
}

export const switchesOff: Switches = {
  redeliver: false,
  reorder: false,
  badSignature: false,
  dropWebhook: false,
  standby: false,
  slowApi: 0,
  api500: false,
  api429: false,
  expiredReplyToken: false,
  cutContent: false,
  content202First: false,
  liffOffline: false,
  camera: 'puppet',
}
/** The inspector keeps this many calls and drops older ones. */
const keptCalls = 500

export const createSimState = (
  settings: Settings,
  clock: () => number,
  random: (bytes: number) => Uint8Array,
): SimState => {
  const loopback = [...new Set([settings.webhookUrl, settings.liffEndpoint].map((url) => new URL(url).origin))]
  const sim: SimState = {
    settings,
    clock,
    moved: { ahead: 0, moves: false },
    random,
    loopback,
    schemas: requestSchemas(loopback),
    bot: { userId: 'Ub07000000000000000000000000b0b07', name: 'พกบัตร', basicId: '@000phokbat' },
    people: new Map(),
    chats: new Map(),
    contents: new Map(),
    loading: new Map(),
    menus: new Map(),
    linkedMenus: new Map(),
    aliases: new Map(),
    liffApps: new Map(),
    replyTokens: new Map(),
    retryKeys: new Map(),
    switches: { ...switchesOff },
    calls: [],
    listeners: new Set(),
    underWay: new Set(),
    counters: { call: 0, message: 0 },
  }
  const view = { type: 'full' as const, url: settings.liffEndpoint }
  sim.liffApps.set(settings.liffId, { liffId: settings.liffId, view, scope: ['openid', 'profile'] })
  for (const starter of starters) addPerson(sim, { ...starter, follows: false, blocked: false })
  return sim
}

/**
 * Resets the simulator: clears chats, tokens and switches. Of a service that remembers (`known`), each person gets a new
 * user id that it does not know; of an emptied one the people stay who they are, so that officials stay officials.
 */
export const resetSimState = (sim: SimState, known: boolean): void => {
  for (const map of [sim.people, sim.chats, sim.contents, sim.loading, sim.linkedMenus]) map.clear()
  for (const map of [sim.replyTokens, sim.retryKeys]) map.clear()
  sim.calls.length = 0
  sim.switches = { ...switchesOff }
  for (const { userId, ...starter } of starters)
    addPerson(sim, { ...starter, userId: known ? newUserId(sim) : userId, follows: false, blocked: false })
}

export const emit = (sim: SimState, event: SimEvent): void => {
  for (const listener of sim.listeners) listener(event)
}

/** Registers a promise until it settles, so that `settled` can wait for it. The caller handles its rejection. */
export const track = <T>(sim: SimState, work: Promise<T>): Promise<T> => {
  const tracked = work.catch(() => undefined).finally(() => sim.underWay.delete(tracked))
  sim.underWay.add(tracked)
  return work
}

export const hex = (sim: SimState, bytes: number): string =>
  Array.from(sim.random(bytes), (b) => b.toString(16).padStart(2, '0')).join('')
export const newUserId = (sim: SimState): string => `U${hex(sim, 16)}`
/** LINE's message ids have 18 digits and increase. */
export const newMessageId = (sim: SimState): string => {
  sim.counters.message += 1
  return String(500_000_000_000_000_000n + BigInt(sim.counters.message))
}

export const addPerson = (sim: SimState, person: Person): void => {
  sim.people.set(person.id, person)
  sim.chats.set(person.id, [])
}
export const personByUserId = (sim: SimState, userId: string): Person | undefined =>
  [...sim.people.values()].find((person) => person.userId === userId)

export const addEntry = (sim: SimState, entry: ChatEntry): ChatEntry => {
  sim.chats.get(entry.person)?.push(entry)
  emit(sim, { type: 'message', entry })
  return entry
}

export const setLoading = (sim: SimState, person: PersonId, until: number | null): void => {
  if (until === null && !sim.loading.delete(person)) return
  if (until !== null) sim.loading.set(person, until)
  emit(sim, { type: 'loading', person, until })
}

/** Opens a row of the inspector. */
export const openCall = (
  sim: SimState,
  row: Pick<Call, 'kind' | 'name' | 'summary'> & Partial<Omit<Call, 'id' | 'at'>>,
): Call => {
  sim.counters.call += 1
  const call: Call = { faults: [], notes: [], measures: [], ...row, id: sim.counters.call, at: sim.clock() }
  sim.calls.push(call)
  if (sim.calls.length > keptCalls) sim.calls.shift()
  emit(sim, { type: 'call', call })
  return call
}
/** Updates a row of the inspector. */
export const updateCall = (sim: SimState, call: Call, more: Partial<Call>): void => {
  Object.assign(call, more)
  emit(sim, { type: 'call', call })
}
/** Adds a warning: LINE would handle this worse than the simulator, or a phone would show it wrongly. */
export const warn = (sim: SimState, name: string, summary: string, person?: PersonId): Call =>
  openCall(sim, { kind: 'warning', name, summary, faults: [{ message: summary }], ...(person ? { person } : {}) })
