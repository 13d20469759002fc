// Tries each presentation: how far it gets on the phone, and the results of the anti-spoofing networks and of the recheck.
import type { FaceCalibration } from '../../src/core/face/calibration.ts'
import type { PuppetEyes } from '../../src/simulator/puppet/puppet.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import { seededRandom } from '../../src/vision/face/learn.ts'
import type { Pixels } from '../../src/vision/pixels.ts'
import { noisy, photograph, puppet, recorded, replay } from '../../test/kit/faces/cameras.ts'
import { askOrders, type Camera, frameMs, type PlayedRound, play } from '../../test/kit/faces/play.ts'
import { recheckRound } from '../../test/kit/faces/recheck.ts'
import type { Presentation } from './folder.ts'

export type Signals = (picture: Pixels) => Promise<{ live: number; real: number }>
/** `full`: it passed the whole round. `rechecked`: the recheck would then raise the card without a reviewer. */
export type Trial = {
  name: string
  kind: string
  face: boolean
  full: boolean
  signals?: { live: number; real: number }
  rechecked?: boolean
  why?: string
}
export type TrialTools = {
  engine: FaceEngine & PuppetEyes
  signals: Signals
  fps: number
  calibration: FaceCalibration
}

const withoutFace = (name: string, kind: string): Trial => ({
  name,
  kind,
  face: false,
  full: false,
  why: 'no face found',
})

const trialOf = async ({ signals }: TrialTools, name: string, kind: string, played: PlayedRound): Promise<Trial> => ({
  name,
  kind,
  face: played.face,
  full: played.end === 'done',
  why: played.end,
  signals: played.kept[0] && (await signals(played.kept[0].pixels)),
})

const randomOrder = () => askOrders[Math.floor(Math.random() * askOrders.length)]

const tryPhotograph = async (tools: TrialTools, name: string, photo: Pixels, kind: string): Promise<Trial> => {
  const camera = await photograph(tools.engine, photo)
  return camera ? trialOf(tools, name, kind, await play(camera, randomOrder())) : withoutFace(name, kind)
}

/** Tries one order of challenges if `asks` is known; else all of them, because the service may draw any. */
const tryOrders = async (
  tools: TrialTools,
  name: string,
  kind: string,
  camera: Camera,
  asks?: Presentation['asks'],
) => {
  const trials: Trial[] = []
  for (const order of asks ? [asks] : askOrders)
    trials.push(await trialOf(tools, name, kind, await play(camera, order)))
  return trials
}

/** A presentation of a real person. A recording with `asks` counts as one trial, with the challenges that the person answered. */
export const tryReal = async (tools: TrialTools, { name, photo, frames, asks }: Presentation): Promise<Trial[]> => {
  if (photo) return [await tryPhotograph(tools, name, photo, 'photograph of a person')]
  return tryOrders(tools, name, 'recorded person', await recorded(tools.engine, frames ?? [], tools.fps), asks)
}

/** An attack from a folder. `asks` is ignored, because the service draws new challenges. */
export const tryAttack = async (tools: TrialTools, { name, photo, frames }: Presentation): Promise<Trial[]> => {
  if (photo) return [await tryPhotograph(tools, name, photo, 'photograph held up')]
  return tryOrders(tools, name, 'frames played again', await recorded(tools.engine, frames ?? [], tools.fps))
}

const tryRoundWithRecheck = async (
  tools: TrialTools,
  name: string,
  kind: string,
  camera: Camera,
  card: Pixels,
): Promise<Trial> => {
  const played = await play(camera, randomOrder())
  const obeying = await trialOf(tools, name, kind, played)
  if (!obeying.full) return obeying
  const { outcome } = await recheckRound(tools.engine, played, card, tools.calibration)
  const why = 'review' in outcome ? `recheck: ${outcome.review}` : 'nothing stops it'
  return { ...obeying, rechecked: 'level' in outcome, why }
}

/** Three attacks with a puppet camera made of one photograph: it obeys the challenges; it obeys and adds noise; its recording is replayed. */
export const tryPuppet = async (tools: TrialTools, name: string, photo: Pixels, card: Pixels): Promise<Trial[]> => {
  const kind = 'puppet that obeys'
  const made = await puppet(tools.engine, photo)
  if (!made) return [withoutFace(name, kind)]
  const obeying = await tryRoundWithRecheck(tools, name, kind, made.camera, card)
  if (!obeying.full) return [obeying]
  const again = await tryOrders(tools, name, 'recorded round played again', replay([...made.tape]))
  // Reuses the puppet, which takes about twenty face detections to make. Its clock may only go forward.
  const over = made.tape.length * frameMs
  const later: Camera = (asked, sinceMs, atMs) => made.camera(asked, sinceMs, over + atMs)
  const noise = await tryRoundWithRecheck(tools, name, 'puppet that adds noise', noisy(later, seededRandom(1)), card)
  return [obeying, noise, ...again]
}
