// The cameras, the card reader and the selfie camera, loaded when a screen needs them.
// They send nothing over the network.
import type { Result } from '../core/result.ts'
import { type CameraFault, type Facing, openCamera } from './camera.ts'
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
  /** Must be called from a tap. `deviceId`: one of several back cameras. */
  camera: (facing: Facing, deviceId?: string) => Promise<Result<MediaStream, CameraFault>>
  cardReader: (onProgress: OnProgress) => Promise<CardReader>
  cardWatcher: () => Promise<CardWatcher>
  selfie: (onProgress: OnProgress) => Promise<SelfieCamera>
}

export const phoneVision: PhoneVision = {
  camera: openCamera,
  cardReader: async (onProgress) => (await import('./vision/card-reader.ts')).openCardReader(onProgress),
  cardWatcher: async () => (await import('./vision/card-camera.ts')).watchCard,
  selfie: async (onProgress) => (await import('./vision/selfie.ts')).openSelfie(onProgress),
}
