// The camera on the back, its torch, and the loop that looks for a QR code in what it sees.
import { liveDecoder } from './decoder.ts'

export type Camera = {
  /** Whether the phone has a light beside this camera. */
  torch: boolean
  setTorch: (on: boolean) => Promise<void>
}
export type CameraFault = 'refused' | 'missing'

/** Between two looks: enough for the page to stay quick under the finger. */
const PAUSE_MS = 80
/** 3 to 5 pixels for each of up to 113 modules need about this much (see `npm run bench -- qr`). */
const wanted = { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } }

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))

/** Shows the camera in `video` until `signal` aborts, which also puts it out. */
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
  await video.play().catch(() => undefined) // left before it began
  const [track] = stream.getVideoTracks()
  const abilities = (track?.getCapabilities?.() ?? {}) as { torch?: boolean }
  const setTorch = async (on: boolean) =>
    track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }).catch(() => undefined)
  return { torch: abilities.torch === true, setTorch }
}

/** Hands every text that it reads to `found`, until that says it was what we look for, or `signal` aborts. */
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
