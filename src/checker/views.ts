// Builds the views around a verdict: start, scanning, shared link. Their colours carry no meaning.

import type { CheckerWords } from '../core/words/en/checker.ts'
import type { AroundWords } from '../core/words/en/checker-around.ts'
import { h } from './dom.ts'
import { type IconName, icon } from './icons.ts'
import type { FileAges } from './issuer.ts'
import { brand, footer, type PageContext, phrases, step, wideButton } from './parts.ts'
import type { ShareFault } from './share.ts'

export type AroundContext = PageContext & { around: AroundWords }

export const top = (frame: PageContext) => h('header', { class: 'plain' }, brand(frame))
export const title = (text: string) => h('h1', { tabindex: '-1', 'aria-describedby': 'note' }, phrases(text))
/** A note on the last event. Screen readers read it with the title, which has the focus. */
export const note = (name: IconName, text: string, kind: 'wiped' | 'care') =>
  h('p', { class: `note ${kind}`, id: 'note' }, icon(name), phrases(text))

/** Shows whether this phone can check without a signal, and how old its copies of keys and list are. */
export const readinessView = (
  words: CheckerWords,
  start: AroundWords['start'],
  { keys, status }: FileAges,
  now: number,
): HTMLElement => {
  if (keys === undefined || status === undefined)
    return h('li', { class: 'readiness' }, icon('offline'), phrases(start.notReady))
  const ago = (at: number) => words.ago(Math.max(0, Math.floor((now - at) / 60_000)))
  return h(
    'li',
    { class: 'readiness' },
    icon('offline'),
    h(
      'div',
      {},
      h('p', {}, phrases(start.ready)),
      h('p', { class: 'age' }, `${words.row.keysAt}: ${ago(keys)}`),
      h('p', { class: 'age' }, `${words.row.listAt}: ${ago(status)}`),
    ),
  )
}

/** The view before the first scan and after a wipe. `now`: ms by this phone's clock, like the ages. */
export const startView = (
  frame: AroundContext,
  { last, ages, now, scan }: { last?: 'wiped' | 'other' | undefined; ages: FileAges; now: number; scan: () => void },
): HTMLElement[] => {
  const { start, scan: scanning } = frame.around
  return [
    top(frame),
    h(
      'main',
      { class: 'start' },
      last === 'wiped' && note('secure', frame.words.wiped, 'wiped'),
      last === 'other' && note('info', scanning.other, 'care'),
      title(start.title),
      h('button', { class: 'scan-here', type: 'button', click: scan }, icon('qr'), h('b', {}, start.scan)),
      h('p', { class: 'scan-why' }, phrases(start.why)),
      h(
        'section',
        { class: 'second' },
        h('h2', {}, icon('camera'), start.camera),
        h('p', { class: 'host' }, phrases(start.forged(frame.host))),
      ),
      h('ul', { class: 'steps' }, readinessView(frame.words, start, ages, now)),
      h('p', { class: 'quiet' }, phrases(start.private)),
    ),
    footer(frame),
  ]
}

export type ScanControls = {
  video: HTMLVideoElement
  /** The status line under the picture; the caller writes into it. */
  said: HTMLElement
  /** The place of the torch button; the caller fills it if there is a torch. */
  torch: HTMLElement
  choose: (file: File) => void
  close: () => void
}

/** The view of the scanner: the camera's picture, a status line, and buttons for torch, picture and close. */
export const scanView = (frame: AroundContext, { video, said, torch, choose, close }: ScanControls): HTMLElement[] => {
  const { scan } = frame.around
  const file = h('input', { type: 'file', accept: 'image/*', hidden: true, tabindex: '-1' }) as HTMLInputElement
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? []
    file.value = ''
    if (chosen) choose(chosen)
  })
  return [
    top(frame),
    h(
      'main',
      { class: 'scan' },
      title(scan.title),
      h('div', { class: 'picture' }, video),
      said,
      h(
        'div',
        { class: 'ways' },
        torch,
        wideButton('picture', scan.picture, () => file.click(), 'other'),
        file,
      ),
    ),
    footer(frame, wideButton('close', scan.close, close)),
  ]
}

/** The view of a shared link, before it is opened or with the reason why it cannot be. */
export const sharedView = (frame: AroundContext, gone: ShareFault | undefined, open: () => void): HTMLElement[] => {
  const { shared } = frame.around
  const body = gone
    ? [title(shared.gone[gone]), h('ul', { class: 'steps' }, step(['refresh', shared.askAgain]))]
    : [title(shared.title), h('p', { id: 'note' }, phrases(shared.why))]
  const next =
    gone === undefined
      ? wideButton('idCard', shared.open, open)
      : gone === 'unreachable'
        ? wideButton('refresh', shared.again, open)
        : undefined
  return [
    top(frame),
    h('main', { class: 'start' }, h('div', { class: 'viewfinder' }, icon('idCard')), ...body),
    footer(frame, next),
  ]
}
