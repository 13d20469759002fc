// Random bytes, drawn from the system a page at a time: a call costs far more than its bytes.

/** Bytes drawn from the system per call. */
const page = 4096

/** Returns a source of random bytes. Bytes that were handed out are wiped from the page. */
export const createRandom = (): ((bytes: number) => Uint8Array<ArrayBuffer>) => {
  const buffer = new Uint8Array(page)
  let at = page
  return (bytes) => {
    if (bytes > page) return crypto.getRandomValues(new Uint8Array(bytes))
    if (at + bytes > page) {
      crypto.getRandomValues(buffer)
      at = 0
    }
    const bytesOut = buffer.slice(at, at + bytes)
    buffer.fill(0, at, at + bytes)
    at += bytes
    return bytesOut
  }
}
