// Lets the user set the four corners of a card whose edges were not found, by dragging or with the arrow keys.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Point, Quad } from '../../vision/pixels.ts'
import { useApp } from '../app-context.ts'
import { Button } from '../parts/button.tsx'
import { Title } from '../parts/phrases.tsx'
import { BareHead, Screen } from '../parts/screen.tsx'
import type { CardShot } from './use-card.ts'

type Props = { step: 'cardFront' | 'cardBack'; shot: CardShot; onBack: () => void; onDone: (quad: Quad) => void }

/** Width divided by height of an ID-1 card (ISO/IEC 7810: 85.6 × 53.98 mm). */
const RATIO = 1.586

const middleCard = (width: number, height: number): Quad => {
  const w = Math.min(width * 0.8, height * 0.8 * RATIO)
  const h = w / RATIO
  const [x, y] = [(width - w) / 2, (height - h) / 2]
  return [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ]
}

const nudges: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

export const CardCorners = ({ step, shot, onBack, onDone }: Props) => {
  const { words } = useApp()
  const { width, height, data } = shot.pixels
  const [quad, setQuad] = useState<Quad>(middleCard(width, height))
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    canvas.current!.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0)
  }, [data, width, height])

  const move = (corner: number, [x, y]: Point) => {
    const at: Point = [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))]
    setQuad(quad.map((point, i) => (i === corner ? at : point)) as unknown as Quad)
  }
  const drag = (corner: number, event: PointerEvent) => {
    if (event.buttons === 0) return
    const box = canvas.current!.getBoundingClientRect()
    move(corner, [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height])
  }
  const nudge = (corner: number, event: KeyboardEvent) => {
    const by = nudges[event.key]
    if (!by) return
    event.preventDefault()
    move(corner, [quad[corner]![0] + (by[0] * width) / 200, quad[corner]![1] + (by[1] * width) / 200])
  }
  const foot = (
    <Button id="read-corners" onClick={() => onDone(quad)}>
      {words.card.corners.read}
    </Button>
  )
  return (
    <Screen step={step} plain head={<BareHead step={step} onClose={onBack} />} foot={foot}>
      <Title text={words.card.corners.title} />
      <div class="corners">
        <canvas ref={canvas} width={width} height={height} />
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <polygon points={quad.map((point) => point.join(',')).join(' ')} />
        </svg>
        {quad.map(([x, y], corner) => (
          <button
            key={words.card.corners.names[corner]}
            type="button"
            class="corner"
            aria-label={words.card.corners.names[corner]}
            style={{ left: `${(x / width) * 100}%`, top: `${(y / height) * 100}%` }}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event) => drag(corner, event)}
            onKeyDown={(event) => nudge(corner, event)}
          />
        ))}
      </div>
    </Screen>
  )
}
