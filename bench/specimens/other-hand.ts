// Prints cards as a different printer would: other typefaces and weights, paler or darker ink, each line slightly out of place.
import { drawFrontFurniture, drawGuilloche, drawPortrait, drawSheet } from '../../src/simulator/specimen/background.ts'
import { backLines, CARD, frontLines, type Ink, type Line } from '../../src/simulator/specimen/layout.ts'
import type { SpecimenPerson } from '../../src/simulator/specimen/people.ts'
import type { DrawableFace, PrintedCard } from '../../src/simulator/specimen/print.ts'
import { seededRandom } from '../../src/simulator/specimen/table.ts'

type Faces = Record<Ink, string>

const thaiWeights = ['400', '500', '500', '700']
const latins = ['"Noto Serif"', 'Sarabun', 'Cousine', '"IBM Plex Sans Thai Looped"']
const grounds = [
  ['#C9E3F2', '#9CCBE8'],
  ['#B4CFF5', '#7FAEE0'],
  ['#D3EFF8', '#8FC5DD'],
  ['#BFD9E6', '#A9C6E4'],
] as const
const inks = ['#101418', '#1B2030', '#2A2E38', '#3A3F48']

/** @param n seeds the printer's variations: the same number gives the same card. */
export const printOtherHand = async (
  p: SpecimenPerson,
  face: DrawableFace,
  type: string,
  n: number,
): Promise<PrintedCard> => {
  const next = seededRandom(n * 613 + 29)
  for (let i = 0; i < 3; i++) next()
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]
  const around = (most: number) => (2 * next() - 1) * most
  const value = `${pick(thaiWeights)} # "${type}", Sarabun`
  // Labels are mostly set in the same typeface as the values.
  const label = next() < 0.7 ? value : `${pick(['400', '600'])} # Sarabun`
  const [latin, ink] = [pick(latins), pick(inks)]
  const labelLatin = `${pick(['400', '700'])} # ${latin}`
  const faces: Faces = {
    value,
    title: value,
    label,
    labelLatin,
    country: labelLatin,
    laser: `${pick(['400', '700'])} # ${pick(['Cousine', '"Noto Serif"'])}`,
    specimen: '600 # Sarabun',
  }
  const colours: Partial<Record<Ink, string>> = { value: ink, laser: pick(inks), specimen: '#C6505BA0' }
  const size = 1 + around(0.05)
  const fonts = Object.values(faces).map((font) => font.replace('#', '40px'))
  await Promise.all(fonts.flatMap((font) => ['ก', 'A1'].map((text) => document.fonts.load(font, text))))

  const [from, to] = pick(grounds)
  const sheet = (lines: Line[], draw: (pen: CanvasRenderingContext2D) => void) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: CARD.width, height: CARD.height })
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('no 2d canvas')
    drawSheet(pen, from, to)
    drawGuilloche(pen, 0, CARD.height, pick(['#5FA3CF40', '#4A80B855', '#FFFFFF66']))
    draw(pen)
    for (const line of lines) {
      pen.font = faces[line.ink].replace('#', `${(line.size * size * CARD.width) / 1000}px`)
      pen.fillStyle = colours[line.ink] ?? '#23308A'
      const limit = line.width === undefined ? undefined : (line.width * CARD.width) / 1000
      pen.fillText(line.text, (line.x + around(0.003)) * CARD.width, (line.y + around(0.004)) * CARD.height, limit)
    }
    return canvas
  }
  const front = sheet(frontLines(p), (pen) => {
    drawFrontFurniture(pen)
    drawPortrait(pen, face)
  })
  return { front, back: sheet(backLines(p), () => undefined) }
}
