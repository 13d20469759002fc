// The dashed ring around the face. It turns green with the round's progress. An arrow points to the side of the ask.
import type { SelfieGuideState } from '../phone-vision.ts'

const RX = 122
const RY = 162
/** Number of dashes in the ring. */
const SEGMENTS = 44

const point = (part: number): string => {
  const angle = part * 2 * Math.PI - Math.PI / 2
  return `${(150 + RX * Math.cos(angle)).toFixed(1)} ${(176 + RY * Math.sin(angle)).toFixed(1)}`
}
const segments = Array.from(
  { length: SEGMENTS },
  (_, i) => `M${point((i + 0.18) / SEGMENTS)}L${point((i + 0.82) / SEGMENTS)}`,
)

/** A solid piece of the ring around `part` of a full turn (0 top, 0.25 right). */
const arcAt = (part: number): string => {
  const half = 0.045
  return `M${point(part - half)}A${RX} ${RY} 0 0 1 ${point(part + half)}`
}

/**
 * The picture is mirrored, so the user's left is on the left of the screen. `arrow` points outwards; `arc` is its side.
 */
const sides: Partial<Record<SelfieGuideState['hint'], { arrow: string; arc: string }>> = {
  turn_left: { arrow: 'M10 148-16 176l26 28', arc: arcAt(0.75) },
  turn_right: { arrow: 'M290 148l26 28-26 28', arc: arcAt(0.25) },
  look_up: { arrow: 'M122 4l28-25 28 25', arc: arcAt(0) },
}

export const SelfieRing = ({ progress, hint }: { progress: number; hint: SelfieGuideState['hint'] }) => {
  const side = sides[hint]
  return (
    <svg class="ring" viewBox="-16 -24 332 392" aria-hidden="true">
      {segments.map((segment, i) => (
        <path key={segment} d={segment} class={i < Math.round(progress * SEGMENTS) ? 'sewn' : ''} />
      ))}
      {side && (
        <>
          <path d={side.arc} class="side" />
          <path d={side.arrow} class={`arrow faint ${hint}`} />
          <path d={side.arrow} class={`arrow ${hint}`} />
        </>
      )}
    </svg>
  )
}
