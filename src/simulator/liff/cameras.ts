// Replaces getUserMedia with simulated cameras: a puppet's face, a printed card on a table, or a refusal.
import type { CameraAsk, CameraChoice, PageToLiff } from '../wire.ts'
import { isFramed, onPage, postToPage } from './parent.ts'

type Pictures = Extract<PageToLiff, { type: 'camera' }>
type FaceAsk = Exclude<CameraAsk, 'cardFront' | 'cardBack'>

/** ms to wait for the page to print a card. */
const printing = 20_000

const askNow = (): CameraAsk | undefined => document.documentElement.dataset.ask as CameraAsk | undefined
const isCard = (ask: CameraAsk | undefined): boolean => ask === 'cardFront' || ask === 'cardBack'

/** True if the mini-app asks for the rear camera. */
const asksForRear = (constraints: MediaStreamConstraints | undefined): boolean => {
  const { video } = constraints ?? {}
  const facing = typeof video === 'object' ? video.facingMode : undefined
  return JSON.stringify(facing ?? '').includes('environment')
}

const cameraError = (name: 'NotAllowedError' | 'NotFoundError' | 'NotReadableError', message: string): DOMException =>
  new DOMException(message, name)

/** Replaces getUserMedia. `choice` applies until the page sends another. */
export const installCameras = (choice: () => CameraChoice): void => {
  const devices = navigator.mediaDevices
  if (!devices) return
  const real = devices.getUserMedia.bind(devices)
  let latest: Pictures | undefined
  const waiting = new Set<(pictures: Pictures) => void>()
  let onAsk = (_ask: CameraAsk | undefined): void => {}
  let onPictures = (): void => {}

  onPage((message) => {
    if (message.type !== 'camera') return
    latest = message
    for (const go of waiting) go(message)
    waiting.clear()
    onPictures()
  })
  new MutationObserver(() => {
    onAsk(askNow())
    postToPage({ type: 'ask', ask: askNow() ?? null })
  }).observe(document.documentElement, { attributes: true, attributeFilter: ['data-ask'] })

  const pictures = (): Promise<Pictures> => {
    if (latest) return Promise.resolve(latest)
    if (!isFramed) return Promise.reject(cameraError('NotFoundError', 'no simulator page around the mini-app'))
    postToPage({ type: 'cameraWanted' })
    return new Promise((resolve, reject) => {
      waiting.add(resolve)
      setTimeout(() => reject(cameraError('NotReadableError', 'the page sent no picture')), printing)
    })
  }

  const cardCamera = async (): Promise<MediaStream> => {
    await pictures()
    const { cardStream } = await import('../puppet/streams.ts')
    const side = async (): Promise<ImageBitmap> => {
      const picture = askNow() === 'cardBack' ? latest?.cardBack : latest?.cardFront
      if (!picture) throw cameraError('NotFoundError', 'the page sent no card')
      return createImageBitmap(picture)
    }
    let card = await side()
    const show = async (): Promise<void> => {
      card = await side()
    }
    onAsk = (ask) => void (isCard(ask) && show())
    onPictures = () => void show()
    return cardStream(() => card).stream
  }

  const puppetCamera = async (): Promise<MediaStream> => {
    const { face } = await pictures()
    if (!face) throw cameraError('NotFoundError', 'the page sent no face')
    const { puppetStream } = await import('../puppet/streams.ts')
    const puppet = await puppetStream(await createImageBitmap(face))
    const follow = (ask: CameraAsk | undefined) => {
      if (!isCard(ask)) puppet.follow(ask as FaceAsk | undefined)
    }
    follow(askNow())
    onAsk = follow
    onPictures = () => {}
    return puppet.stream
  }

  devices.getUserMedia = async (constraints) => {
    const now = latest?.choice ?? choice()
    if (now === 'refused') throw cameraError('NotAllowedError', 'Permission denied')
    if (now === 'absent') throw cameraError('NotFoundError', 'Requested device not found')
    if (now === 'real') return real(constraints)
    const card = now === 'specimen' || asksForRear(constraints) || isCard(askNow())
    return card ? cardCamera() : puppetCamera()
  }
}
