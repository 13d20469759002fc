// The page's own scanner: camera, torch, a chosen picture; says what it sees until that is a card.
import type { CheckerWords } from '../core/words/en/checker.ts'
import { type Camera, lookFor, openCamera } from './camera.ts'
import type { Presented } from './check.ts'
import { decodePicture } from './decoder.ts'
import { h } from './dom.ts'
import { phrases } from './parts.ts'
import { scannedText } from './presented.ts'
import type { Scanning } from './views.ts'

type Said = Exclude<keyof CheckerWords['scan'], 'title' | 'torch' | 'picture' | 'close'>
export type Scanner = {
  view: () => Scanning
  /** Runs until `left` aborts. */
  run: (left: AbortSignal) => void
}

export const startScanner = (page: {
  host: string
  words: () => CheckerWords['scan']
  render: () => void
  card: (presented: Presented) => void
  link: (path: string) => void
  close: () => void
}): Scanner => {
  const video = h('video', { playsinline: true, muted: true, 'aria-hidden': 'true' }) as HTMLVideoElement
  video.muted = true // the attribute alone does not mute what a script made
  const said = h('p', { class: 'said', role: 'status' })
  let saying: Said = 'starting'
  let camera: Camera | undefined
  let lit = false

  const say = (next: Said) => {
    saying = next
    said.replaceChildren(phrases(page.words()[next]))
  }
  /** True when the text was something to go on with. */
  const heard = (text: string): boolean => {
    const scanned = scannedText(text, page.host)
    if (scanned.kind === 'card') page.card(scanned.presented)
    else if (scanned.kind === 'link') page.link(scanned.path)
    else if (saying !== 'other') say('other')
    return scanned.kind !== 'other'
  }
  const choose = async (file: File) => {
    say('reading')
    const picture = await createImageBitmap(file).catch(() => undefined)
    const text = picture && (await decodePicture(picture).catch(() => undefined))
    picture?.close()
    if (text) heard(text)
    else say('noneInPicture')
  }
  const press = async () => {
    lit = !lit
    await camera?.setTorch(lit)
    page.render()
  }
  const view = (): Scanning => {
    say(saying)
    return { video, said, torch: camera?.torch ? { on: lit, press } : undefined, choose, close: page.close }
  }
  const run = async (left: AbortSignal) => {
    const opened = await openCamera(video, left)
    if (left.aborted) return
    if (typeof opened === 'string') return say(opened)
    camera = opened
    saying = 'aim'
    page.render()
    await lookFor(video, heard, left)
  }
  return { view, run }
}
