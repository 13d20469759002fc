// Fetches a photo that a user sent. Without the SDK, in which an interrupted download kills the process (tested).
import { err, ok, type Result } from '../../core/result.ts'
import type { Line } from '../deps.ts'

type Photo = Awaited<ReturnType<Line['photo']>>

const maxBytes = 10 * 1024 * 1024
const timeoutMs = 15_000

/** First bytes of the two formats that phones send and every browser opens: JPEG and PNG. */
const signatures = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
]
const isPicture = (bytes: Uint8Array) => signatures.some((signature) => signature.every((byte, i) => bytes[i] === byte))

const concat = (chunks: readonly Uint8Array[], length: number): Uint8Array => {
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

/** Reads to the end or to the limit, whichever comes first. A length header is not trusted. */
const readCapped = async (body: ReadableStream<Uint8Array>): Promise<Result<Uint8Array, 'too_large'>> => {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return ok(concat(chunks, length))
    length += value.length
    if (length > maxBytes) {
      await reader.cancel()
      return err('too_large')
    }
    chunks.push(value)
  }
}

/**
 * The photo of a message: JPEG or PNG, at most 10 MB, within 15 s. LINE answers 202 while it still processes the photo.
 */
export const fetchPhoto = async (dataOrigin: string, accessToken: string, messageId: string): Promise<Photo> => {
  try {
    const response = await fetch(`${dataOrigin}/v2/bot/message/${encodeURIComponent(messageId)}/content`, {
      headers: { authorization: `Bearer ${accessToken}` },
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (response.status !== 200 || !response.body) {
      await response.body?.cancel()
      if (response.status === 202) return err('not_ready')
      return err(response.status === 404 || response.status === 410 ? 'gone' : 'unreachable')
    }
    const bytes = await readCapped(response.body)
    if (!bytes.ok) return bytes
    return isPicture(bytes.value) ? bytes : err('not_a_picture')
  } catch {
    return err('unreachable')
  }
}
