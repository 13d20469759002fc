// Random bytes, drawn from the system a page at a time: asking costs far more than the bytes.

const page = 4096

/** Draws as many bytes as it is asked for; what was handed out is wiped from the page. */
export const createRandom = (): ((bytes: number) => Uint8Array<ArrayBuffer>) => {
  const drawn = new Uint8Array(page)
  let at = page
  return (bytes) => {
    if (bytes > page) return crypto.getRandomValues(new Uint8Array(bytes))
    if (at + bytes > page) {
      crypto.getRandomValues(drawn)
      at = 0
    }
    const given = drawn.slice(at, at + bytes)
    drawn.fill(0, at, at + bytes)
    at += bytes
    return given
  }
}
