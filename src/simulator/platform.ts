// The simulated LINE as a test or a demo talks to it in process: people who act, chats to look at, calls to inspect.
import type { messagingApi } from '@line/bot-sdk'
import * as acts from './line/acts.ts'
import type { Login } from './line/id-token.ts'
import { readBody } from './line/refusal.ts'
import { shareTo } from './line/send.ts'
import { menuOf, snapshot } from './line/snapshot.ts'
import { emit, resetWorld, type World } from './line/state.ts'
import { findByLabel, tappable } from './line/taps.ts'
import type { Call, ChatEntry, Person, PersonId, RichMenu, Switches } from './wire.ts'

type Tap = { data: string; displayText?: string; params?: Record<string, string> }
type Photo = Uint8Array<ArrayBuffer>

/** One person. Every act resolves when the service has acknowledged its webhook; effects may still come (see `settled`). */
export type Actor = {
  readonly person: Person
  says(...texts: string[]): Promise<ChatEntry[]>
  /** Several photos are sent at once. JPEG unless they start as PNG. */
  sendsPhoto(...photos: Photo[]): Promise<ChatEntry[]>
  /** A label: what is tapped is looked up in the chat and the menu; a URI is returned instead of opened. Throws when nothing has that label. */
  taps(target: string | Tap): Promise<{ opens?: string; entries: ChatEntry[] }>
  /** Labels of everything that can be tapped now, the newest first. */
  canTap(): string[]
  sticker(): Promise<ChatEntry[]>
  audio(bytes?: Photo): Promise<ChatEntry[]>
  location(): Promise<ChatEntry[]>
  follows(): Promise<ChatEntry[]>
  unfollows(): Promise<ChatEntry[]>
  /** Throws when this person has no such message. */
  unsends(messageId: string): Promise<ChatEntry[]>
  doesSomethingNew(what: 'event' | 'message'): Promise<ChatEntry[]>
  /** Through the share target picker. Throws with the fault when LINE would refuse the message. */
  shares(to: PersonId, messages: messagingApi.Message[]): ChatEntry[]
  speaks(language: Person['language']): void
  menu(): RichMenu | undefined
  idToken(): Promise<string>
}

export type Platform = {
  person(id: PersonId): Actor
  chat(id: PersonId): readonly ChatEntry[]
  /** The messages the account sent to this person, the oldest first. */
  received(id: PersonId): messagingApi.Message[]
  readonly calls: readonly Call[]
  readonly switches: Switches
  set(switches: Partial<Switches>): void
  /** Resolves when no webhook and no API request is in flight and the service says that it is idle. */
  settled(): Promise<void>
  reset(): void
}

const asUpload = (bytes: Photo): acts.Upload => ({ bytes, type: bytes[0] === 0x89 ? 'image/png' : 'image/jpeg' })
const answered = async (act: acts.Act): Promise<ChatEntry[]> => {
  await act.answered
  return act.entries
}

const actorOf = (world: World, login: Login, person: Person): Actor => ({
  person,
  says: (...texts) => answered(acts.text(world, person, ...texts)),
  sendsPhoto: (...photos) => answered(acts.photos(world, person, photos.map(asUpload))),
  async taps(target) {
    if (typeof target !== 'string') return { entries: await answered(acts.postback(world, person, target)) }
    const action = findByLabel(world, person.id, target)
    if (action?.type === 'uri') return { opens: action.uri ?? '', entries: [] }
    if (action?.type === 'message') return { entries: await answered(acts.text(world, person, action.text ?? '')) }
    if (action?.type === 'postback') {
      const { data = '', displayText } = action
      return {
        entries: await answered(acts.postback(world, person, { data, ...(displayText ? { displayText } : {}) })),
      }
    }
    const seen = tappable(world, person.id).map((a) => a.label)
    throw new Error(`${person.name} sees nothing to tap called "${target}", only: ${seen.join(' · ')}`)
  },
  canTap: () => tappable(world, person.id).map((action) => action.label ?? ''),
  sticker: () => answered(acts.sticker(world, person)),
  audio: (bytes = new Uint8Array(64)) =>
    answered(acts.recording(world, person, 'audio', { bytes, type: 'audio/x-m4a' })),
  location: () => answered(acts.location(world, person)),
  follows: () => answered(acts.follow(world, person)),
  unfollows: () => answered(acts.unfollow(world, person)),
  unsends(messageId) {
    const act = acts.unsend(world, person, messageId)
    if (!act) throw new Error(`${person.name} has no message ${messageId} to unsend`)
    return answered(act)
  },
  doesSomethingNew: (what) => answered(acts.somethingNew(world, person, what)),
  shares(to, messages) {
    const receiver = world.people.get(to)
    if (!receiver) throw new Error(`nobody is called ${to}`)
    const read = readBody(world.schemas.shared, { messages })
    if (!read.ok) throw new Error(JSON.stringify(read.refusal))
    return shareTo(world, person, receiver, messages)
  },
  speaks(language) {
    person.language = language
    emit(world, { type: 'person', person })
  },
  menu: () => menuOf(world, person.id),
  idToken: () => login.idToken(person),
})

/** A turn of the event loop: what was answered may just be starting something new. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
/** Without a word from the service, this long without traffic counts as idle. Milliseconds. */
const quietEnough = 60

const settle = async (world: World, serviceIdle?: () => Promise<void> | void): Promise<void> => {
  for (;;) {
    while (world.underWay.size > 0) await Promise.all(world.underWay)
    const seen = world.counters.call
    if (serviceIdle) await serviceIdle()
    else await new Promise<void>((resolve) => setTimeout(resolve, quietEnough))
    await turn()
    if (world.underWay.size === 0 && world.counters.call === seen) return
  }
}

export const createPlatform = (world: World, login: Login, serviceIdle?: () => Promise<void> | void): Platform => ({
  person(id) {
    const person = world.people.get(id)
    if (!person) throw new Error(`nobody is called ${id}: ${[...world.people.keys()].join(', ')}`)
    return actorOf(world, login, person)
  },
  chat: (id) => world.chats.get(id) ?? [],
  received: (id) => (world.chats.get(id) ?? []).flatMap((entry) => (entry.from === 'bot' ? [entry.content] : [])),
  get calls() {
    return world.calls
  },
  get switches() {
    return world.switches
  },
  set(switches) {
    Object.assign(world.switches, switches)
    emit(world, { type: 'switches', switches: world.switches })
  },
  settled: () => settle(world, serviceIdle),
  reset() {
    resetWorld(world)
    emit(world, { type: 'state', state: snapshot(world) })
  },
})
