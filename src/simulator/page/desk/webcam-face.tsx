// Takes the developer's own face for card and puppet: one still from the webcam, kept in this tab's memory only.
import { useEffect, useRef, useState } from 'preact/hooks'
import { keepOwnFace } from '../specimens.ts'
import type { Words } from '../words.ts'

/** Returns the middle square of the picture, where people hold their head. */
const still = (video: HTMLVideoElement): HTMLCanvasElement => {
  const side = Math.min(video.videoWidth, video.videoHeight)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const [x, y] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2]
  canvas.getContext('2d')?.drawImage(video, x, y, side, side, 0, 0, side, side)
  return canvas
}

export const WebcamFace = ({ say, onTaken }: { say: Words; onTaken: () => void }) => {
  const [stream, setStream] = useState<MediaStream | null>(null)
  const [refused, setRefused] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
    return () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [stream])
  const open = () =>
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' } }).then(setStream, () => setRefused(true))
  if (!stream)
    return (
      <button type="button" class="quiet" onClick={() => void open()}>
        {refused ? say.cameras.refused : say.takeMyFace}
      </button>
    )
  return (
    <div class="webcam">
      <video ref={video} autoplay muted playsInline />
      <button
        type="button"
        class="strong"
        onClick={() => {
          if (!video.current?.videoWidth) return
          keepOwnFace(still(video.current))
          setStream(null)
          onTaken()
        }}
      >
        {say.capture}
      </button>
    </div>
  )
}
