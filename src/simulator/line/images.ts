// Checks the pictures of a message as a phone would fetch them: status, format, bytes and size.
import type { messagingApi } from '@line/bot-sdk'
import type { PersonId } from '../wire.ts'
import { limits } from './limits.ts'
import { type SimState, track, warn } from './state.ts'

export type Picture = { format: 'jpeg' | 'png'; width: number; height: number }

/** Reads format and size (pixels) from the header of a JPEG or PNG. Undefined for other formats and damaged files. */
export const readPicture = (bytes: Uint8Array): Picture | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47) {
    return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 <= bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (marker >> 8 !== 0xff) return undefined
    // SOF0–SOF15 carry the frame size; C4, C8 and CC in that range are tables, not frames.
    const frame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (frame) return { format: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
  }
  return undefined
}

type Use = { url: string; bytes: number; side?: number; at: string }

/** Returns every picture of a message with the limits of its place. */
const picturesOf = (message: messagingApi.Message, at: string): Use[] => {
  if (message.type === 'image') {
    return [
      { url: message.originalContentUrl, bytes: limits.imageMessageBytes, at: `${at}.originalContentUrl` },
      { url: message.previewImageUrl, bytes: limits.flexImageBytes, at: `${at}.previewImageUrl` },
    ]
  }
  const found: Use[] = []
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      const here = Array.isArray(node) ? `${path}[${key}]` : `${path}.${key}`
      const picture = key === 'url' && ['image', 'icon'].includes(String((node as { type?: unknown }).type))
      if (picture || /^(previewUrl|thumbnailImageUrl|imageUrl|iconUrl)$/.test(key)) {
        found.push({ url: String(value), bytes: limits.flexImageBytes, side: limits.flexImageSide, at: here })
      } else walk(value, here)
    }
  }
  walk(message, at)
  return found
}

const faultOf = async ({ url, bytes, side }: Use): Promise<string | undefined> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((cause: Error) => cause)
  if (response instanceof Error) return `no answer: ${response.message}`
  if (response.status !== 200) return `status ${response.status}, not 200`
  const body = new Uint8Array(await response.arrayBuffer())
  const picture = readPicture(body)
  if (!picture) return 'neither JPEG nor PNG'
  if (body.length > bytes) return `${body.length} bytes, LINE shows at most ${bytes}`
  if (side && Math.max(picture.width, picture.height) > side)
    return `${picture.width}×${picture.height} px, LINE shows at most ${side}×${side}`
  return undefined
}

/** Warns of pictures on the service's own origin that a phone could not show. It never contacts other hosts. */
export const checkPictures = (sim: SimState, messages: readonly messagingApi.Message[], person: PersonId): void => {
  const uses = messages
    .flatMap((message, i) => picturesOf(message, `messages[${i}]`))
    .filter(({ url }) => URL.canParse(url) && sim.loopback.includes(new URL(url).origin))
  for (const use of new Map(uses.map((use) => [use.url, use])).values()) {
    const checked = faultOf(use).then((fault) => {
      if (fault) warn(sim, 'picture', `${use.at}: ${fault}`, person)
    })
    void track(sim, checked)
  }
}
