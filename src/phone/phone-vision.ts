// The cameras, the card reader and the selfie camera, loaded when a screen needs them.
// They send nothing over the network.
import { err, ok, type Result } from '../core/result.ts'
import type { watchCard } from './vision/card-camera.ts'
import type { CardReader } from './vision/card-reader.ts'
import type { SelfieCamera } from './vision/selfie.ts'

export type { BackReading, CardFault, FieldReading, FrontReading } from '../vision/card/reading.ts'
export type { CardGuideState } from './vision/card-camera.ts'
export type { CardReader } from './vision/card-reader.ts'
export type { ChallengeSource, FaceMatch, SelfieCamera, SelfieEvidence, SelfieGuideState } from './vision/selfie.ts'
export type CardWatcher = typeof watchCard

type OnProgress = (fraction: number) => void
export type PhoneVision = {
  camera: (facing: 'environment' | 'user') => Promise<Result<MediaStream, 'camera_refused' | 'camera_absent'>>
  cardReader: (onProgress: OnProgress) => Promise<CardReader>
  cardWatcher: () => Promise<CardWatcher>
  selfie: (onProgress: OnProgress) => Promise<SelfieCamera>
}

/** Must be called from a tap: a WebView refuses the camera otherwise. */
const camera: PhoneVision['camera'] = async (facing) => {
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

export const phoneVision: PhoneVision = {
  camera,
  cardReader: async (onProgress) => (await import('./vision/card-reader.ts')).openCardReader(onProgress),
  cardWatcher: async () => (await import('./vision/card-camera.ts')).watchCard,
  selfie: async (onProgress) => (await import('./vision/selfie.ts')).openSelfie(onProgress),
}
