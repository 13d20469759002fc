// Tests that a JPEG is stripped of everything but the picture, and that a dangerous or broken one is refused.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { decode } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { stripJpegMetadata } from '../../../src/core/card/jpeg.ts'
import { err, ok } from '../../../src/core/result.ts'
import { progressiveJpeg } from '../../kit/faces/derived.ts'

const grey = new Uint8Array(readFileSync(new URL('../../kit/people/grey.jpg', import.meta.url)))
const ascii = (text: string) => [...Buffer.from(text, 'latin1')]
const segment = (marker: number, text: string) => [0xff, marker, 0, text.length + 2, ...ascii(text)]
/** The picture with these bytes after its first two. */
const with_ = (...extra: number[]) => Uint8Array.from([...grey.subarray(0, 2), ...extra, ...grey.subarray(2)])
const sized = (width: number, height: number) => {
  const at = grey.findIndex((byte, i) => byte === 0xff && grey[i + 1] === 0xc0)
  const changed = grey.slice()
  changed.set([height >> 8, height & 255, width >> 8, width & 255], at + 5)
  return changed
}

describe('a JPEG from outside', () => {
  it('that contains only a picture is unchanged', () => {
    expect(stripJpegMetadata(grey)).toEqual(ok(grey))
    expect(decode(grey)).toMatchObject({ width: 16, height: 20 })
  })

  it('loses place and camera, comments, thumbnails, profiles, and a second file appended to it', () => {
    const place = segment(0xe1, 'Exif\0\0 13.7563 N 100.5018 E')
    const more = [...segment(0xfe, '<script>'), ...segment(0xe2, 'ICC_PROFILE'), ...segment(0xe0, 'JFXX thumbnail')]
    const hidden = Uint8Array.from([...with_(...place, ...more), ...ascii('PK\x03\x04<html>')])
    expect(stripJpegMetadata(hidden)).toEqual(ok(grey))
  })

  it('that is a decompression bomb is refused before it is decoded', () => {
    expect(stripJpegMetadata(sized(1024, 1024))).toMatchObject({ ok: true })
    for (const [width, height] of [
      [1025, 1],
      [1, 65_535],
      [0, 20],
    ] as const)
      expect(stripJpegMetadata(sized(width, height))).toEqual(err('too_large'))
    expect(stripJpegMetadata(with_(...grey.subarray(2, -2)))).toEqual(err('not_jpeg'))
  })

  it('that makes a decoder work through thousands of scans is refused, in 60 KB; an encoder’s own scans are not', async () => {
    // A second scan of the same component, empty, then the end.
    const scan = grey.slice(
      grey.findIndex((byte, i) => byte === 0xff && grey[i + 1] === 0xda),
      -2,
    )
    const repeated = (times: number, picture: Uint8Array = grey, more: Uint8Array = scan) =>
      Uint8Array.from([
        ...picture.subarray(0, -2),
        ...Array.from({ length: times }, () => [...more]).flat(),
        0xff,
        0xd9,
      ])
    for (const times of [1, 12, 1000]) expect(stripJpegMetadata(repeated(times))).toEqual(err('too_many_scans'))
    const pixels = { width: 40, height: 40, data: new Uint8ClampedArray(6400).map((_, i) => (i * 37) % 251) }
    const progressive = await progressiveJpeg(pixels)
    const scans = progressive.filter((byte, i) => byte === 0xff && progressive[i + 1] === 0xda).length
    expect(scans).toBeGreaterThan(3)
    expect(stripJpegMetadata(progressive).ok, `${scans} scans`).toBe(true)
    const last = progressive.slice(
      progressive.findLastIndex((byte, i) => byte === 0xff && progressive[i + 1] === 0xda),
      -2,
    )
    expect(stripJpegMetadata(repeated(12 - scans, progressive, last)).ok).toBe(true)
    expect(stripJpegMetadata(repeated(13 - scans, progressive, last))).toEqual(err('too_many_scans'))
  })

  it('that is cut anywhere is refused', () => {
    for (let length = 0; length < grey.length; length++)
      expect(stripJpegMetadata(grey.subarray(0, length)).ok, `${length} bytes`).toBe(false)
  })

  it('that is another kind of file is refused', () => {
    for (const text of [
      '',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      'RIFF    WEBP',
      '<svg/>',
      '\xff\xd8\xff\xd9',
      '\xff\xd8\xff\xe0',
    ])
      expect(stripJpegMetadata(Uint8Array.from(ascii(text))).ok, text).toBe(false)
  })

  it('with any bytes changed, inserted or removed is refused or stripped, and stripping it again changes nothing', () => {
    const change = fc.record({ at: fc.nat(grey.length - 1), out: fc.nat(3), put: fc.uint8Array({ maxLength: 4 }) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = [...grey]
        for (const { at, out, put } of changes) bytes.splice(at, out, ...put)
        const bare = stripJpegMetadata(Uint8Array.from(bytes))
        if (bare.ok) expect(stripJpegMetadata(bare.value)).toEqual(bare)
      }),
      { numRuns: 1000 },
    )
  })
})
