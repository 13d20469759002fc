// How long the mini-app waits for anything outside itself: each wait has a limit here, a reason and a way on.

/** ms. A phone on a slow network is not cut off: downloads are limited by the time without progress. */
export const limits = {
  /** One request with its answer. A selfie is about half a megabyte: 40 s at 100 kbit/s. */
  request: 60_000,
  /** Starting LIFF. Android WebViews exist in which it neither starts nor fails. */
  liff: 12_000,
  /** One access to IndexedDB. WebKit has versions in which it never answers. */
  storage: 1_500,
  /** A download without any progress. */
  stalled: 20_000,
  /** Starting a worker, with the download of its code: 1.5 MB at 100 kbit/s. */
  worker: 120_000,
  /** Starting the worker of the card's guide; after it the page itself looks. */
  lookStart: 8_000,
  /** One look of the card's guide: the slowest phone of our measurements needs half a second. */
  look: 10_000,
  /** Reading one side of the card. The slowest phone of our measurements needs 8 s. */
  reading: 60_000,
  /** A camera that was permitted but does not start. The question for permission itself may stay open for longer. */
  camera: 60_000,
} as const

/** Rejects with this when a limit has passed. */
export class TimedOut extends Error {
  override name = 'TimedOut'
}

/**
 * Resolves or rejects like `work`, or rejects with `TimedOut` after `ms`. The work itself cannot be stopped: whoever
 * starts it must not use a late result.
 */
export const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimedOut()), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })

/** Like `fetch`, but rejects after the limit of a request. `AbortSignal.timeout` is younger than iOS 15.4. */
export const fetchWithin = async (
  url: string,
  request?: RequestInit,
  ms: number = limits.request,
): Promise<Response> => {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), ms)
  try {
    const answer = await fetch(url, { ...request, signal: controller.signal })
    // The body may stall as well: it is read before the timer ends.
    const body = answer.status === 204 ? null : await answer.arrayBuffer()
    return new Response(body, { status: answer.status, statusText: answer.statusText, headers: answer.headers })
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Downloads a file. `onBytes`: how many bytes have arrived so far. Rejects when the server refuses it, when a captive
 * portal answers with a page instead, and when nothing arrives for `limits.stalled`.
 */
export const download = async (url: string, onBytes: (bytes: number) => void): Promise<Uint8Array> => {
  const controller = new AbortController()
  let timer = setTimeout(() => controller.abort(), limits.stalled)
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(), limits.stalled)
  }
  try {
    const answer = await fetch(url, { signal: controller.signal })
    if (!answer.ok || /^text\/html/.test(answer.headers.get('content-type') ?? ''))
      throw new Error(`no file at ${new URL(url, location.href).pathname}: status ${answer.status}`)
    const parts: Uint8Array[] = []
    let size = 0
    for (const reader = answer.body!.getReader(); ; ) {
      wait()
      const { done, value } = await reader.read()
      if (done) break
      parts.push(value)
      size += value.length
      onBytes(size)
    }
    const whole = new Uint8Array(size)
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  } finally {
    clearTimeout(timer)
  }
}
