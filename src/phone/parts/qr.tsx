// Draws a QR code in black on white, also in dark mode, with a whole number of pixels per module.
import { correction, generate } from 'lean-qr'
import { useEffect, useRef } from 'preact/hooks'

/** Pixels per module on the canvas; the browser scales the canvas down to the space on the page. */
const SCALE = 8

export const Qr = ({ text, label }: { text: string; label: string }) => {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M })
    const canvas = ref.current!
    canvas.width = canvas.height = code.size * SCALE
    const context = canvas.getContext('2d')!
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.fillStyle = '#060b12'
    for (let y = 0; y < code.size; y++)
      for (let x = 0; x < code.size; x++) if (code.get(x, y)) context.fillRect(x * SCALE, y * SCALE, SCALE, SCALE)
    canvas.dataset.modules = String(code.size)
  }, [text])
  return <canvas class="qr" ref={ref} role="img" aria-label={label} data-testid="live-qr" />
}
