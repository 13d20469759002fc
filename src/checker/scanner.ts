// The page's own scanner: reads the camera or a chosen picture, and tells the user what it reads until it finds a card.
import type { AroundWords } from '../core/words/en/checker-around.ts'
import { type Camera, openCamera } from './camera.ts'
import type { PresentedToken } from './check.ts'
import { decodePicture, scanUntil } from './decoder.ts'
import { h } from './dom.ts'
import { icon } from './icons.ts'
import { phrases } from './parts.ts'
import { chooseScanned, isOursText } from './presented.ts'
import type { ScanControls } from './views.ts'

type ScanMessage = Exclude<keyof AroundWords['scan'], 'title' | 'torch' | 'picture' | 'close'>
export type Scanner = {
  view: () => ScanControls
  /** Runs until `left` aborts. */
  run: (left: AbortSignal) => void
}

export const startScanner = (page: {
  host: string
  words: () => AroundWords['scan']
  card: (presented: PresentedToken) => void
  link: (path: string) => void
  close: () => void
}): Scanner => {
  const video = h('video', { playsinline: true, muted: true, 'aria-hidden': 'true' }) as HTMLVideoElement
  video.muted = true // the attribute alone does not mute an element that a script made
  const said = h('p', { class: 'said', role: 'status' })
  const torch = h('div', { class: 'torch' })
  let message: ScanMessage = 'starting'
  let camera: Camera | undefined
  let lit = false

  const say = (next: ScanMessage) => {
    message = next
    said.replaceChildren(phrases(page.words()[next]))
  }
  /** Handles the texts of all codes in view. True if one is a card or a link. */
  const accept = (texts: readonly string[]): boolean => {
    const scanned = chooseScanned(texts, page.host)
    if (scanned.kind === 'card') page.card(scanned.presented)
    else if (scanned.kind === 'link') page.link(scanned.path)
    else if (message !== 'other') say('other')
    return scanned.kind !== 'other'
  }
  const choose = async (file: File) => {
    say('reading')
    const picture = await createImageBitmap(file).catch(() => undefined)
    const texts = picture ? await decodePicture(picture, (text) => isOursText(text, page.host)) : []
    picture?.close()
    if (texts.length > 0) accept(texts)
    else say('noneInPicture')
  }
  const light = () => {
    const press = async () => {
      lit = !lit
      await camera?.setTorch(lit)
      button.setAttribute('aria-pressed', String(lit))
    }
    const button = h(
      'button',
      { class: 'wide other', type: 'button', 'aria-pressed': String(lit), click: press },
      icon('torch'),
      page.words().torch,
    )
    torch.replaceChildren(...(camera?.torch ? [button] : []))
  }
  const view = (): ScanControls => {
    say(message)
    light()
    return { video, said, torch, choose, close: page.close }
  }
  const run = async (left: AbortSignal) => {
    const opened = await openCamera(video, left)
    if (left.aborted) return
    if (typeof opened === 'string') return say(opened)
    camera = opened
    say('aim')
    light()
    await scanUntil(video, accept, left).catch(() => say('missing'))
  }
  return { view, run }
}
