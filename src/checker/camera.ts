// Opens the rear camera, switches its torch and looks for a QR code in its frames.
import { liveDecoder } from './decoder.ts'

export type Camera = {
  /** True if this camera has a torch. */
  torch: boolean
  setTorch: (on: boolean) => Promise<void>
}
export type CameraFault = 'refused' | 'missing'

/** ms between two frames that are decoded: enough for the page to respond to taps. */
const PAUSE_MS = 80
/** 3 to 5 pixels for each of up to 113 modules need about this resolution (see `npm run bench -- qr`). */
const wanted = { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } }

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))

/** Shows the camera in `video` until `signal` aborts; the abort also stops the camera. */
export const openCamera = async (video: HTMLVideoElement, signal: AbortSignal): Promise<Camera | CameraFault> => {
  if (!navigator.mediaDevices) return 'missing'
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: wanted, audio: false })
    .catch(
      (reason: unknown): CameraFault =>
        reason instanceof DOMException && reason.name === 'NotAllowedError' ? 'refused' : 'missing',
    )
  if (typeof stream === 'string') return stream
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop)
  video.srcObject = stream
  await video.play().catch(() => undefined) // the user left before playback began
  const [track] = stream.getVideoTracks()
  const abilities = (track?.getCapabilities?.() ?? {}) as { torch?: boolean }
  const setTorch = async (on: boolean) =>
    track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }).catch(() => undefined)
  return { torch: abilities.torch === true, setTorch }
}

/** Passes every decoded text to `found`, until `found` returns true or `signal` aborts. */
export const scanUntil = async (
  video: HTMLVideoElement,
  found: (text: string) => boolean,
  signal: AbortSignal,
): Promise<void> => {
  const decode = await liveDecoder()
  while (!signal.aborted) {
    const text = await decode(video)
    if (signal.aborted || (text && found(text))) return
    await pause()
  }
}
