// The face of a token that names nobody, written differently each time: two tokens of one holder share no run of its bytes.
// Decision 099: this hides no face. It keeps whoever sees only codes from joining them, and says so.
import { FACE_AIM_BYTES } from './face-picture.ts'

const u32 = (bytes: Uint8Array, at: number) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at)
/** Numbers of the generator that are left out at the start, so that each depends on the whole seed. */
const WARM_UP = 12

/** The generator sfc32 (PractRand), seeded with the 8 bytes of a token's id. */
const generator = (id: Uint8Array): (() => number) => {
  let [a, b, c, count] = [u32(id, 0), u32(id, 4), 0x9e3779b9, 1]
  const next = () => {
    const number = (a + b + count++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + number) | 0
    return number
  }
  for (let i = 0; i < WARM_UP; i++) next()
  return next
}

/** The same bytes, each combined with a byte of the generator by exclusive or. Applied twice it undoes itself. */
const combined = (bytes: Uint8Array, id: Uint8Array): Uint8Array<ArrayBuffer> => {
  const next = generator(id)
  let number = 0
  return Uint8Array.from(bytes, (byte, i) => {
    if (i % 4 === 0) number = next()
    return byte ^ ((number >>> (24 - 8 * (i % 4))) & 255)
  })
}

/** Every veiled face that the maker of the pictures aimed at is this long, so that its length tells no holder from another. */
const FILLED_BYTES = FACE_AIM_BYTES + 1
/** The first byte after the face; zeros follow (ISO/IEC 7816-4). A decoder of VP8 reads none of them. */
const END = 0x80

/** The face for the token with this id of 8 bytes. */
export const veiled = (face: Uint8Array, id: Uint8Array): Uint8Array<ArrayBuffer> => {
  const filled = new Uint8Array(Math.max(face.length + 1, FILLED_BYTES))
  filled.set([...face, END])
  return combined(filled, id)
}

/** The face behind `veiled`; for other bytes nothing that is a face. */
export const unveiled = (bytes: Uint8Array, id: Uint8Array): Uint8Array<ArrayBuffer> => {
  const filled = combined(bytes, id)
  return filled.slice(0, Math.max(0, filled.lastIndexOf(END)))
}
