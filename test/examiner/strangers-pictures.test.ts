// Tests that no picture of a stranger holds up the examiner: a scan bomb is refused unread, and a slow one is given up.
import { expect, test } from 'vitest'
import { jpegOf } from '../../src/examiner/encode.ts'
import { decodeStrangersJpeg } from '../../src/examiner/strangers-pictures.ts'
import { blankPixels } from '../../src/vision/pixels.ts'

test('a picture that takes too long is given up, and the next one is decoded', async () => {
  const jpeg = await jpegOf(blankPixels(1000, 1000), 90)
  expect(await decodeStrangersJpeg(jpeg, 0)).toEqual({ ok: false, reason: 'no_picture' })
  expect(await decodeStrangersJpeg(jpeg)).toMatchObject({ ok: true, value: { width: 1000, height: 1000 } })
  const two = await Promise.all([decodeStrangersJpeg(jpeg), decodeStrangersJpeg(await jpegOf(blankPixels(8, 6), 90))])
  expect(two.map((one) => one.ok && one.value.width)).toEqual([1000, 8])
}, 60_000)

test('a progressive picture with a thousand scans, which takes seconds, is not decoded at all', async () => {
  const progressive = await jpegOf(blankPixels(1000, 1000), 90, true)
  const lastScan = progressive.findLastIndex((byte, i) => byte === 0xff && progressive[i + 1] === 0xda)
  const scan = progressive.subarray(lastScan, -2)
  const bomb = Buffer.concat([
    progressive.subarray(0, -2),
    ...Array<Uint8Array>(1000).fill(scan),
    Buffer.from([0xff, 0xd9]),
  ])
  expect(bomb.length).toBeLessThan(80_000)
  const began = performance.now()
  expect(await decodeStrangersJpeg(bomb)).toEqual({ ok: false, reason: 'no_picture' })
  expect(performance.now() - began, 'ms').toBeLessThan(200)
  expect((await decodeStrangersJpeg(progressive)).ok).toBe(true)
}, 60_000)
