// The picture of a person at the counter: by the desk's camera or from a file, cut to 4:5, with the small face for the QR code.
// No network looks at it: the officer places the face in the oval.
import { toBase64 } from '../../core/base64.ts'
import type { CardData, CardDraft } from '../../core/card/card.ts'
import { faceBudget } from '../../core/card/face-budget.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import { type DerivedPictures, derivedPortraitBytes } from '../../core/face/derived-pictures.ts'
import { drawSmallFace, smallFaceWebp } from '../../vision/face/small-face.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { phrases, wideButton } from '../parts.ts'
import type { OfficialContext } from './views.ts'

/** px of the portrait. */
const size = { width: 480, height: 600 }
/** The oval in which the officer places the face, in widths of the picture; official.css draws it. */
const oval = { x: 0.22, y: 0.17, width: 0.56 }
/** JPEG qualities from good to small: the first whose file fits is taken. */
const qualities = [0.9, 0.8, 0.7, 0.55, 0.4]

const draw = (source: CanvasImageSource, width: number, height: number): HTMLCanvasElement => {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, size)
  const scale = Math.max(size.width / width, size.height / height)
  const [across, down] = [width * scale, height * scale]
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(source, (size.width - across) / 2, (size.height - down) / 2, across, down)
  return canvas
}

const jpegOf = async (canvas: HTMLCanvasElement): Promise<string> => {
  let bytes = new Uint8Array()
  for (const quality of qualities) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))
    if (bytes.length <= derivedPortraitBytes) break
  }
  return toBase64(bytes)
}

/** The two pictures that a card carries. The names on the card decide how many bytes the small face may have. */
export const picturesFrom = async (canvas: HTMLCanvasElement, card: CardDraft): Promise<DerivedPictures> => {
  const { default: encode } = await import('@jsquash/webp/encode')
  const pixels = canvas.getContext('2d')!.getImageData(0, 0, size.width, size.height)
  const width = oval.width * size.width
  const box = { x: oval.x * size.width, y: oval.y * size.width, width, height: (width * 5) / 4 }
  const most = await faceBudget(card as CardData, location.origin, bangkokDay(Date.now()))
  const face = await drawSmallFace(pixels, box, most, async ({ width, height, data }, quality) => {
    const image = new ImageData(new Uint8ClampedArray(data), width, height)
    return new Uint8Array(await encode(image, { ...smallFaceWebp, quality }))
  })
  return { portrait: await jpegOf(canvas), tinyFace: toBase64(face) }
}

/** What stays while the page is drawn anew in another language: the running camera and the picture that was taken. */
export type Desk = { video: HTMLVideoElement; opened: Promise<boolean>; taken?: HTMLCanvasElement }

/** Opens the desk's camera. `signal` ends it when the stage is left. `opened`: false if no camera may be used. */
export const openDesk = (signal: AbortSignal): Desk => {
  const video = h('video', { autoplay: true, playsinline: true, muted: true }) as HTMLVideoElement
  return { video, opened: open(video, signal) }
}

/** The camera with its oval, the shutter, and the way by a file. */
export const deskPicture = ({ words: { counter } }: OfficialContext, desk: Desk): HTMLElement[] => {
  const { video } = desk
  video.setAttribute('aria-label', counter.camera)
  const view = h('div', { class: 'desk-picture' })
  const told = h('p', { class: 'note' }, icon('info'), phrases(counter.place))
  const tell = (text: string) => told.replaceChildren(icon('info'), phrases(text))
  const shutter = wideButton('picture', counter.shoot, () => shoot(), 'other')
  const show = () => {
    desk.taken?.setAttribute('role', 'img')
    desk.taken?.setAttribute('aria-label', counter.taken)
    view.replaceChildren(desk.taken ?? video)
    shutter.replaceChildren(
      icon(desk.taken ? 'refresh' : 'picture'),
      phrases(desk.taken ? counter.again : counter.shoot),
    )
  }
  const shoot = () => {
    if (desk.taken) desk.taken = undefined
    else if (video.videoWidth > 0) desk.taken = draw(video, video.videoWidth, video.videoHeight)
    show()
  }
  const file = h('input', {
    id: 'picture',
    type: 'file',
    accept: 'image/*',
    change: async () => {
      const [chosen] = file.files ?? []
      const picture = chosen && (await createImageBitmap(chosen).catch(() => undefined))
      if (!picture) return tell(counter.noPicture)
      desk.taken = draw(picture, picture.width, picture.height)
      show()
    },
  }) as HTMLInputElement
  void desk.opened.then((opened) => {
    if (!opened) tell(counter.noCamera)
  })
  show()
  return [told, view, shutter, h('label', { for: 'picture', class: 'why' }, counter.file), file]
}

const open = async (video: HTMLVideoElement, signal: AbortSignal): Promise<boolean> => {
  const wanted = { video: { width: { ideal: 1280 }, height: { ideal: 960 } }, audio: false }
  const stream = await navigator.mediaDevices?.getUserMedia(wanted).catch(() => undefined)
  if (!stream) return false
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  video.srcObject = stream
  // A video that left the document pauses: it plays again when it comes back.
  video.addEventListener('pause', () => void video.play().catch(() => undefined))
  return true
}
