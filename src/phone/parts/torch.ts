// Switches the light beside the camera, on phones whose browser allows it.
import { useState } from 'preact/hooks'

export const useTorch = (stream: MediaStream) => {
  const [on, setOn] = useState(false)
  const track = stream.getVideoTracks()[0]
  const capabilities = track?.getCapabilities?.() as { torch?: boolean } | undefined
  if (!track || !capabilities?.torch) return undefined
  const toggle = () => {
    track.applyConstraints({ advanced: [{ torch: !on } as MediaTrackConstraintSet] }).then(
      () => setOn(!on),
      () => undefined,
    )
  }
  return { on, toggle }
}
