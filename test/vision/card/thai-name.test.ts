// Tests the Thai name: parsing of the lattice, choice of a candidate, and every rule that makes a name doubtful.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likelyTexts, logProbability } from '../../../src/vision/card/ctc.ts'
import { judgeThaiName } from '../../../src/vision/card/judge-thai-name.ts'
import { type Lattice, parseLattice, thaiModelLetters } from '../../../src/vision/card/lattice.ts'
import { chooseName, type EngineName, nameCost } from '../../../src/vision/card/name-choice.ts'
import { showsTones } from '../../../src/vision/card/thai-name.ts'

/** A lattice for `text`. `doubts`: index of a letter → another letter at the same step, with its share. */
const latticeOf = (text: string, doubts: Record<number, readonly [string, number]> = {}): Lattice =>
  [...text.replaceAll('ำ', 'ํา')].flatMap((letter, i) => {
    const [other, share] = doubts[i] ?? ['', 0]
    const letters = new Map([[letter, 0.98 - share]])
    if (other !== '') letters.set(other, share)
    return [
      { blank: 0.02, letters },
      { blank: 0.98, letters: new Map() },
    ]
  })
const saying = (text: string, doubts?: Parameters<typeof latticeOf>[1], by: EngineName = 'tesseract') => ({
  by,
  text,
  lattice: latticeOf(text, doubts),
})

describe('the lattice', () => {
  test('is parsed by the numbering of exactly this model file', () => {
    const folder = createRequire(import.meta.url).resolve('@tesseract.js-data/tha/package.json')
    const model = gunzipSync(readFileSync(folder.replace('package.json', '4.0.0_best_int/tha.traineddata.gz')))
    expect(createHash('sha256').update(model).digest('hex')).toBe(
      'e8cf7af22c02b1cbd1b3a29a76c8e8bacc22c67dac28d8c95a2b40f36c359a70',
    )
    expect(thaiModelLetters).toHaveLength(109)
    expect(['ฌ', 'ฃ', 'ฅ', 'ฦ'].filter((letter) => thaiModelLetters.includes(letter))).toEqual([])
  })
  test('has each letter two numbers before the printed one, and the blank for 2', () => {
    const hocr = `<span class='ocrx_cinfo' id='timestep1_1_1'>
      <span class='ocrx_cinfo' id='choice_1_1_1' title='x_confs 96'>ส</span>
      <span class='ocrx_cinfo' id='choice_1_1_2' title='x_confs 3'>2</span></span>
      <span class='ocrx_cinfo' id='timestep1_1_2'>
      <span class='ocrx_cinfo' id='choice_1_1_3' title='x_confs 99'>2</span></span>`
    expect(parseLattice(hocr)).toEqual([
      { blank: 0.03, letters: new Map([['น', 0.96]]) },
      { blank: 0.99, letters: new Map() },
    ])
  })
  test('can be parsed from any text', () => {
    fc.assert(fc.property(fc.string(), (text) => parseLattice(text).every(({ blank }) => blank >= 0)))
  })
  test('makes a text more probable the better it matches, and gives the likeliest text', () => {
    const lattice = latticeOf('สมชาย', { 1: ['น', 0.3] })
    expect(likelyTexts(lattice, 4).slice(0, 2)).toEqual(['สมชาย', 'สนชาย'])
    expect(logProbability(lattice, 'สมชาย')).toBeGreaterThan(logProbability(lattice, 'สนชาย'))
    expect(logProbability(lattice, 'สนชาย')).toBeGreaterThan(logProbability(lattice, 'สงชาย'))
  })
  test('needs a gap between two equal letters', () => {
    const twice = latticeOf('วรรณ')
    expect(likelyTexts(twice, 1)).toEqual(['วรรณ'])
    expect(logProbability(twice, 'วรรณ')).toBeGreaterThan(-1)
  })
  test('has ำ as the two letters that the engine uses for it', () => {
    expect(logProbability(latticeOf('ขำคม'), 'ขำคม')).toBeGreaterThan(-1)
  })
})

const line = 'นาย สมชาย ทองสุข'
const english = { name: 'Mr. Somchai', lastName: 'Thongsuk' }
const judge = (
  readings: ReturnType<typeof saying>[],
  more: Partial<Parameters<typeof judgeThaiName>[0]> = {},
  names = english,
) => judgeThaiName({ readings, cut: false, tonesSeen: true, ...more }, names)

describe('choosing', () => {
  test('the English name decides between two letters that look alike', () => {
    const reading = saying('นาย สมชาย ทองลุข', { 13: ['ส', 0.3] })
    expect(chooseName([reading], english)?.order[0]).toBe('นาย สมชาย ทองสุข')
  })
  test('a title without a space after it is separated from the name', () => {
    expect(chooseName([saying('นายสมชาย ทองสุข')], english)?.order[0]).toBe(line)
  })
  test('without a reading the name is missing', () => expect(judge([])).toMatchObject({ status: 'missing' }))
  test.each([
    ['นาย ณัชชา ก้อนทอง', 'Mr. Chatcha', 'Konthong'],
    ['น.ส. เณอปราง บุญมี', 'Miss Cherprang', 'Boonmee'],
    ['นาย ญานนท์ สายบุญ', 'Mr. Chanon', 'Saiboon'],
    ['นาย ญานนท์ สายบุญ', 'Mr. Janon', 'Saiboon'],
  ])('%s: a ฌ that the engine does not know costs a whole consonant (%s)', (thai, name, lastName) => {
    expect(nameCost(thai, { name, lastName })).toBeGreaterThanOrEqual(1)
  })
})

describe('the Thai name', () => {
  /** Three renderings of each engine. */
  const six = (text: string, doubts?: Parameters<typeof latticeOf>[1]) =>
    Array.from({ length: 6 }, (_, i) => saying(text, doubts, i % 2 === 0 ? 'tesseract' : 'net'))
  test('is accepted when the renderings agree and the English line confirms it', () => {
    expect(judge(six(line))).toMatchObject({ value: line, status: 'accepted' })
  })
  test('is doubtful when another candidate is close, and that one is offered', () => {
    const readings = six(line, { 13: ['ซ', 0.4] })
    expect(judge(readings)).toMatchObject({ value: line, status: 'doubtful' })
    expect(judge(readings).candidates).toContain('นาย สมชาย ทองซุข')
  })
  test('is doubtful when a candidate that differs only in a mark is close', () => {
    const readings = six(line, { 14: ['ู', 0.06] })
    expect(judge(readings)).toMatchObject({ value: line, status: 'doubtful' })
  })
  test('is doubtful when fewer than half of the renderings were read as this name', () => {
    const readings = [...six(line).slice(0, 2), ...six('นาย สมชาย ทองสข').slice(0, 4)]
    expect(judge(readings.map((reading) => ({ ...reading, lattice: latticeOf(line) }))).status).toBe('doubtful')
  })
  test('is doubtful when only one engine reads it, however sure it is', () => {
    for (const by of ['tesseract', 'net'] as const) {
      const alone = Array.from({ length: 6 }, () => saying(line, {}, by))
      expect(judge(alone)).toMatchObject({ value: line, status: 'doubtful' })
      const other = by === 'net' ? 'tesseract' : 'net'
      expect(judge([...alone, { ...saying('นาย สมชาย ทองสข', {}, other), lattice: latticeOf(line) }]).status).toBe(
        'doubtful',
      )
    }
  })
  test('is doubtful when a consonant of the English name is missing in it', () => {
    expect(judge(six('นาย สมชาย ทองสุ')).status).toBe('doubtful')
  })
  test('is doubtful when all renderings misread a letter in the same way', () => {
    const names = { name: 'Mr. Chatcha', lastName: 'Konthong' }
    expect(judge(six('นาย ณัชชา ก้อนทอง'), {}, names).status).toBe('doubtful')
    expect(judge(six('นาย ชัชชา ก้อนทอง'), {}, names).status).toBe('accepted')
  })
  test('is doubtful when the titles do not match', () => {
    expect(judge(six(line), {}, { ...english, name: 'Mrs. Somchai' }).status).toBe('doubtful')
  })
  test('is doubtful when there is a surname in one script only', () => {
    expect(judge(six('นาย สมชาย'), {}, english).status).toBe('doubtful')
    // A surname without a consonant costs nothing in the comparison of sounds.
    expect(judge(six('นาย สมชาย'), {}, { ...english, lastName: 'Ao' }).status).toBe('doubtful')
    expect(judge(six('นาย สมชาย'), {}, { ...english, lastName: '' }).status).toBe('accepted')
  })
  test('is doubtful when ink runs into the edge of the crop', () => {
    expect(judge(six(line), { cut: true }).status).toBe('doubtful')
  })
  test('is doubtful when a mark could hide a tone and the label of the card shows none either', () => {
    const fused = 'น.ส. วรรณวิสา หอมกลิน'
    const names = { name: 'Miss Wanwisa', lastName: 'Homklin' }
    expect(judge(six(fused), { tonesSeen: false }, names).status).toBe('doubtful')
    expect(judge(six(line), { tonesSeen: false }).status).toBe('accepted')
  })
  test('is offered with a tone that a mark may hide, where another reading has another mark', () => {
    const fused = 'น.ส. วรรณวิสา หอมกลิน'
    const names = { name: 'Miss Wanwisa', lastName: 'Homklin' }
    const readings = six(fused, { 19: ['ื', 0.2] })
    const { value, candidates } = judge(readings, { tonesSeen: false }, names)
    expect([value, ...candidates]).toEqual([fused, 'น.ส. วรรณวิสา หอมกลิ่น', 'น.ส. วรรณวิสา หอมกลิ้น', 'น.ส. วรรณวิสา หอมกลืน'])
  })
  test('is accepted when every mark has its tone, because no further tone can be hidden', () => {
    const names = { name: 'Mr. Somchai', lastName: 'Yimyaem' }
    expect(judge(six('นาย สมชาย ยิ้มแย้ม'), { tonesSeen: false }, names).status).toBe('accepted')
  })
  test.each([
    ['เกิดวันที่ 2 ม.ค. 2530', true],
    ['เกิดวันที 2 ม.ค. 2530', false],
    ['ชื่อตัวและซื่อสกุล', true],
    ['ซือตัวและชื่อสกุล', false],
    ['', false],
  ])('a label shows whether tones are printed legibly: %s', (label, shows) => expect(showsTones(label)).toBe(shows))
  test('with the rank that every reservist has is accepted', () => {
    const rank = 'ว่าที่ ร.ต. สมชาย ทองสุข'
    expect(judge(six(rank), {}, { ...english, name: 'Acting Sub Lt. Somchai' }).status).toBe('accepted')
    expect(judge(six(rank), {}, { ...english, name: 'Mr. Somchai' }).status).toBe('doubtful')
  })
  test('with another rank is doubtful', () => {
    expect(judge(six('พ.ต. สมชาย ทองสุข'), {}, { ...english, name: 'Maj. Somchai' }).status).toBe('doubtful')
  })
})
