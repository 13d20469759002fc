// Tests the pictures that the examiner derives: they come from a frame that was judged, and the small face can be recognised.
import { beforeAll, expect, test } from 'vitest'
import { fromBase64 } from '../../src/core/base64.ts'
import { FACE_AIM_BYTES, faceFromWebp } from '../../src/core/card/face-picture.ts'
import { stripJpegMetadata } from '../../src/core/card/jpeg.ts'
import { derivePictures, truestFrame } from '../../src/examiner/derive.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { decodePicture } from '../../src/examiner/pictures.ts'
import { recheckEvidence } from '../../src/examiner/recheck.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import type { FaceTemplate } from '../../src/vision/face/model.ts'
import { enlarge } from '../../src/vision/face/sampling.ts'
import { cardTemplate, type DetectedFace, portraitFace } from '../../src/vision/face/templates.ts'
import { shrink } from '../../src/vision/pixels.ts'
import { photograph } from '../kit/faces/cameras.ts'
import { frameMs } from '../kit/faces/play.ts'
import { evidenceOf } from '../kit/faces/recheck.ts'
import { gridSamples, type Sample, sharedSamples } from '../kit/faces/samples.ts'

/** A photograph with its face as detected, and the template of that face. */
type Seen = { name: string; found: DetectedFace; template: FaceTemplate }
let engine: FaceEngine
let man: Seen[]
let stranger: Seen
let shared: Sample[]
const seen = async ({ name, photo }: Sample): Promise<Seen> => {
  const found = await portraitFace(engine, enlarge(shrink(photo, 640), 330))
  if (!found) throw new Error(`${name} shows no face`)
  return { name, found, template: await engine.describe(found.pixels, found.face) }
}
const templateOf = async (base64: string): Promise<FaceTemplate> => {
  const decoded = await decodePicture(fromBase64(base64))
  const template = decoded.ok && (await cardTemplate(engine, decoded.value))
  if (!template) throw new Error('a derived picture shows no face')
  return template
}
beforeAll(async () => {
  engine = await openFaceEngine()
  const samples = await gridSamples()
  man = []
  for (const sample of samples.filter(({ person }) => person === samples[0]!.person).slice(0, 3))
    man.push(await seen(sample))
  stranger = await seen(samples.find(({ person }) => person !== samples[0]!.person)!)
  shared = await sharedSamples()
}, 60_000)

/**
 * The score of each picture derived of one photograph against another photograph of the same person: 0.36 of the portrait's
 * for a small face of the whole portrait at quality 20, which officials could not recognise.
 */
const scoresOf = async (one: Seen, other: Seen, bytes: number) => {
  const { portrait, tinyFace } = await derivePictures(one.found, bytes)
  const face = faceFromWebp(fromBase64(tinyFace))
  expect(face.ok && face.value.length).toBeLessThanOrEqual(bytes)
  const score = async (picture: string) => engine.model.score(other.template, await templateOf(picture))
  return { small: await score(tinyFace), portrait: await score(portrait), bytes: face.ok ? face.value.length : 0 }
}

test('the small face is nearly as like its owner on another photograph as the portrait is, and unlike a stranger', async () => {
  for (const [one, other] of [
    [man[0]!, man[1]!],
    [man[1]!, man[2]!],
  ] as const) {
    const { small, portrait } = await scoresOf(one, other, FACE_AIM_BYTES)
    expect(small, `${one.name} and ${other.name}`).toBeGreaterThan(0.7 * portrait)
    expect(small).toBeGreaterThanOrEqual(engine.model.recipe.again)
    expect((await scoresOf(one, stranger, FACE_AIM_BYTES)).small).toBeLessThan(engine.model.recipe.again)
  }
}, 60_000)

test('the small face of a sharp photograph fills its bytes and is as like its owner', async ({ skip }) => {
  const two = shared.filter(({ person }) => shared.filter((sample) => sample.person === person).length > 1)
  if (two.length < 2) return skip('the folder of licensed photographs is not there')
  const [one, other] = [await seen(two[0]!), await seen(two[1]!)]
  const { small, portrait, bytes } = await scoresOf(one, other, FACE_AIM_BYTES)
  expect(small).toBeGreaterThan(0.7 * portrait)
  expect(bytes, 'of 432').toBeGreaterThan(380)
}, 60_000)

test('a frame of somebody else among the frames of a round is never the one that the card gets', async () => {
  const frames = [man[0]!, stranger, man[1]!]
  const [faces, templates] = [frames.map(({ found }) => found), frames.map(({ template }) => template)]
  expect(truestFrame(engine.model, faces, templates, [])).not.toBe(stranger.found)
  // Not even if the card shows that somebody else.
  expect(truestFrame(engine.model, faces, templates, [man[2]!.template, stranger.template])).not.toBe(stranger.found)
  expect(truestFrame(engine.model, [], [], [stranger.template])).toBeUndefined()
})

test('a recheck derives both pictures from the frames, whatever small face and portrait the phone sent', async () => {
  const samples = await gridSamples()
  const camera = (await photograph(engine, samples[0]!.photo))!
  const kept = []
  for (const [i, ask] of (['centre', 'turnLeft', 'lookUp', 'centre', 'centre', 'centre'] as const).entries())
    kept.push({ ...(await camera('centre', 0, i * frameMs)), ask, atMs: i * frameMs })
  const asks = ['turnLeft', 'lookUp'] as const
  const played = { face: true, done: 2, end: 'done', kept, asks, waits: [300, 300, 300] } as const
  const evidence = await evidenceOf(played as never, samples[0]!.photo)
  const { portrait, tinyFace } = await derivePictures(stranger.found, FACE_AIM_BYTES)
  const given = { evidence: { ...evidence, portrait, tinyFace }, head: evidence.head, model: 'mobilefacenet' } as const
  const { report, pictures } = await recheckEvidence(engine, { ...given, faceBytes: FACE_AIM_BYTES }, () => 0)
  expect(report.whole, 'the chain covers the small face').toBe(false)
  expect(stripJpegMetadata(fromBase64(pictures!.portrait)).ok).toBe(true)
  const drawn = await decodePicture(fromBase64(pictures!.portrait))
  expect(drawn.ok && drawn.value.width).toBeGreaterThanOrEqual(240)
  for (const picture of [pictures!.portrait, pictures!.tinyFace]) {
    const template = await templateOf(picture)
    expect(engine.model.score(man[0]!.template, template)).toBeGreaterThan(engine.model.recipe.again)
    expect(engine.model.score(stranger.template, template)).toBeLessThan(engine.model.recipe.again)
  }
  expect((await recheckEvidence(engine, given, () => 0)).pictures, 'a round for a new PIN').toBeUndefined()
}, 60_000)
