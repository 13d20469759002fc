// Promises that every value is printed inside the real card's field, and that no specimen mark covers a field.
import { expect, test } from 'vitest'
import { backLines, frontLines, type Line } from '../../src/simulator/specimen/layout.ts'
import { residents, type SpecimenPerson } from '../../src/simulator/specimen/people.ts'
import { variants } from '../../src/simulator/specimen/variants.ts'

/** The real card's value boxes as fractions of width and height: x0, x1, y0, y1. */
const boxes = {
  idNumber: [0.43, 0.91, 0.09, 0.19],
  nameThai: [0.275, 0.91, 0.17, 0.31],
  nameEnglish: [0.37, 0.83, 0.3, 0.38],
  lastNameEnglish: [0.44, 0.88, 0.37, 0.45],
  birthThai: [0.43, 0.72, 0.44, 0.52],
  birthEnglish: [0.49, 0.75, 0.51, 0.59],
  religion: [0.41, 0.6, 0.58, 0.66],
  issueThai: [0.09, 0.29, 0.79, 0.85],
  issueEnglish: [0.09, 0.29, 0.89, 0.94],
  expiryThai: [0.55, 0.73, 0.79, 0.85],
  expiryEnglish: [0.55, 0.73, 0.89, 0.94],
} as const
const laserBox = [0.395, 1, 0.85, 0.985] as const
type Box = readonly [number, number, number, number]

const jaithip = residents[0]
const all: readonly SpecimenPerson[] = [...residents, ...variants]
/** The height of a line's letters above the baseline, as a fraction of the card's height. Latin capitals need less. */
const ascent = ({ size }: Line) => (size / 1000) * 1.585 * 0.72
const starts = (line: Line, [x0, x1, y0, y1]: Box) =>
  line.x >= x0 && line.x < x1 && line.y <= y1 && line.y - ascent(line) >= y0
const marks = (lines: Line[]) => lines.filter(({ ink }) => ink === 'specimen')
const overlaps = (line: Line, [x0, x1, y0, y1]: Box) => {
  const width = (line.text.length * line.size * 0.7) / 1000
  return line.x < x1 && line.x + width > x0 && line.y > y0 && line.y - ascent(line) < y1
}

test('each value of a full card lies in its own field', () => {
  const values = frontLines(jaithip).filter(({ ink, text }) => ink === 'value' && text)
  const place = (text: string) => values.find((line) => line.text === text) as Line
  const printed: [keyof typeof boxes, string][] = [
    ['idNumber', '3 5000 01805 50 9'],
    ['nameThai', 'น.ส. ใจทิพย์ สุขเกษม'],
    ['nameEnglish', 'Miss Jaithip'],
    ['lastNameEnglish', 'Sukkasem'],
    ['birthThai', '8 ก.ย. 2501'],
    ['birthEnglish', '8 Sep. 1958'],
    ['religion', 'พุทธ'],
    ['issueThai', '26 ส.ค. 2567'],
    ['issueEnglish', '26 Aug. 2024'],
    ['expiryThai', '7 ก.ย. 2575'],
    ['expiryEnglish', '7 Sep. 2032'],
  ]
  for (const [field, text] of printed) expect(`${field} ${starts(place(text), boxes[field])}`).toBe(`${field} true`)
})

test('a middle name stands between first and last, a missing surname leaves no gap', () => {
  const nameOf = (id: string) =>
    frontLines(all.find((one) => one.id === id) as SpecimenPerson).find(({ size }) => size === 39)?.text
  expect(nameOf('middle-name')).toBe('นาย สมชาย ภัทร แก้วมณี')
  expect(nameOf('fatima')).toBe('นาง ฟาติมา')
})

test('a lifelong card says so in both scripts, a birth year stands alone', () => {
  const texts = (id: string) => frontLines(all.find((one) => one.id === id) as SpecimenPerson).map(({ text }) => text)
  expect(texts('bunma')).toEqual(expect.arrayContaining(['ตลอดชีพ', 'LIFELONG']))
  expect(texts('birth-year-only')).toEqual(expect.arrayContaining(['2501', '1958']))
})

test('the laser code is printed with its dashes, in its field, or not at all', () => {
  const laser = backLines(jaithip).find(({ ink }) => ink === 'laser') as Line
  expect(laser.text).toBe('JT4-2015580-36')
  expect(starts(laser, laserBox)).toBe(true)
  expect(backLines({ ...jaithip, laserCode: '' }).some(({ ink }) => ink === 'laser')).toBe(false)
})

test('every side has the specimen mark, which covers no field', () => {
  for (const person of all) {
    const front = marks(frontLines(person))
    const back = marks(backLines(person))
    expect([front.length > 1, back.length > 1]).toEqual([true, true])
    for (const mark of front)
      for (const [name, box] of Object.entries(boxes)) expect(`${name} ${overlaps(mark, box)}`).toBe(`${name} false`)
    for (const mark of back) expect(overlaps(mark, laserBox)).toBe(false)
  }
})
