// Plays a person's part in the mini-app: presses its own buttons one after the other, slowly enough to watch.
import type { LiffToPage, Play } from '../wire.ts'

type Told = Extract<LiffToPage, { type: 'playing' | 'played' }>
type Tell = (message: Told extends infer M ? (M extends Told ? Omit<M, 'sim'> : never) : never) => void

/** ms between two looks at the screen. */
const lookEvery = 400
/** ms between two digits. */
const perDigit = 90
/** ms before a button is pressed a second time: the first press may still be under way. */
const again = 4_000
/** ms without a press until the player gives up. Recognisers load for long on a busy machine. */
const patience = 120_000

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const byId = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)
const isUsable = (element: HTMLElement | null): element is HTMLElement =>
  element !== null && element.offsetParent !== null && !(element as HTMLButtonElement).disabled
const same = (a: string, b: string) => a.replace(/[\s-]/g, '') === b.replace(/[\s-]/g, '')

/** Types into a field as a keyboard does: the app hears of it by the event. */
const fill = (field: HTMLInputElement | HTMLTextAreaElement, text: string) => {
  const prototype = Object.getPrototypeOf(field)
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** What is pressed when it is there, in this order. The camera takes card and selfie by itself. */
const buttons = [
  'accept-terms',
  'agree-face',
  'open-camera',
  'confirm-selfie',
  'start-selfie',
  'pin-picture-elephant',
  'sign',
]

/** One person's play on one page. `start` while it plays changes where it is to arrive. */
export const player = (tell: Tell) => {
  let playing: Play | undefined
  let running = false
  const pressed = new WeakMap<HTMLElement, number>()
  let movedAt = 0

  const step = () => document.documentElement.dataset.step ?? location.pathname
  const press = (element: HTMLElement | null): boolean => {
    if (!isUsable(element) || performance.now() - (pressed.get(element) ?? -again) < again) return false
    pressed.set(element, performance.now())
    element.click()
    return true
  }

  const types = async (pin: string): Promise<boolean> => {
    const sheet = byId('pin-sheet')
    if (!sheet || sheet.getAttribute('aria-busy') === 'true' || !isUsable(byId(`pin-key-${pin[0]}`))) return false
    for (const digit of pin) {
      byId(`pin-key-${digit}`)?.click()
      await pause(perDigit)
    }
    await pause(lookEvery)
    return true
  }

  /** Compares the first doubtful field with the card: confirms what was read right, types over what was not. */
  const compares = async ({ printed }: Play): Promise<boolean> => {
    if (!byId('confirm-data')) return false
    const field = document.querySelector<HTMLElement>('[data-status="doubtful"], [data-status="missing"]')
    if (!field) return press(byId('confirm-data'))
    const name = (field.dataset.testid ?? '').replace('field-', '')
    const right = printed[name]
    if (right === undefined || same(byId(`value-${name}`)?.innerText ?? '', right)) return press(byId(`same-${name}`))
    byId(`value-${name}`)?.click()
    await pause(lookEvery)
    const input = byId(`input-${name}`) as HTMLInputElement | null
    if (!input) return false
    fill(input, right)
    await pause(lookEvery)
    byId(`done-${name}`)?.click()
    return true
  }

  const hasArrived = ({ until }: Play) =>
    until === 'issued' ? document.documentElement.dataset.step === 'issued' : byId('live-qr') !== null

  const act = async (play: Play): Promise<boolean> =>
    (await types(play.pin)) || (await compares(play)) || buttons.some((id) => press(byId(id)))

  const run = async () => {
    running = true
    movedAt = performance.now()
    for (let before = ''; playing; before = step()) {
      if (step() !== before) {
        tell({ type: 'playing', step: step() })
        movedAt = performance.now()
      }
      if (hasArrived(playing) || performance.now() - movedAt > patience) {
        const arrived = hasArrived(playing)
        playing = undefined
        tell({ type: 'played', arrived })
      } else if (await act(playing)) movedAt = performance.now()
      await pause(lookEvery)
    }
    running = false
  }
  return {
    start(play: Play) {
      playing = play
      if (!running) void run()
    },
    stop() {
      playing = undefined
    },
  }
}
