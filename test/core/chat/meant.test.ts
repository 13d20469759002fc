// Tests that a PIN and an ID number typed into the chat are recognised, however their digits are written.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { understand } from '../../../src/core/chat/meant.ts'

const heardIn = (text: string) =>
  understand({ eventId: 'e', lineUserId: 'U', at: 0, heard: { heard: 'text', text } }).heard

const separators = [
  ...['', ' ', '  ', '\t', '\n', '\r\n', '\u00a0', '\u2009', '\u3000'],
  ...['-', '\u2010', '\u2011', '\u2012', '–', '—', '―', '−', '\ufe63', '－', '\u00ad', ' - '],
  ...['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u202a'],
  ...['/', '_', ',', ', ', '.', '・', '·', '|', ':', '*', '+'],
]
/** The codes of the digit 0 in ASCII, Thai, full-width, Arabic-Indic, Lao, Khmer and mathematical bold digits. */
const zeros = [0x30, 0x0e50, 0xff10, 0x0660, 0x0ed0, 0x17e0, 0x1d7ce]

/** So many digits, each in any script, with any separator after it. */
const dressed = (length: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...zeros), fc.nat(9), fc.constantFrom(...separators)), {
      minLength: length,
      maxLength: length,
    })
    .map((digits) => digits.map(([zero, digit, separator]) => String.fromCodePoint(zero + digit) + separator).join(''))
const around = fc.constantFrom('', 'รหัสคือ', 'PIN ', 'เลขบัตร: ', 'ค่ะ', ' help')

test('an ID number is recognised in any dress', () => {
  fc.assert(
    fc.property(dressed(13), around, around, (digits, before, after) => {
      expect(heardIn(before + digits + after)).toEqual({ heard: 'idNumberTyped' })
    }),
  )
})
test('a PIN is recognised in any dress', () => {
  fc.assert(
    fc.property(dressed(8), around, around, (digits, before, after) => {
      expect(heardIn(before + digits + after)).toEqual({ heard: 'pinTyped' })
    }),
  )
})
test('a number beside another is recognised', () => {
  expect(heardIn('081 234 5678, 93620815')).toEqual({ heard: 'pinTyped' })
  expect(heardIn('3191976185509\n93620815')).toEqual({ heard: 'idNumberTyped' })
  expect(heardIn('①②③④⑤⑥⑦⑧')).toEqual({ heard: 'pinTyped' })
  expect(heardIn('9️⃣3️⃣6️⃣2️⃣0️⃣8️⃣1️⃣5️⃣')).toEqual({ heard: 'pinTyped' })
})
test('other numbers and words are none', () => {
  for (const text of ['081-234-5678', '02 123 4567', '10110', 'JT0-1234567-89', '1669', '12 คน 345 วัน 678 บาท'])
    expect(heardIn(text)).toEqual({ heard: 'otherWords' })
  expect(heardIn('help')).toEqual({ heard: 'command', command: 'help' })
})

const notSecret = [
  ...[
    '12,345,678 บาท',
    '๑๒,๓๔๕,๖๗๘ บาท',
    '12345678 บาท',
    '฿12,345,678',
    'ราคา 12345678',
    '123,456.78 baht',
    'total: 12345678',
  ],
  ...[
    'วันที่ 20261130',
    'เกิดวันที่ 30112569',
    'หมดอายุ ๐๗๐๙๒๕๗๕',
    'born 19580908',
    'expires on 2032-09-07',
    '30/11/2569',
    '2026-11-30',
  ],
  ...['รายได้ต่อเดือน 123,456.78 บาท ค่ะ', '093620815 20261130 บาท'],
]
test.each(notSecret)('%s is an amount or a date, and no PIN', (text) =>
  expect(heardIn(text)).not.toEqual({ heard: 'pinTyped' }),
)
const secret = [
  ...[
    '12345678',
    '20261130',
    '12,345,678',
    'รหัส 20261130',
    'pin วันเกิด 19580908',
    'PIN 12345678 บาท',
    'รหัสคือ 30/11/2569',
  ],
  ...['วันที่ 93620815', 'ยอด 12,345,678 บาท 93620815', '93-62-0815 บาท', 'วันที่ 20261130 กับ 93620815', '1,2345678 บาท'],
]
test.each(secret)('%s may be a PIN', (text) => expect(heardIn(text)).toEqual({ heard: 'pinTyped' }))
