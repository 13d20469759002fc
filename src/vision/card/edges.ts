// Finds the straight lines in a small picture that could be sides of a card.
import type { Pixels } from '../pixels.ts'
import type { Line } from './line.ts'

/**
 * Signed steps in two channels: brightness, and blue minus red. `lying`: vertical differences, stored column by column.
 * `standing`: horizontal differences, stored row by row. In both, the values that are read one after the other are side
 * by side in memory. Along a side of the card all steps have one sign; in tiles, wood and print the signs alternate and
 * cancel out.
 */
export type Gradients = { width: number; height: number; lying: Int16Array[]; standing: Int16Array[] }

/** The steps of a picture: at each position, half the sum of the two pixels after it minus the two before it. */
export const colourGradients = ({ width, height, data }: Pixels): Gradients => {
  const brightness = new Int16Array(width * height)
  const colour = new Int16Array(width * height)
  for (let i = 0, j = 0; i < brightness.length; i++, j += 4) {
    brightness[i] = data[j] + data[j + 1] + data[j + 2]
    colour[i] = 2 * (data[j] - data[j + 2])
  }
  const steps = { width, height, lying: [] as Int16Array[], standing: [] as Int16Array[] }
  for (const channel of [brightness, colour]) {
    const lying = new Int16Array(width * height)
    const standing = new Int16Array(width * height)
    for (let y = 2; y < height - 2; y++)
      for (let x = 2; x < width - 2; x++) {
        const i = y * width + x
        lying[x * height + y] =
          (channel[i + width] + channel[i + 2 * width] - channel[i - width] - channel[i - 2 * width]) / 2
        standing[i] = (channel[i + 1] + channel[i + 2] - channel[i - 1] - channel[i - 2]) / 2
      }
    steps.lying.push(lying)
    steps.standing.push(standing)
  }
  return steps
}

/**
 * A line. `balance`: for each channel and every second pixel along it, the running count of steps up minus steps down.
 */
export type LineCandidate = Line & { balance: readonly Int16Array[] }

const slopeStep = 0.007 // 0.4°: 2 px over a picture of 320
const steepest = 0.21 // 12°: the user is asked to retake a photo that is turned further

/**
 * The vote of each position, −2 to 2. A step counts if it exceeds the picture's own texture, and a clear step counts
 * twice.
 */
const marks = (steps: Int16Array) => {
  const histogram = new Uint32Array(1024)
  for (const step of steps) histogram[Math.min(1023, Math.abs(step))]++
  let bar = 0
  for (let seen = 0; seen < steps.length * 0.75 && bar < 1023; bar++) seen += histogram[bar]
  const threshold = Math.min(60, Math.max(12, bar))
  const marked = new Int8Array(steps.length)
  for (let i = 1; i < steps.length - 1; i++) {
    const size = Math.abs(steps[i])
    // Only the crest of a step votes. A thick blurred edge would otherwise vote for lines at every angle.
    if (size < threshold || size < Math.abs(steps[i - 1]) || size < Math.abs(steps[i + 1])) continue
    const vote = Math.sign(steps[i]) * (size > 3 * threshold ? 2 : 1)
    marked[i - 1] = marked[i] = marked[i + 1] = vote
  }
  return marked
}

/**
 * The positions at which the vote changes, down every second column, and the change: about a tenth of all positions.
 */
const turnsOf = (marked: Int8Array, width: number, height: number) => {
  const columns: number[] = []
  const rows: number[] = []
  const by: number[] = []
  for (let x = 0; x < width; x += 2)
    for (let y = 0, before = 0; y <= height; y++) {
      const vote = y < height ? marked[x * height + y] : 0
      if (vote === before) continue
      columns.push(x)
      rows.push(y)
      by.push(vote - before)
      before = vote
    }
  return { columns: Int16Array.from(columns), rows: Int16Array.from(rows), by: Int8Array.from(by) }
}

const slopes = Math.round(steepest / slopeStep)

/**
 * The votes for every line, ordered by slope from −12° up and then by `at`. A line's vote is the absolute sum over
 * every second position along it, in the channel where that is largest. Only changes of the votes are counted; a
 * running sum down the column gives the rest.
 * @param marked the votes of each channel, column by column
 */
export const votesOf = (marked: readonly Int8Array[], width: number, height: number): Int16Array => {
  const turns = marked.map((channel) => turnsOf(channel, width, height))
  const votes = new Int16Array((2 * slopes + 1) * height)
  const ballot = new Int16Array(height)
  const shifts = new Int16Array(width)
  for (let s = -slopes; s <= slopes; s++) {
    const row = (s + slopes) * height
    for (let x = 0; x < width; x++) shifts[x] = shiftAt(s, x, width)
    for (const { columns, rows, by } of turns) {
      ballot.fill(0)
      for (let i = 0; i < by.length; i++) {
        const at = rows[i] - shifts[columns[i]]
        if (at < height) ballot[at < 0 ? 0 : at] += by[i]
      }
      for (let at = 0, sum = 0; at < height; at++) {
        sum += ballot[at]
        votes[row + at] = Math.max(votes[row + at], Math.abs(sum))
      }
    }
  }
  return votes
}

/** How many pixels lower a line with slope number `s` is at `x` than in the middle. */
export const shiftAt = (s: number, x: number, width: number): number => Math.round(s * slopeStep * (x - width / 2))

/**
 * The `count` best supported lying lines within ±12°, without weaker neighbours of a better line.
 * @param upright search for standing lines instead, with `at` and `slope` as described for `Line`
 */
export const findLines = (steps: Gradients, upright: boolean, count: number): LineCandidate[] => {
  const width = upright ? steps.height : steps.width
  const height = upright ? steps.width : steps.height
  const marked = (upright ? steps.standing : steps.lying).map(marks)
  return crests(votesOf(marked, width, height), width, height, count).map((line) => ({
    ...line,
    balance: marked.map((channel) => balance(line, channel, width, height)),
  }))
}

const balance = (line: Line, marked: Int8Array, width: number, height: number) => {
  const sums = new Int16Array(Math.ceil(width / 2) + 1)
  for (let x = 0, k = 0; x < width; x += 2, k++) {
    const y = Math.round(line.at + line.slope * (x - width / 2))
    sums[k + 1] = sums[k] + (y >= 0 && y < height ? Math.sign(marked[x * height + y]) : 0)
  }
  return sums
}

const isNear = (line: Line, kept: readonly Line[], width: number, within: number): boolean => {
  for (const other of kept) {
    const aside = ((other.slope - line.slope) * width) / 3
    if (Math.abs(other.at - line.at - aside) + Math.abs(other.at - line.at + aside) < within) return true
  }
  return false
}

/** The lines with the most votes, in this order, without lines that are too near to a better one. */
const crests = (votes: Int16Array, width: number, height: number, count: number): Line[] => {
  const kept: Line[] = []
  while (kept.length < count) {
    let most = Math.floor(width * 0.1)
    let best: Line | undefined
    for (let i = 0; i < votes.length; i++) {
      if (votes[i] <= most) continue
      const line = { at: i % height, slope: (Math.floor(i / height) - slopes) * slopeStep }
      if (isNear(line, kept, width, height * 0.04)) votes[i] = 0
      else {
        most = votes[i]
        best = line
      }
    }
    if (!best) break
    kept.push(best)
  }
  return kept
}

/**
 * The share (0 to 1) of the positions between `from` and `to` along the line that have a step in the same direction.
 */
export const support = ({ balance }: LineCandidate, from: number, to: number): number => {
  const last = balance[0].length - 1
  const a = Math.max(0, Math.min(last, Math.round(from / 2)))
  const b = Math.max(0, Math.min(last, Math.round(to / 2)))
  const wanted = Math.max(1, Math.round((to - from) / 2))
  return Math.max(...balance.map((channel) => Math.abs(channel[b] - channel[a]))) / wanted
}
