// The parts of a selfie in their order: camera, challenge, round, comparison, and the request to send.
import { useEffect, useRef, useState } from 'preact/hooks'
import { fromBase64 } from '../../core/base64.ts'
import { checkCardData } from '../../core/card/card.ts'
import { faceBudget } from '../../core/card/face-budget.ts'
import { FACE_AIM_BYTES } from '../../core/card/face-picture.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import type { SelfieChallenge } from '../../core/contract/responses/selfie.ts'
import { evidenceChain, evidenceChainStart, frameLink, type Hash } from '../../core/face/evidence.ts'
import type { SelfieRequest } from '../../core/face/selfie-request.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { type Pixels, shrink } from '../../vision/pixels.ts'
import type { Api } from '../api.ts'
import { useApp } from '../app-context.ts'
import type { Draft } from '../draft.ts'
import { type CardForm, toCardDraft } from '../form/card-form.ts'
import type { ChallengeSource, FaceMatch, SelfieCamera, SelfieEvidence } from '../phone-vision.ts'
import { fitWithin, jpegBlob, pixelsFromJpeg, toJpeg } from '../pictures.ts'
import { tinyFace } from '../tiny-face.ts'

/** `knownFrames`: time (ms) → JPEG (base64) of each frame whose chain link the service has received. */
export type SelfieRound = {
  stream: MediaStream
  camera: SelfieCamera
  challenge: SelfieChallenge
  source: ChallengeSource
  knownFrames: ReadonlyMap<number, string>
}
export type SelfieResult = { request: SelfieRequest; picture: Blob }

const PORTRAIT = { width: 480, height: 600, quality: 0.8 }
const FRAME = { longest: 480, quality: 0.7 }
/** Maximal size of a frame: 80 kB, in characters of base64. */
const FRAME_MOST = 106_000
/** The portrait cut from the card, for the face review. `longest`: px. */
const CARD = { longest: 420, quality: 0.85 }
/** The service accepts at most this many frames. */
const FRAMES_MOST = 12

const frameJpeg = async (pixels: SelfieEvidence['best']): Promise<string> => {
  const small = shrink(pixels, FRAME.longest)
  const jpeg = await toJpeg(small, FRAME.quality)
  return jpeg.length <= FRAME_MOST ? jpeg : toJpeg(small, FRAME.quality / 2)
}

/** Space (bytes) that the confirmed card leaves for the face in the QR code. `now`: ms since the epoch. */
const roomFor = async ({ fields }: Draft, now: number): Promise<number> => {
  const today = bangkokDay(now)
  const card = checkCardData(toCardDraft(fields as CardForm), today)
  return card.ok ? faceBudget(card.value, location.origin, today) : FACE_AIM_BYTES
}

const hash: Hash = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

/**
 * Sends the service each frame's link of the evidence chain before the next ask. The service reveals the next ask only
 * then, so a video recorded beforehand cannot follow the asks.
 */
const challengeSourceOf = (api: Api, { nonce, steps, model }: SelfieChallenge, eyes: boolean) => {
  const knownFrames = new Map<number, string>()
  let last = evidenceChainStart(nonce, hash)
  const next: ChallengeSource['next'] = async ({ pixels, ...measured }) => {
    const jpeg = await frameJpeg(pixels)
    knownFrames.set(measured.atMs, jpeg)
    const link = await frameLink(await last, measured, fromBase64(jpeg), hash)
    last = Promise.resolve(link)
    const answer = await api.selfieStep(nonce, link)
    // Sending the same link again gets the same answer, so one lost answer does not cost the round.
    return answer.ok || answer.reason !== 'offline' ? answer : api.selfieStep(nonce, link)
  }
  return { source: { steps, eyes, next, model }, knownFrames }
}

const requestOf = async (
  round: SelfieRound,
  evidence: SelfieEvidence,
  card: Pixels,
  match: FaceMatch,
  room: number,
): Promise<SelfieRequest> => {
  const { nonce } = round.challenge
  const best = fitWithin(evidence.best, PORTRAIT.width, PORTRAIT.height)
  const frames = await Promise.all(
    evidence.frames.slice(0, FRAMES_MOST).map(async ({ pixels, ...measured }) => ({
      ...measured,
      jpeg: round.knownFrames.get(measured.atMs) ?? (await frameJpeg(pixels)),
    })),
  )
  const evidenceParts = {
    nonce,
    frames,
    camera: { ...evidence.camera, label: evidence.camera.label.slice(0, 200) },
    card: await toJpeg(shrink(card, CARD.longest), CARD.quality),
    portrait: await toJpeg(best, PORTRAIT.quality),
    tinyFace: await tinyFace(evidence.best, evidence.face, room),
  }
  return {
    ...evidenceParts,
    head: (await evidenceChain(evidenceParts, hash, fromBase64)).head,
    match: match.scores,
  }
}

/** The portrait to compare the selfie with, and the space (bytes) for the face in the card's QR code. */
export type FaceReference = { portrait: Pixels; room: number }

/** The reference of an enrolment: the portrait of the photographed card, which is on this phone only. */
export const useDraftReference = (): (() => Promise<FaceReference | undefined>) => {
  const { drafts, now } = useApp()
  return async () => {
    const draft = await drafts.load()
    const portrait = draft?.portrait && (await pixelsFromJpeg(draft.portrait))
    return portrait ? { portrait, room: await roomFor(draft, now()) } : undefined
  }
}

export const useSelfie = (reference: () => Promise<FaceReference | undefined>) => {
  const { vision, api } = useApp()
  const [loaded, setLoaded] = useState(0)
  const opening = useRef<Promise<SelfieCamera>>(undefined)
  const stream = useRef<MediaStream>(undefined)

  const closeCamera = () => {
    for (const track of stream.current?.getTracks() ?? []) track.stop()
    stream.current = undefined
  }
  useEffect(
    () => () => {
      closeCamera()
      opening.current?.then((camera) => camera.close()).catch(() => undefined)
    },
    [],
  )
  const load = () => {
    opening.current ??= vision.selfie(setLoaded)
    opening.current.catch(() => {
      opening.current = undefined
    })
    return opening.current
  }

  return {
    loaded,
    closeCamera,
    openCamera: async () => {
      closeCamera()
      const opened = await vision.camera('user')
      if (opened.ok) stream.current = opened.value
      return opened
    },
    /** Loads the networks, then requests the challenge: the challenge's time limit starts with the request. */
    begin: async (live: MediaStream, withoutTurning: boolean): Promise<Result<SelfieRound>> => {
      const camera = await load().catch(() => undefined)
      if (!camera) return err('models_failed')
      const challenge = await api.challenge(withoutTurning)
      if (!challenge.ok) return err(challenge.reason)
      const chained = challengeSourceOf(api, challenge.value, withoutTurning)
      return ok({ stream: live, camera, challenge: challenge.value, ...chained })
    },
    compare: async (
      round: SelfieRound,
      evidence: SelfieEvidence,
    ): Promise<Result<SelfieResult> & { picture?: Blob }> => {
      const known = await reference()
      if (!known) return err('no_face_on_card')
      const match = await round.camera.match(known.portrait, evidence, round.challenge)
      const picture = jpegBlob(await toJpeg(evidence.best, 0.7))
      if (!match.ok) return { ...err(match.reason), picture }
      if (match.value.fault) return { ...err(match.value.fault), picture }
      const request = await requestOf(round, evidence, known.portrait, match.value, known.room)
      return ok({ request, picture: jpegBlob(request.portrait) })
    },
  }
}
