// The dashed ring around the face: sewn in green as far as the round is, with an arrow on the side that is asked for.
import type { SelfieState } from '../eyes.ts'

const RX = 122
const RY = 162
/** Stitches of the ring. */
const COUNT = 44

const point = (part: number): string => {
  const angle = part * 2 * Math.PI - Math.PI / 2
  return `${(150 + RX * Math.cos(angle)).toFixed(1)} ${(176 + RY * Math.sin(angle)).toFixed(1)}`
}
const stitches = Array.from({ length: COUNT }, (_, i) => `M${point((i + 0.18) / COUNT)}L${point((i + 0.82) / COUNT)}`)

/** The picture is mirrored, so the person's own left is on the left of the screen. */
const arrows: Partial<Record<SelfieState['hint'], string>> = {
  turn_left: 'M18 146-10 176l28 30',
  turn_right: 'M282 146l28 30-28 30',
  look_up: 'M120 8l30-26 30 26',
}

export const SelfieRing = ({ progress, hint }: { progress: number; hint: SelfieState['hint'] }) => (
  <svg class="ring" viewBox="-16 -24 332 392" aria-hidden="true">
    {stitches.map((stitch, i) => (
      <path key={stitch} d={stitch} class={i < Math.round(progress * COUNT) ? 'sewn' : ''} />
    ))}
    {arrows[hint] && <path d={arrows[hint]} class={`arrow ${hint}`} />}
  </svg>
)
