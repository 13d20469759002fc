// The simulator's interface for tests and demos in the same process: people who act, their chats, and the calls.
import type { messagingApi } from '@line/bot-sdk'
import * as acts from './line/acts.ts'
import type { Login } from './line/id-token.ts'
import { readBody } from './line/refusal.ts'
import { shareTo } from './line/send.ts'
import { menuOf, snapshot } from './line/snapshot.ts'
import { emit, hex, resetSimState, type SimState } from './line/state.ts'
import { findByLabel, tappable } from './line/taps.ts'
import type { Call, ChatEntry, Person, PersonId, RichMenu, Switches } from './wire.ts'

type Tap = { data: string; displayText?: string; params?: Record<string, string> }
type PhotoBytes = Uint8Array<ArrayBuffer>

/**
 * One person. Every action resolves when the service has acknowledged its webhook; effects may still follow (see
 * `settled`).
 */
export type Actor = {
  readonly person: Person
  says(...texts: string[]): Promise<ChatEntry[]>
  /** Sends several photos at once. They count as JPEG unless they start like PNG. */
  sendsPhoto(...photos: PhotoBytes[]): Promise<ChatEntry[]>
  /**
   * Taps a postback, or the action with a label in the chat or the menu. A URI is returned instead of opened. Throws if
   * no action has the label.
   */
  taps(target: string | Tap): Promise<{ opens?: string; entries: ChatEntry[] }>
  /** Returns the labels of all actions that can be tapped now, newest first. */
  canTap(): string[]
  sticker(): Promise<ChatEntry[]>
  audio(bytes?: PhotoBytes): Promise<ChatEntry[]>
  location(): Promise<ChatEntry[]>
  follows(): Promise<ChatEntry[]>
  unfollows(): Promise<ChatEntry[]>
  /** Throws if this person has no such message. */
  unsends(messageId: string): Promise<ChatEntry[]>
  doesSomethingNew(what: 'event' | 'message'): Promise<ChatEntry[]>
  /** Shares through the share target picker. Throws with the fault if LINE would refuse the message. */
  shares(to: PersonId, messages: messagingApi.Message[]): ChatEntry[]
  speaks(language: Person['language']): void
  menu(): RichMenu | undefined
  idToken(): Promise<string>
}

export type Platform = {
  person(id: PersonId): Actor
  chat(id: PersonId): readonly ChatEntry[]
  /** The messages that the account sent to this person, oldest first. */
  received(id: PersonId): messagingApi.Message[]
  readonly calls: readonly Call[]
  readonly switches: Switches
  set(switches: Partial<Switches>): void
  /** Resolves when no webhook and no API request is in flight and the service reports that it is idle. */
  settled(): Promise<void>
  /** Forgets everything here, and gives people new user ids: the service remembers them under the old ones. */
  reset(): void
  /** Empties the service too, if it can be emptied, and sets its clock back; else the same as `reset`. */
  startOver(): Promise<void>
  /** Moves the clock of service and simulator to `ahead` ms before the machine's. False where it cannot be moved. */
  moveClock(ahead: number): Promise<boolean>
}

/** What a local run can do to its service. */
export type ServiceControls = {
  /** Resolves when the service has no unfinished work; it makes `settled` exact. */
  serviceIdle?: (() => Promise<void> | void) | undefined
  /** Erases all that the service stored. Resolves when it runs again. */
  emptyService?: (() => Promise<void>) | undefined
  /** Sets the clock that the service and the simulator share, then lets the service do what became due. */
  moveClock?: ((ahead: number) => Promise<void>) | undefined
}

const asUpload = (bytes: PhotoBytes): acts.Upload => ({ bytes, type: bytes[0] === 0x89 ? 'image/png' : 'image/jpeg' })
const answered = async (act: acts.ActResult): Promise<ChatEntry[]> => {
  await act.answered
  return act.entries
}

const actorOf = (sim: SimState, login: Login, person: Person): Actor => ({
  person,
  says: (...texts) => answered(acts.text(sim, person, ...texts)),
  sendsPhoto: (...photos) => answered(acts.photos(sim, person, photos.map(asUpload))),
  async taps(target) {
    if (typeof target !== 'string') return { entries: await answered(acts.postback(sim, person, target)) }
    const action = findByLabel(sim, person.id, target)
    if (action?.type === 'uri') return { opens: action.uri ?? '', entries: [] }
    if (action?.type === 'message') return { entries: await answered(acts.text(sim, person, action.text ?? '')) }
    if (action?.type === 'postback') {
      const { data = '', displayText } = action
      return {
        entries: await answered(acts.postback(sim, person, { data, ...(displayText ? { displayText } : {}) })),
      }
    }
    const seen = tappable(sim, person.id).map((a) => a.label)
    throw new Error(`${person.name} sees nothing to tap called "${target}", only: ${seen.join(' · ')}`)
  },
  canTap: () => tappable(sim, person.id).map((action) => action.label ?? ''),
  sticker: () => answered(acts.sticker(sim, person)),
  audio: (bytes = new Uint8Array(64)) => answered(acts.recording(sim, person, 'audio', { bytes, type: 'audio/x-m4a' })),
  location: () => answered(acts.location(sim, person)),
  follows: () => answered(acts.follow(sim, person)),
  unfollows: () => answered(acts.unfollow(sim, person)),
  unsends(messageId) {
    const act = acts.unsend(sim, person, messageId)
    if (!act) throw new Error(`${person.name} has no message ${messageId} to unsend`)
    return answered(act)
  },
  doesSomethingNew: (what) => answered(acts.unknownContent(sim, person, what)),
  shares(to, messages) {
    const receiver = sim.people.get(to)
    if (!receiver) throw new Error(`no person is called ${to}`)
    const read = readBody(sim.schemas.shared, { messages })
    if (!read.ok) throw new Error(JSON.stringify(read.refusal))
    return shareTo(sim, person, receiver, messages)
  },
  speaks(language) {
    person.language = language
    emit(sim, { type: 'person', person })
  },
  menu: () => menuOf(sim, person.id),
  idToken: () => login.idToken(person),
})

/** Waits one turn of the event loop, because an answer may just be starting new work. */
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
/** ms without traffic that count as idle, if the service cannot report that it is idle. */
const quietEnough = 60

const settle = async (sim: SimState, serviceIdle?: () => Promise<void> | void): Promise<void> => {
  for (;;) {
    while (sim.underWay.size > 0) await Promise.all(sim.underWay)
    const seen = sim.counters.call
    if (serviceIdle) await serviceIdle()
    else await new Promise<void>((resolve) => setTimeout(resolve, quietEnough))
    await nextTask()
    if (sim.underWay.size === 0 && sim.counters.call === seen) return
  }
}

export const createPlatform = (sim: SimState, login: Login, controls: ServiceControls = {}): Platform => ({
  person(id) {
    const person = sim.people.get(id)
    if (!person) throw new Error(`no person is called ${id}: ${[...sim.people.keys()].join(', ')}`)
    return actorOf(sim, login, person)
  },
  chat: (id) => sim.chats.get(id) ?? [],
  received: (id) => (sim.chats.get(id) ?? []).flatMap((entry) => (entry.from === 'bot' ? [entry.content] : [])),
  get calls() {
    return sim.calls
  },
  get switches() {
    return sim.switches
  },
  set(switches) {
    Object.assign(sim.switches, switches)
    emit(sim, { type: 'switches', switches: sim.switches })
  },
  settled: () => settle(sim, controls.serviceIdle),
  reset() {
    resetSimState(sim, true)
    emit(sim, { type: 'state', state: snapshot(sim) })
  },
  async startOver() {
    await controls.emptyService?.()
    if (sim.moved.ahead !== 0) await this.moveClock(0)
    if (controls.emptyService) sim.emptied = hex(sim, 8)
    resetSimState(sim, !controls.emptyService)
    emit(sim, { type: 'state', state: snapshot(sim) })
  },
  async moveClock(ahead) {
    if (!controls.moveClock) return false
    sim.moved = { ...sim.moved, ahead }
    emit(sim, { type: 'clock', clock: sim.moved })
    await controls.moveClock(ahead)
    return true
  },
})
