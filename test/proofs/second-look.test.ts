// Promises, with the real networks on photographs of the face library: what an examiner finds in evidence, true or forged.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import jpegJs from 'jpeg-js'
import { beforeAll, expect, test } from 'vitest'
import { chainOf, type Evidence } from '../../src/core/journey/evidence.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { lookAgain } from '../../src/examiner/look.ts'
import { decodePicture } from '../../src/examiner/pictures.ts'
import { crop } from '../../src/vision/face/crop.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import { enlarge } from '../../src/vision/face/sampling.ts'

type Place = readonly [x: number, y: number]
/** One man on several photographs, and somebody else. */
const man: readonly Place[] = [
  [3, 283],
  [854, 283],
  [1173, 283],
  [1599, 283],
  [1812, 283],
  [3, 283],
]
const other: Place = [322, 507]

let engine: FaceEngine
let at: (place: Place, darker?: number) => string
beforeAll(async () => {
  engine = await openFaceEngine()
  const grid = await decodePicture(await readFile('node_modules/@vladmandic/human/assets/screenshot-facematch.jpg'))
  if (!grid.ok) throw new Error(grid.reason)
  at = ([x, y], darker = 0) => {
    const { width, height, data } = enlarge(crop(grid.value, { x, y, width: 105, height: 106 }), 420)
    return jpegJs.encode({ width, height, data: data.map((value) => value - darker) }, 80).data.toString('base64')
  }
})

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
const evidenceOf = async (places: readonly Place[], card: Place): Promise<Evidence> => {
  const shown = ['centre', 'turnLeft', 'lookUp', 'centre', 'centre', 'centre'] as const
  const frames = places.map((place, i) => ({
    ...{ ask: shown[i]!, atMs: i * 900, yaw: 0, pitch: 0, roll: 0, score: 0.9, live: 0.5 },
    jpeg: at(place, i),
  }))
  const pictures = { nonce: 'n', frames, card: at(card), portrait: at([854, 283]) }
  const { links, head } = await chainOf(pictures, async (b) => createHash('sha256').update(b).digest(), bytesOf)
  const commits = links.slice(0, 3).map((link, i) => ({ link, at: i * 900 }))
  const asks = ['turnLeft' as const, 'lookUp' as const]
  const round = { nonce: 'n', asks, waits: [300, 300, 300], issuedAt: 0, commits }
  const match = { l2: 0.4, samePerson: 0.3 }
  return { ...pictures, camera: { label: 'Front', settings: {} }, match, head, round, flags: [] }
}
const look = (evidence: Evidence) => lookAgain(engine, { evidence, head: evidence.head }, () => performance.now())

test('one man and his own card are near; heads that never turned are seen not to turn, whatever the phone said', async () => {
  const report = await look(await evidenceOf(man, [1599, 283]))
  expect(report).toMatchObject({ whole: true, posesFollow: false, flags: [] })
  for (const distance of [report.samePerson, report.portrait, report.card]) expect(distance).toBeLessThan(0.6)
  console.log(`second look: ${report.ms} ms for ${report.frames.length} frames, card ${report.card?.toFixed(2)}`)
})

test('somebody else who turned, and evidence changed afterwards to the card of somebody else, are found', async () => {
  const swapped = man.map((place, i) => (i === 1 || i === 2 ? other : place))
  const report = await look({ ...(await evidenceOf(swapped, [1599, 283])), card: at(other) })
  expect(report.whole).toBe(false)
  expect(report.samePerson).toBeGreaterThan(0.6)
  expect(report.card).toBeGreaterThan(0.6)
})
