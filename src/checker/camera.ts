// Opens the rear camera and switches its torch.

export type Camera = {
  /** True if this camera has a torch. */
  torch: boolean
  setTorch: (on: boolean) => Promise<void>
}
export type CameraFault = 'refused' | 'missing'

/** 3 to 5 pixels for each of up to 113 modules need about this resolution (see `npm run bench -- qr`). */
const wanted = { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } }

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
