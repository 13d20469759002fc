// Tests the face of a token that names nobody: it is whole again, and no run of its bytes comes twice.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FACE_AIM_BYTES } from '../../../src/core/card/face-picture.ts'
import { unveiled, veiled } from '../../../src/core/card/face-veil.ts'

const bytes = (least: number, most: number) => fc.uint8Array({ minLength: least, maxLength: most })

it('is whole again, whatever its bytes and whatever the id', () => {
  fc.assert(
    fc.property(bytes(10, 640), bytes(8, 8), (face, id) => {
      expect(unveiled(veiled(face, id), id)).toEqual(face)
    }),
  )
})

it('has one length for all faces that the maker of the pictures aims at', () => {
  const id = new Uint8Array(8)
  for (const length of [150, 400, FACE_AIM_BYTES])
    expect(veiled(new Uint8Array(length), id)).toHaveLength(FACE_AIM_BYTES + 1)
})

it('shares no run of four bytes with the same face under another id, even one that differs in a bit', () => {
  const face = new Uint8Array(FACE_AIM_BYTES).fill(7)
  const id = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])
  const runs = (of: Uint8Array) => new Set(Array.from(of.slice(3), (_, i) => of.slice(i, i + 4).join()))
  const first = runs(veiled(face, id))
  for (let bit = 0; bit < 64; bit++) {
    const other = id.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
    for (const run of runs(veiled(face, other))) expect(first.has(run)).toBe(false)
  }
})

it('of bytes that are no veiled face is no face', () => {
  fc.assert(
    fc.property(bytes(0, 640), bytes(8, 8), (face, id) => {
      expect(unveiled(face, id).length).toBeLessThanOrEqual(face.length)
    }),
  )
})
