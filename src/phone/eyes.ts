// Everything that looks: cameras, the card reader, the selfie. Loaded when a screen needs it; nothing here sends anything.
import { err, ok, type Result } from '../core/result.ts'
import type { watchCard } from './vision/card-camera.ts'
import type { openCardReader } from './vision/card-reader.ts'
import type { openSelfie } from './vision/selfie.ts'

export type CardReader = Awaited<ReturnType<typeof openCardReader>>
type Reading = Extract<Awaited<ReturnType<CardReader['read']>>, { ok: true }>['value']
export type CardFault = Extract<Awaited<ReturnType<CardReader['read']>>, { ok: false }>['reason']
export type FrontReading = Extract<Reading, { side: 'front' }>
export type BackReading = Extract<Reading, { side: 'back' }>
export type FieldReading = FrontReading['fields']['idNumber']
export type WatchCard = typeof watchCard
export type CardState = Parameters<Parameters<WatchCard>[2]>[0]
export type SelfieCamera = Awaited<ReturnType<typeof openSelfie>>
export type Asking = Parameters<SelfieCamera['run']>[1]
export type SelfieState = Parameters<Parameters<SelfieCamera['run']>[2]>[0]
export type SelfieEvidence = Extract<Awaited<ReturnType<SelfieCamera['run']>>, { ok: true }>['value']
export type FaceMatch = Extract<Awaited<ReturnType<SelfieCamera['match']>>, { ok: true }>['value']

type OnProgress = (fraction: number) => void
export type Eyes = {
  camera: (facing: 'environment' | 'user') => Promise<Result<MediaStream, 'camera_refused' | 'camera_absent'>>
  cardReader: (onProgress: OnProgress) => Promise<CardReader>
  cardWatcher: () => Promise<WatchCard>
  selfie: (onProgress: OnProgress) => Promise<SelfieCamera>
}

/** Must be called from a tap: WebViews refuse otherwise. */
const camera: Eyes['camera'] = async (facing) => {
  if (!navigator.mediaDevices?.getUserMedia) return err('camera_absent')
  const video =
    facing === 'user'
      ? { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } }
      : { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } }
  try {
    return ok(await navigator.mediaDevices.getUserMedia({ video, audio: false }))
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    return err(name === 'NotAllowedError' || name === 'SecurityError' ? 'camera_refused' : 'camera_absent')
  }
}

export const phoneEyes: Eyes = {
  camera,
  cardReader: async (onProgress) => (await import('./vision/card-reader.ts')).openCardReader(onProgress),
  cardWatcher: async () => (await import('./vision/card-camera.ts')).watchCard,
  selfie: async (onProgress) => (await import('./vision/selfie.ts')).openSelfie(onProgress),
}
