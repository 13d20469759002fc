// One case looked at again: is the evidence whole, does it show the poses, is it one person, and how far from the card?
import { createHash } from 'node:crypto'
import { chainOf, type Evidence } from '../core/journey/evidence.ts'
import type { RiskFlag } from '../core/journey/risk.ts'
import type { LookReport } from '../core/journey/second-look.ts'
import { posesFollow } from '../core/journey/selfie.ts'
import type { FaceEngine } from '../vision/face/human.ts'
import { l2 } from '../vision/face/match.ts'
import { nearestFace } from '../vision/face/measure.ts'
import type { Face } from '../vision/face/mesh.ts'
import { type FacePrint, meanPrint } from '../vision/face/print.ts'
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

const describe = async (engine: FaceEngine, seen: readonly Seen[]): Promise<FacePrint | undefined> => {
  const prints: FacePrint[] = []
  for (const { pixels, face } of seen) if (pixels && face) prints.push(await engine.describe(pixels, face))
  return prints.length > 0 ? meanPrint(prints) : undefined
}
const apart = (a: FacePrint | undefined, b: FacePrint | undefined) => (a && b ? l2(a.dlib, b.dlib) : undefined)

/** Three frontal frames are as good as five, and cost less. */
const frontal = 3

/** Measures; judges nothing. `head`: the last link as the service kept it, apart from the evidence. `now`: ms of any steady clock. */
export const lookAgain = async (
  engine: FaceEngine,
  evidence: Evidence,
  head: string | undefined,
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
  const straight = await describe(engine, seen.filter((_, i) => frames[i].ask === 'centre').slice(-frontal))
  const turned = await describe(
    engine,
    seen.filter((_, i) => frames[i].ask !== 'centre'),
  )
  const [cardPixels, own] = [await pixelsOf(card), await see(engine, portrait)]
  const onCard = cardPixels && (await printCard(engine, cardPixels))
  const flags: RiskFlag[] = alike(seen) ? ['frames_alike'] : []
  return {
    whole: chain.head === head && chain.head === evidence.head && told,
    frames: found,
    posesFollow: posed.length === frames.length && posesFollow(posed),
    samePerson: apart(straight, turned),
    portrait: apart(straight, await describe(engine, [own])),
    card: apart(straight, onCard),
    flags,
    ms: Math.round(now() - started),
  }
}
