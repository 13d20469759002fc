// Detects whether the card was photographed from a screen: a regular pattern over the whole card.
// The pattern comes from the screen's pixels, or from their beat with the camera's pixels. Print does not repeat like
// this. The result is a sign for the reviewer and not a proof: a fine screen far away shows no pattern.
// Decision 068: it never refuses a card, because it was not tested on photos of real cards.
import { fourierOf } from '../fft.ts'
import { project, squareToQuad } from '../homography.ts'
import type { Pixels, Point, Quad } from '../pixels.ts'

/** Side of a patch in pixels of the photo itself: resampling would blur the pattern or add its own. */
const side = 128
/** The centres of the patches on the card. Their number is even, because two patches are transformed at once. */
const places: readonly Point[] = [
  [0.2, 0.25],
  [0.5, 0.25],
  [0.8, 0.25],
  [0.3, 0.5],
  [0.62, 0.5],
  [0.2, 0.75],
  [0.5, 0.75],
  [0.8, 0.75],
]
/**
 * The guilloche also has lines, at most this number across the card (.3 mm each). A screen that shows the card's print
 * legibly has more pixels than that.
 */
const mostPrinted = 300
/**
 * The frequencies that are examined, in waves per pixel of the photo. Shadows have lower frequencies. Near .5, a wave
 * of two pixels, nothing can be distinguished.
 */
const least = 0.15
const most = 0.4
/**
 * A screen has, in half of the patches, a wave this many times as strong as its neighbours. Print has at most 18
 * (tuning photos).
 */
const regular = 25

const fourier = fourierOf(side)
/** Hann window: fades a patch towards its edges, which would otherwise appear as waves. */
const hann = Float32Array.from({ length: side }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / side))

const greyPatch = ({ width, height, data }: Pixels, [cx, cy]: Point): Float32Array | undefined => {
  const [x0, y0] = [Math.round(cx) - side / 2, Math.round(cy) - side / 2]
  if (x0 < 0 || y0 < 0 || x0 + side > width || y0 + side > height) return undefined
  const patch = new Float32Array(side * side)
  let sum = 0
  for (let y = 0, i = 0; y < side; y++)
    for (let x = 0, from = ((y0 + y) * width + x0) * 4; x < side; x++, i++, from += 4) {
      patch[i] = 0.299 * data[from] + 0.587 * data[from + 1] + 0.114 * data[from + 2]
      sum += patch[i]
    }
  const mean = sum / patch.length
  for (let y = 0, i = 0; y < side; y++)
    for (let x = 0; x < side; x++, i++) patch[i] = (patch[i] - mean) * hann[x] * hann[y]
  return patch
}

/**
 * `far`: how far around a wave its neighbours reach. `near`: how far the wave itself reaches, widened by the Hann
 * window.
 */
const around = { far: 6, near: 2 }
const columns = side / 2 + 1 + 2 * around.far
const rows = side + 2 * around.far
/** Summed-area table over the examined half of the spectrum and its surroundings, which wrap around at the borders. */
const sums = new Float64Array((columns + 1) * (rows + 1))

const addUp = (power: Float32Array) => {
  for (let y = 0; y < rows; y++) {
    const row = ((y - around.far) & (side - 1)) * side
    for (let x = 0, i = (y + 1) * (columns + 1) + 1, sum = 0; x < columns; x++, i++) {
      sum += power[row + ((x - around.far) & (side - 1))]
      sums[i] = sums[i - columns - 1] + sum
    }
  }
}
/** The sum over the square of side 2·reach + 1 around a wave. */
const sumAbout = (x: number, y: number, reach: number) => {
  const top = (y + around.far - reach) * (columns + 1) + x + around.far - reach
  const size = 2 * reach + 1
  const bottom = top + size * (columns + 1)
  return sums[bottom + size] - sums[bottom] - sums[top + size] + sums[top]
}
const neighbours = (2 * around.far + 1) ** 2 - (2 * around.near + 1) ** 2

/**
 * The strength that rounding to whole grey levels gives every wave. On a burnt-out patch there is nothing else to
 * compare.
 */
const rounding = 1000

/** The strength of the most prominent wave divided by the mean strength of its neighbours. */
const strongest = (power: Float32Array, shortest: number): number => {
  addUp(power)
  let best = 0
  // The spectrum of a real picture is symmetric, so one half is enough.
  for (let y = 0; y < side; y++) {
    const high = Math.min(y, side - y)
    for (let x = 0; x <= side / 2; x++) {
      if (x * x + high * high < shortest * shortest) continue
      const wave = power[y * side + x] * neighbours
      const beside = sumAbout(x, y, around.far) - sumAbout(x, y, around.near) + rounding * neighbours
      if (wave > best * beside) best = wave / beside
    }
  }
  return best
}

/** Examines two patches with one transform: one is its real part, the other its imaginary part. */
const wavesOf = (a: Float32Array, b: Float32Array, shortest: number): [number, number] => {
  const [re, im] = [a.slice(), b.slice()]
  fourier(re, im)
  const [ofA, ofB] = [new Float32Array(re.length), new Float32Array(re.length)]
  for (let y = 0, i = 0; y < side; y++)
    for (let x = 0; x < side; x++, i++) {
      const j = (-y & (side - 1)) * side + (-x & (side - 1))
      const [plus, minus, other, turned] = [re[i] + re[j], im[i] - im[j], im[i] + im[j], re[j] - re[i]]
      ofA[i] = plus * plus + minus * minus
      ofB[i] = other * other + turned * turned
    }
  return [strongest(ofA, shortest), strongest(ofB, shortest)]
}

/** The strength of the most regular wave: the median over the patches; 0 if the card is too small to tell. */
export const regularity = (photo: Pixels, quad: Quad): number => {
  const printed = mostPrinted / Math.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1])
  if (printed > most) return 0
  const shortest = side * Math.max(least, printed)
  const onPhoto = squareToQuad(quad)
  const patches = places
    .map(([u, v]) => greyPatch(photo, project(onPhoto, u, v)))
    .filter((patch) => patch !== undefined)
  if (patches.length < places.length / 2) return 0
  const waves = patches.flatMap((patch, i) => (i % 2 === 0 ? wavesOf(patch, patches[i + 1] ?? patch, shortest) : []))
  waves.length = patches.length
  return waves.sort((a, b) => b - a)[Math.floor((waves.length - 1) / 2)]
}

/**
 * Whether the card seems to be photographed from a screen.
 * @param quad the card's corners, in pixels of the photo
 */
export const looksLikeScreen = (photo: Pixels, quad: Quad): boolean => regularity(photo, quad) > regular
