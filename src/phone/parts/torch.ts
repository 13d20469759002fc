// The lamp beside the camera, where a phone lets a page switch it.
import { useState } from 'preact/hooks'

export const useTorch = (stream: MediaStream) => {
  const [on, setOn] = useState(false)
  const track = stream.getVideoTracks()[0]
  const able = track?.getCapabilities?.() as { torch?: boolean } | undefined
  if (!track || !able?.torch) return undefined
  const toggle = () => {
    track.applyConstraints({ advanced: [{ torch: !on } as MediaTrackConstraintSet] }).then(
      () => setOn(!on),
      () => undefined,
    )
  }
  return { on, toggle }
}
