// One case looked at again: is the evidence whole, does it show the poses, is it one person, and how far from the card?
import { createHash } from 'node:crypto'
import { chainOf } from '../core/journey/evidence.ts'
import type { RiskFlag } from '../core/journey/risk.ts'
import type { LookCase, LookReport } from '../core/journey/second-look.ts'
import { posesFollow } from '../core/journey/selfie.ts'
import { scoreFaces } from '../vision/face/calibration.ts'
import type { FaceEngine } from '../vision/face/human.ts'
import { type Descriptor, l2, meanDescriptor } from '../vision/face/match.ts'
import { nearestFace } from '../vision/face/measure.ts'
import type { Face } from '../vision/face/mesh.ts'
import type { FacePrint } from '../vision/face/print.ts'
import { printCard } from '../vision/face/prints.ts'
import { type Pixels, toGrey } from '../vision/pixels.ts'
import { decodePicture } from './pictures.ts'

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const pixelsOf = async (base64: string): Promise<Pixels | undefined> => {
  const decoded = await decodePicture(bytesOf(base64))
  return decoded.ok ? decoded.value : undefined
}

type Seen = { pixels?: Pixels; face?: Face }
const see = async (engine: FaceEngine, base64: string): Promise<Seen> => {
  const pixels = await pixelsOf(base64)
  return { pixels, face: pixels && nearestFace(await engine.look(pixels)) }
}

/** Grey levels by which two frames of a living face differ at least: noise alone makes more. */
const alikeBelow = 0.4
const difference = (a: Pixels, b: Pixels): number => {
  if (a.width !== b.width || a.height !== b.height) return 255
  const [one, two] = [toGrey(a).data, toGrey(b).data]
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i] - two[i])
  return sum / one.length
}
const alike = (frames: readonly Seen[]): boolean =>
  frames.some(({ pixels }, i) => {
    const before = frames[i - 1]?.pixels
    return before !== undefined && pixels !== undefined && difference(before, pixels) < alikeBelow
  })

const each = async <T>(seen: readonly Seen[], look: (pixels: Pixels, face: Face) => Promise<T>): Promise<T[]> => {
  const all: T[] = []
  for (const { pixels, face } of seen) if (pixels && face) all.push(await look(pixels, face))
  return all
}
/** Undefined where one of the two was nowhere to be seen. */
const apart = (a: readonly Descriptor[], b: readonly Descriptor[]) =>
  a.length > 0 && b.length > 0 ? l2(meanDescriptor(a), meanDescriptor(b)) : undefined

/** Three frontal frames are as good as five, and a print is what costs; of the rest a glance tells two people apart. */
const frontal = 3

/** Measures; judges nothing. `now`: ms of any steady clock. */
export const lookAgain = async (
  engine: FaceEngine,
  { evidence, head, calibration }: LookCase,
  now: () => number,
): Promise<LookReport> => {
  const started = now()
  const { frames, round, card, portrait } = evidence
  const chain = await chainOf({ nonce: round.nonce, frames, card, portrait }, sha256, bytesOf)
  const told = round.commits.every(({ link }, i) => link === chain.links[i])
  const seen: Seen[] = []
  for (const { jpeg } of frames) seen.push(await see(engine, jpeg))
  const found = seen.map(({ face }, i) => ({ ask: frames[i].ask, yaw: face?.yaw, pitch: face?.pitch }))
  const posed = found.flatMap(({ ask, yaw, pitch }) =>
    yaw === undefined || pitch === undefined ? [] : [{ ask, yaw, pitch }],
  )
  const straight = seen.filter((_, i) => frames[i].ask === 'centre').slice(-frontal)
  const turned = seen.filter((_, i) => frames[i].ask !== 'centre')
  const prints = await each<FacePrint>(straight, engine.describe)
  const person = prints.map(({ dlib }) => dlib)
  const [cardPixels, own] = [await pixelsOf(card), await see(engine, portrait)]
  const onCard = cardPixels && (await printCard(engine, cardPixels))
  const compared = onCard && prints.length > 0 ? scoreFaces(prints, onCard, calibration) : undefined
  const flags: RiskFlag[] = alike(seen) ? ['frames_alike'] : []
  return {
    whole: chain.head === head && chain.head === evidence.head && told,
    frames: found,
    posesFollow: posed.length === frames.length && posesFollow(posed),
    samePerson: apart(person, await each(turned, engine.glance)),
    portrait: apart(person, await each([own], engine.glance)),
    card: compared?.l2,
    centred: compared?.centred,
    flags,
    ms: Math.round(now() - started),
  }
}
