// "Play it to the end": a person's whole walk on the visible phones, from following the account to the official's verdict.
// It presses what a person would press, in the chat, in the mini-app and on the official's phone.
import type { Language } from '../../core/languages.ts'
import { chat as english } from '../../core/words/en/chat.ts'
import type { Words as Translated } from '../../core/words/index.ts'
import { chat as thai } from '../../core/words/th/chat.ts'
import { printedFields } from '../specimen/printed.ts'
import type { ChatEntry, PersonId, SimSnapshot } from '../wire.ts'
import { hearFrames, tellCitizen, tellOfficial } from './frames.ts'
import { act } from './platform.ts'
import type { PrintOptions } from './print-options.ts'
import { cardPersonOf } from './specimens.ts'
import type { Words } from './words.ts'

export type PlayState = { at: keyof Words['playing']; pin?: string }

export type Stage = {
  state: () => SimSnapshot
  person: PersonId
  printOptions: PrintOptions
  /** Opens the checker's page anew on the official's phone. */
  openChecker: () => void
  tell: (state: PlayState) => void
  stopped: AbortSignal
}

/** ms between two looks at the chat. */
const lookEvery = 500
/** ms for an answer of the account, and for a verdict. */
const patience = 30_000
/** ms for all of the mini-app's screens. */
const longest = 600_000

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
/** The PINs that this page chose, by user id: a card that it showed once it can show again. */
const pins = new Map<string, string>()

/** Eight random digits, neither a date nor a pattern. */
const newPin = (): string => {
  for (;;) {
    const digits = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte % 10).join('')
    if (new Set(digits).size >= 6) return digits
  }
}

/** The chat's words in every language: a person may have switched to another one in the chat. */
const said: Record<Language, Translated<typeof thai>> = { th: thai, en: english }
const show = Object.values(said).map(({ card }) => card.show)
/** The labels in the chat that lead on to the card. */
const on = Object.values(said).flatMap(({ welcome, steps }) => [
  welcome.start,
  ...Object.values(steps).map(({ go }) => go),
])

/** The newest button in the chat with one of these labels. */
const button = (wanted: readonly string[]): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('.chat .lines button')]
    .filter((element) => wanted.includes(element.getAttribute('aria-label') ?? element.innerText.trim()))
    .at(-1)

export const playToTheEnd = async (stage: Stage): Promise<void> => {
  const { state, person, stopped, tell } = stage
  const { service } = state()
  const me = () => state().people.find(({ id }) => id === person)
  const chat = (): readonly ChatEntry[] => state().chats[person] ?? []
  const userId = me()?.userId ?? person
  const pin = pins.get(userId) ?? newPin()
  const printed = printedFields(cardPersonOf(stage.printOptions))

  /** Plays in the mini-app once `open` has opened it, until it arrives. Every page that loads there gets the part anew. */
  const inApp = async (until: 'issued' | 'liveQr', open: () => Promise<boolean> | boolean): Promise<boolean> => {
    const left = new AbortController()
    const arrived = new Promise<boolean>((resolve) => {
      const stop = hearFrames(service, (message) => {
        if (message.sim !== 'liff') return
        if (message.type === 'ready') tellCitizen(service, { sim: 'page', type: 'play', pin, printed, until })
        if (message.type === 'played') resolve(message.arrived)
      })
      AbortSignal.any([left.signal, stopped, AbortSignal.timeout(longest)]).addEventListener('abort', () => {
        stop()
        tellCitizen(service, { sim: 'page', type: 'stopPlaying' })
        resolve(false)
      })
    })
    const done = (await open()) && (await arrived)
    left.abort()
    return done
  }

  /** Waits for a button in the chat. Undefined if none comes. */
  const appears = async (wanted: readonly string[], ms = patience): Promise<HTMLElement | undefined> => {
    for (let waited = 0; waited < ms && !stopped.aborted; waited += lookEvery) {
      const found = button(wanted)
      if (found) return found
      await pause(lookEvery)
    }
    return undefined
  }
  const hasCard = () => button(show) !== undefined
  const appIsOpen = () => document.querySelector('[data-testid=liff-frame]') !== null
  const closeApp = () => document.querySelector<HTMLElement>('[data-testid=liff-close]')?.click()

  /** Follows, and presses what leads on, until the mini-app opens. */
  const talk = async (): Promise<boolean> => {
    tell({ at: 'chat', pin })
    if (!me()?.follows) await act(person, 'follow', {})
    else if (chat().length === 0 || !button([...on, ...show])) await act(person, 'text', { text: 'ลงทะเบียน' })
    for (let presses = 0; presses < 8 && !stopped.aborted; presses++) {
      const next = await appears(on)
      if (!next || hasCard()) return false
      next.scrollIntoView({ block: 'center' })
      await pause(lookEvery)
      const before = chat().length
      next.click()
      for (let waited = 0; waited < patience && !stopped.aborted; waited += lookEvery) {
        if (appIsOpen()) return true
        await pause(lookEvery)
        if (chat().length > before && chat().at(-1)?.from === 'bot') break
      }
    }
    return false
  }

  const registers = async (): Promise<boolean> => {
    const done = await inApp('issued', async () => {
      const isOpen = await talk()
      if (isOpen) tell({ at: 'app', pin })
      return isOpen
    })
    if (done) pins.set(userId, pin)
    return done
  }
  const stuck = () => {
    if (!stopped.aborted) tell({ at: 'stuck', pin })
  }

  closeApp()
  if (hasCard() && !pins.has(userId)) return tell({ at: 'noPin' })
  if (!hasCard() && !(await registers())) return stuck()
  await pause(lookEvery * 3)
  closeApp()
  tell({ at: 'show', pin })
  const card = await appears(show)
  if (!card) return stuck()
  card.scrollIntoView({ block: 'center' })
  await pause(lookEvery * 2)
  const shows = () => {
    card.click()
    return true
  }
  if (!(await inApp('liveQr', shows))) return stuck()
  tell({ at: 'check', pin })
  if (await verdict(stage, service)) tell({ at: 'done', pin })
  else stuck()
}

/** Opens the checker's page on the official's phone and presses its scanner. True if a verdict comes. */
const verdict = ({ openChecker, stopped }: Stage, service: string): Promise<boolean> =>
  new Promise((resolve) => {
    const end = (came: boolean) => {
      stop()
      clearTimeout(timer)
      resolve(came)
    }
    const timer = setTimeout(() => end(false), patience * 2)
    const stop = hearFrames(service, (message) => {
      if (message.sim !== 'official') return
      if (message.type === 'ready') tellOfficial(service, { sim: 'page', type: 'scan' })
      if (message.type === 'verdict' && message.verdict) end(true)
    })
    stopped.addEventListener('abort', () => end(false))
    openChecker()
  })
