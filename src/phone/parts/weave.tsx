// Draws the card's woven pattern. It moves only on a live card, so that an official can tell a card from its picture.
import { useEffect, useRef } from 'preact/hooks'

/** Period of the wave (ms). */
const PERIOD = 6000
const THREADS = 7
/** Time between two pictures (ms): smooth enough for a slow wave, at a quarter of the work of 60 pictures a second. */
const FRAME_INTERVAL = 66
const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches

type Strand = { colour: string; alpha: number; from: number; to: number; length: number; shift: number }
const strands: Strand[] = [
  { colour: '#f4e3d8', alpha: 0.42, from: -0.05, to: 0.62, length: 118, shift: 0 },
  { colour: '#e8702a', alpha: 0.45, from: 0.1, to: 0.85, length: 156, shift: 0.35 },
  { colour: '#9fd3e0', alpha: 0.45, from: 0.5, to: 1.05, length: 104, shift: 0.7 },
]

/** Draws the weave at `phase` (0–1 of the period) and a band of light at `tilt` (0–1, left to right). */
export const drawWeave = (
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  phase: number,
  tilt: number,
) => {
  context.clearRect(0, 0, width, height)
  context.lineWidth = 1
  for (const { colour, alpha, from, to, length, shift } of strands) {
    context.strokeStyle = colour
    context.globalAlpha = alpha
    for (let thread = 0; thread < THREADS; thread++) {
      const angle = (thread / THREADS + phase + shift) * 2 * Math.PI
      context.beginPath()
      for (let x = from * width; x <= to * width; x += 3) {
        const swell = 0.3 + 0.7 * Math.sin(Math.PI * ((x / width - from) / (to - from))) ** 2
        const y = height / 2 + (height / 2 - 2) * swell * Math.sin((x / length) * 2 * Math.PI + angle)
        context.lineTo(x, y)
      }
      context.stroke()
    }
  }
  context.globalAlpha = 1
  const middle = (tilt * 1.4 - 0.2) * width
  const band = context.createLinearGradient(middle - 90, 0, middle + 90, 60)
  band.addColorStop(0, 'rgba(255,255,255,0)')
  band.addColorStop(0.5, 'rgba(255,255,255,.16)')
  band.addColorStop(1, 'rgba(255,255,255,0)')
  context.fillStyle = band
  context.fillRect(0, 0, width, height)
}

export const Weave = ({ still = false }: { still?: boolean }) => {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = ref.current!
    const context = canvas.getContext('2d')!
    const ratio = Math.min(3, devicePixelRatio || 1)
    let tilt = 0.5
    let frame = 0
    let lastDrawn = -1
    const paint = (at: number) => {
      if (!still) frame = requestAnimationFrame(paint)
      // Reduced motion: one picture a second. The pattern never stops, because motion shows that the card is live.
      const interval = reducedMotion() ? 1000 : FRAME_INTERVAL
      const index = Math.floor(at / interval)
      if (index === lastDrawn) return
      lastDrawn = index
      const { clientWidth: width, clientHeight: height } = canvas
      if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio)
      if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio)
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      drawWeave(context, width, height, still ? 0 : ((index * interval) % PERIOD) / PERIOD, still ? 0.5 : tilt)
    }
    const onTilt = (event: DeviceOrientationEvent) => {
      if (!reducedMotion()) tilt = Math.min(1, Math.max(0, 0.5 + (event.gamma ?? 0) / 60))
    }
    addEventListener('deviceorientation', onTilt)
    frame = requestAnimationFrame(paint)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('deviceorientation', onTilt)
    }
  }, [still])
  return <canvas class="weave" ref={ref} />
}
