// The two phones' frames, by which the page passes on what the official's camera and LINE's scanner see.
import type { LiffToPage, OfficialToPage, PageToLiff, PageToOfficial } from '../wire.ts'

export type FromFrame = LiffToPage | OfficialToPage
type Who = 'citizen' | 'official'

const frames: Partial<Record<Who, HTMLIFrameElement>> = {}
/** The frame of a phone; null when it closes. */
export const keepFrame = (who: Who, frame: HTMLIFrameElement | null): void => {
  if (frame) frames[who] = frame
  else delete frames[who]
}
export const hasFrame = (who: Who): boolean => frames[who] !== undefined

/** Sends to the page of `service` in that phone's frame. A frame that shows another page hears nothing. */
const post = (who: Who, service: string, message: PageToLiff | PageToOfficial, transfer: Transferable[]): void =>
  frames[who]?.contentWindow?.postMessage(message, service, transfer)
export const tellCitizen = (service: string, message: PageToLiff): void => post('citizen', service, message, [])
export const tellOfficial = (service: string, message: PageToOfficial, transfer: Transferable[] = []): void =>
  post('official', service, message, transfer)

/** Calls `hear` for every message of one of the two frames. Returns a function that stops it. */
export const hearFrames = (service: string, hear: (message: FromFrame) => void): (() => void) => {
  const listen = ({ data, source, origin }: MessageEvent<FromFrame | undefined>) => {
    const known = Object.values(frames).some((frame) => frame.contentWindow === source)
    if (known && origin === service && (data?.sim === 'liff' || data?.sim === 'official')) hear(data)
  }
  window.addEventListener('message', listen)
  return () => window.removeEventListener('message', listen)
}

/** Lets the official's camera see the citizen's phone, and nothing when the mini-app is closed. */
export const passSights = (service: string): (() => void) =>
  hearFrames(service, (message) => {
    const seen = (picture: ImageBitmap | null) =>
      tellOfficial(service, { sim: 'page', type: 'seen', picture }, picture ? [picture] : [])
    if (message.sim === 'liff' && message.type === 'screen') return seen(message.picture)
    if (message.sim !== 'official' || message.type !== 'look') return
    if (hasFrame('citizen')) tellCitizen(service, { sim: 'page', type: 'look' })
    else seen(null)
  })

/** ms. A page that does not load the stand-in never answers. */
const lookPatience = 2_000

/** What LINE's scanner on the citizen's phone sees of the official's phone; null without a code. */
export const lookAtOfficial = (service: string): Promise<ImageBitmap | null> =>
  new Promise((resolve) => {
    const end = (picture: ImageBitmap | null) => {
      stop()
      resolve(picture)
    }
    const stop = hearFrames(service, (message) => {
      if (message.sim === 'official' && message.type === 'screen') end(message.picture)
    })
    tellOfficial(service, { sim: 'page', type: 'look' })
    setTimeout(() => end(null), lookPatience)
  })
