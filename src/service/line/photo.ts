// Fetches a photo that a person sent. Not through the SDK: there a download cut half-way kills the process (tried).
import { err, ok, type Result } from '../../core/result.ts'
import type { Line } from '../deps.ts'

type Photo = Awaited<ReturnType<Line['photo']>>

const mostBytes = 10 * 1024 * 1024
const timeoutMs = 15_000

/** First bytes of the two kinds that phones send and browsers open everywhere. */
const kinds = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
]
const isPicture = (bytes: Uint8Array) => kinds.some((kind) => kind.every((byte, i) => bytes[i] === byte))

const joined = (chunks: readonly Uint8Array[], length: number): Uint8Array => {
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

/** Reads to the end or to the limit, whichever comes first: a length header may lie. */
const readCapped = async (body: ReadableStream<Uint8Array>): Promise<Result<Uint8Array, 'too_large'>> => {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return ok(joined(chunks, length))
    length += value.length
    if (length > mostBytes) {
      await reader.cancel()
      return err('too_large')
    }
    chunks.push(value)
  }
}

/** Bytes of a message's photo: JPEG or PNG, at most 10 MB, within 15 s. 202 means that LINE is not done with it yet. */
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
