// Tests the examiner's face engine in Node: it tells faces apart, survives a fault and refuses other files.
import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { faceModelNames } from '../../src/core/face/recipes.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { hasFaceModel } from '../../src/examiner/model-files.ts'
import { startNetworks } from '../../src/examiner/networks.ts'
import { decodePicture } from '../../src/examiner/pictures.ts'
import { crop, portraitBox } from '../../src/vision/face/crop.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import { faceSpan } from '../../src/vision/face/mesh.ts'
import { enlarge } from '../../src/vision/face/sampling.ts'
import { cardTemplate, portraitFace } from '../../src/vision/face/templates.ts'
import { blankPixels, type Pixels } from '../../src/vision/pixels.ts'

let engine: FaceEngine
let at: (x: number, y: number) => Pixels
beforeAll(async () => {
  engine = await openFaceEngine()
  const grid = await decodePicture(await readFile('node_modules/@vladmandic/human/assets/screenshot-facematch.jpg'))
  if (!grid.ok) throw new Error(grid.reason)
  at = (x, y) => enlarge(crop(grid.value, { x, y, width: 105, height: 106 }), 315)
}, 60_000)

const installed = faceModelNames.filter(hasFaceModel)
for (const name of faceModelNames.filter((name) => !hasFaceModel(name)))
  test.skip(`${name} is not tested: its package is not installed`)

test.each(installed)(
  '%s scores one man on two photographs high and another person low, and leaves no tensor',
  async (name) => {
    const engine = await openFaceEngine(name)
    const card = await cardTemplate(engine, at(854, 283))
    const tensors = engine.tensors()
    const same = await cardTemplate(engine, at(3, 283))
    const other = await cardTemplate(engine, at(322, 507))
    if (!card || !same || !other) throw new Error('a face was not found')
    const { recipe, score } = engine.model
    const lengths = Object.fromEntries(Object.entries(card).map(([network, { length }]) => [network, length]))
    expect(lengths).toEqual(recipe.numbers)
    expect(score(same, card)).toBeGreaterThan(recipe.again + 0.1)
    expect(score(other, card)).toBeLessThan(recipe.again)
    expect(engine.tensors()).toBe(tensors)
  },
  60_000,
)

test('a fault on the thread of the networks rejects for its caller, and the next request is answered', async () => {
  const { dlib, faceres } = startNetworks().of['dlib+faceres']
  const [faulty, answered] = await Promise.allSettled([dlib([]), faceres([blankPixels(224, 224)])])
  expect(faulty).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('tensor') } })
  expect(answered).toMatchObject({ status: 'fulfilled', value: [{ length: 1024 }] })
}, 60_000)

test('a face that fills its picture is found with a margin around it, one that does not is left as it is', async () => {
  const [filling, free] = [await portraitFace(engine, at(854, 283)), await portraitFace(engine, at(3, 283))]
  if (!filling || !free) throw new Error('a face was not found')
  for (const { pixels, face } of [filling, free])
    expect(faceSpan(face.mesh).width / pixels.width, 'the mesh has room').toBeLessThanOrEqual(0.6)
  const close = portraitBox(filling.pixels, filling.face.mesh)
  const inner = crop(filling.pixels, { ...close, x: close.x + close.width * 0.2, width: close.width * 0.6 })
  const found = await portraitFace(engine, inner)
  expect(found && faceSpan(found.face.mesh).width / found.pixels.width).toBeLessThan(0.6)
})

test('finds no face in an empty picture', async () => {
  expect(await engine.detect(blankPixels(320, 240))).toEqual([])
})

test('a file that is not a picture is refused', async () => {
  for (const bytes of [Uint8Array.of(), Uint8Array.of(1, 2, 3, 4), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 1)])
    expect(await decodePicture(bytes)).toEqual({ ok: false, reason: 'no_picture' })
})
