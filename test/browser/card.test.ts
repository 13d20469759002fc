// Tests the card reader and the guided camera in a real browser, with the real engine and cards of invented people.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatLaserCode } from '../../src/core/card/laser-code.ts'
import { type Expiry, formatEnglishDate, formatThaiDate } from '../../src/core/card/thai-date.ts'
import { formatIdNumber } from '../../src/core/card/thai-id.ts'
import { type Harness, openHarness } from '../kit/browser/harness.ts'
import type { Kit } from './harness/card/main.ts'

declare const kit: Kit
let harness: Harness

beforeAll(async () => {
  harness = await openHarness('card')
})
afterAll(() => harness?.close())

type Side = 'front' | 'back'
const read = (id: string, sides: Side[], expected: Side, shot: Parameters<Kit['read']>[3] = {}) =>
  harness.page.evaluate(([i, s, e, w]) => kit.read(i, s, e, w), [id, sides, expected, shot] as const as [
    string,
    Side[],
    Side,
    typeof shot,
  ])
const watch = (id: string, side: Side, width: number, height: number) =>
  harness.page.evaluate(([i, s, w, h]) => kit.watch(i, s, { width: w, height: h }), [id, side, width, height] as const)
const personOf = (id: string) => harness.page.evaluate((i) => kit.person(i), id)

const thai = (date: Expiry) => (date === 'lifelong' ? 'ตลอดชีพ' : formatThaiDate(date))
const joined = (...words: (string | undefined)[]) => words.filter(Boolean).join(' ')

describe('cards of invented people', () => {
  test.each(['jaithip', 'fatima', 'middle-name', 'no-surname', 'birth-year-only', 'old-lifelong'])(
    '%s: number, dates and English names are right, nothing accepted is wrong',
    async (id) => {
      const p = await personOf(id)
      const { fields, ms, portrait } = await read(id, ['front'], 'front')
      console.log(`${id} front ${Math.round(ms)} ms`)
      const truth: Record<string, string> = {
        idNumber: formatIdNumber(p.idNumber),
        nameEnglish: joined(p.titleEnglish, p.firstNameEnglish, p.middleNameEnglish),
        lastNameEnglish: p.lastNameEnglish ?? '',
        birthDateThai: formatThaiDate(p.birthDate),
        birthDateEnglish: formatEnglishDate(p.birthDate),
        issueDate: formatThaiDate(p.issueDate),
        expiryDate: thai(p.expiry),
      }
      for (const [name, value] of Object.entries(truth)) expect(fields[name].value, name).toBe(value)
      truth.nameThai = joined(p.titleThai, p.firstNameThai, p.middleNameThai, p.lastNameThai)
      truth.address = p.address.join(' ')
      for (const [name, field] of Object.entries(fields))
        if (field.status === 'accepted') expect(field.value, name).toBe(truth[name])
      expect(fields.idNumber.status).toBe('accepted')
      expect(fields.birthDateThai.status).toBe('accepted')
      expect(portrait?.width).toBeGreaterThanOrEqual(330)
    },
  )
  test('a laser code is read from the back, and is missing on a card older than laser codes', async () => {
    const { laserCode } = await personOf('jaithip')
    expect((await read('jaithip', ['back'], 'back')).fields.laserCode?.value).toBe(formatLaserCode(laserCode ?? ''))
    expect((await read('old-lifelong', ['back'], 'back')).fields.laserCode.status).toBe('missing')
  })
  test('a number whose check digit is wrong is shown but not accepted', async () => {
    const { idNumber } = await personOf('wrong-check-digit')
    const { fields } = await read('wrong-check-digit', ['front'], 'front')
    expect(fields.idNumber).toMatchObject({ value: formatIdNumber(idNumber), status: 'doubtful' })
  })
})

describe('photos', () => {
  test.each([
    ['turned, tilted, on wood', { turn: 6, tilt: 0.05, table: 'wood' }],
    ['upside down on a light table', { upsideDown: true, table: 'light' }],
  ] as const)('%s are read', async (_, shot) => {
    const { fields } = await read('somchai', ['front'], 'front', shot)
    expect(fields.idNumber.status).toBe('accepted')
    expect(fields.lastNameEnglish.value).toBe('Kaewmanee')
  })
  test.each([
    ['blurred', ['front'], 'front', { blur: 8 }],
    ['glare', ['front'], 'front', { glare: true }],
    ['cut_off', ['front'], 'front', { shift: 0.2 }],
    ['both_sides', ['front', 'back'], 'front', {}],
    ['front_for_back', ['front'], 'back', {}],
    ['back_for_front', ['back'], 'front', {}],
    ['too_small', ['front'], 'front', { fill: 0.3, table: 'light' }],
  ] as const)('%s', async (reason, sides, expected, shot) => {
    expect((await read('somchai', [...sides], expected, shot)).reason).toBe(reason)
  })
})

describe('the guided camera', () => {
  test.each([
    ['lying', 'front', 1280, 720],
    ['standing, as a phone is held', 'front', 1080, 1920],
    ['lying', 'back', 1280, 720],
  ] as const)('takes the picture by itself from a %s frame (%s)', async (_, side, width, height) => {
    const result = await watch('somchai', side, width, height)
    console.log(`guide ${side} ${width}×${height}: ${result.hints.join(' → ')}, ${Math.round(result.ms)} ms`)
    expect(result.hints.at(-1)).toBe('capturing')
    expect(result.hints.includes('turn_over')).toBe(side === 'back')
    expect(result.size).toEqual([width, height])
    expect(result.framesOnPage, 'the finder runs in its worker').toBe(0)
    expect(result.reason).toBeUndefined()
    if (side === 'front') expect(result.fields.idNumber).toBe('1 4000 05712 34 8')
    else expect(result.fields.laserCode).toBe(formatLaserCode((await personOf('somchai')).laserCode ?? ''))
  })
  test('takes the picture on a phone without module workers as well', async () => {
    await harness.page.evaluate(() => kit.withWorkers(false))
    const result = await watch('somchai', 'front', 1280, 720)
    await harness.page.evaluate(() => kit.withWorkers(true))
    expect(result.reason).toBeUndefined()
    expect(result.framesOnPage).toBeGreaterThan(0)
  })
})

test('the progress bar never goes back and reaches its end, and nothing was fetched from elsewhere', async () => {
  const progress = await harness.page.evaluate(() => kit.progress)
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  expect(progress.at(-1)).toBe(1)
  expect(harness.strangers).toEqual([])
})
