// Tests the address against the list of places: what is corrected, what is accepted and what stays as it was read.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Gazetteer, matchLocality } from '../../../src/vision/card/gazetteer.ts'
import { judgeAddress } from '../../../src/vision/card/judge-address.ts'
import { loadGazetteer } from '../../kit/card/places.ts'

let list: Gazetteer
beforeAll(async () => {
  list = await loadGazetteer()
})

const address = '19/4 หมู่ที่ 3 ต.สุเทพ อ.เมืองเชียงใหม่ จ.เชียงใหม่'
const judge = (texts: string[], more: { cut?: boolean; figures?: string; list?: Gazetteer | undefined } = {}) =>
  judgeAddress({ texts, cut: more.cut ?? false, figures: more.figures ?? '19/4 3' }, 'list' in more ? more.list : list)
const thrice = (text: string) => [text, text, text]

describe('the list of places', () => {
  test('has every province', () => expect(list.size).toBe(77))
  test.each([
    ['7 หมู่ที่ 6 ต.บ่อยาง อ.เมืองสงขลา จ.สงขลา', 0, '7 หมู่ที่ 6'],
    ['7 หมู่ที่ 6 ต.บ่อยาง อ.เมื่องสงขลา จสงขลา', 2, '7 หมู่ที่ 6'],
    ['315/50 ซ.อ่อนนุช 46 แขวงอ่อนนุช เขตสวนหลวง กรุงเทพมหานคร', 0, '315/50 ซ.อ่อนนุช 46'],
    ['5 ต.น้ำเปรียว อ.บางน้ำเปรี้ยว จ.ฉะเชิงเทรา', undefined, ''],
  ])('%s', (text, away, head) => {
    const found = matchLocality(text, list)
    if (away === undefined) expect(found?.away ?? 9).toBeGreaterThan(0)
    else expect(found).toMatchObject({ away, head })
  })
  test.each(['', 'จ.', 'ที่อยู่', '12', 'ต.ก อ.ข จ.ค'])('“%s” is no place', (text) =>
    expect(matchLocality(text, list)).toBeUndefined(),
  )
})

describe('the address', () => {
  test('is accepted when all renderings agree, the place is listed and both models read the number', () => {
    expect(judge(thrice(`ที่อยู่ ${address}`))).toMatchObject({ value: address, status: 'accepted' })
  })
  test('has one misread place corrected when the other renderings read it as listed', () => {
    const texts = [address, address, address.replace('สุเทพ', 'สเทพ')]
    expect(judge(texts)).toMatchObject({ value: address, status: 'accepted' })
  })
  test('is doubtful when most renderings read a place that is not listed, because the list may lack it', () => {
    expect(judge(thrice(address.replace('สุเทพ', 'สุเทว'))).status).toBe('doubtful')
  })
  test('is accepted when all renderings misread province or amphoe, because those lists are complete', () => {
    expect(judge(thrice(address.replace('จ.เชียงใหม่', 'จ.เชียงใหม')))).toMatchObject({
      value: address,
      status: 'accepted',
    })
  })
  test('is accepted when its tambon lost a mark in all renderings', () => {
    const far = '5 หมู่ที่ 2 ต.โพธิ์ไทร อ.โพธิ์ไทร จ.อุบลราชธานี'
    const texts = thrice(far.replace('ต.โพธิ์', 'ต.โพธิ'))
    expect(judge(texts, { figures: '5 2' })).toMatchObject({ value: far, status: 'accepted' })
  })
  test('is doubtful when its tambon is longer than the listed one', () => {
    expect(judge(thrice(address.replace('สุเทพ', 'สุเทพน้อย'))).status).toBe('doubtful')
    expect(judge(thrice(address.replace('สุเทพ ', 'สุเทพก '))).status).toBe('doubtful')
  })
  test('keeps an unlisted tambon as it was read, and is doubtful', () => {
    const unknown = address.replace('สุเทพ', 'หนองใหม่พัฒนา')
    expect(judge(thrice(unknown))).toMatchObject({ value: unknown, status: 'doubtful' })
  })
  test.each([
    ['7 หมู่ที่ 6 ต.บ่องง อ.เมืองสงขลา จ.สงขลา', 'ต.บ่องง'],
    ['7 หมู่ที่ 6 ต.พอยง อ.เมืองสงขลา จ.สงขล', 'ต.พอยง'],
    ['9 แขวงสีลา เขตสาทร กรุงเทพมหานคร', 'แขวงสีลา'],
    ['5 ต.ศรีภูม อ.เมืองเชียงใหม่ จ.เชียงใหม่', 'ต.ศรีภูมิ'],
    ['5 ต.สุเทวา อ.เมืองเชียงใหม่ จ.เชียงใหม', 'ต.สุเทวา'],
  ])('“%s” never gets another tambon that the picture does not support', (text, tambon) => {
    const { value, status } = judge(thrice(text), { figures: '7 6 9 5' })
    expect(value).toContain(` ${tambon} `)
    if (!tambon.endsWith('ภูมิ')) expect(status).toBe('doubtful')
  })
  test('offers the tambon as it was read beside a listed one that differs in a letter', () => {
    const read = address.replace('สุเทพ', 'สุเทว')
    expect([judge(thrice(read)).value, ...judge(thrice(read)).candidates]).toContain(read)
  })
  test('is doubtful when the house number differs between renderings, and both are offered', () => {
    const texts = [address, address, address.replace('19/4', '79/4')]
    expect(judge(texts)).toMatchObject({
      value: address,
      status: 'doubtful',
      candidates: [address.replace('19/4', '79/4')],
    })
  })
  test('gets back a stroke that the Thai model read as 7, and is doubtful then', () => {
    expect(judge(thrice(address.replace('19/4', '1974')))).toMatchObject({ value: address, status: 'doubtful' })
  })
  test('is doubtful when the Latin model reads another number', () => {
    expect(judge(thrice(address), { figures: '18/4 3' }).status).toBe('doubtful')
    expect(judge(thrice(address), { figures: '19/4 8' }).status).toBe('doubtful')
    expect(judge(thrice(address), { figures: '19/4 11 3 0' }).status).toBe('accepted')
  })
  test('is doubtful when it is cut, and without a list of places', () => {
    expect(judge(thrice(address), { cut: true }).status).toBe('doubtful')
    expect(judge(thrice(address), { list: undefined })).toMatchObject({ value: address, status: 'doubtful' })
  })
  test('is missing when nothing was read', () => expect(judge(['', '', '']).status).toBe('missing'))
})
