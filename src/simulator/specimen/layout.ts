// The position of every text on the specimen, as data. It equals the real card's layout, so that reading a specimen is
// a fair test. x and y: fractions of the card's width and height (y is the baseline). size and width: thousandths of
// the card's width.
import { formatLaserCode } from '../../core/card/laser-code.ts'
import { type Expiry, formatEnglishDate, formatThaiDate } from '../../core/card/thai-date.ts'
import { formatIdNumber } from '../../core/card/thai-id.ts'
import type { SpecimenPerson } from './people.ts'

/** 85.6 × 54 mm (ISO/IEC 7810 ID-1) at about 508 dpi. */
export const CARD = { width: 1712, height: 1080, radius: 62 } as const

export type Ink = 'value' | 'title' | 'label' | 'labelLatin' | 'country' | 'laser' | 'specimen'
export type Line = {
  text: string
  x: number
  y: number
  size: number
  ink: Ink
  /** A longer text is condensed to this width, so that it stays inside its field. */
  width?: number
}
/** x0, x1, y0, y1. */
export type Area = readonly [number, number, number, number]

export const portrait: Area = [0.745, 0.98, 0.49, 0.915]
export const chip: Area = [0.095, 0.25, 0.33, 0.55]
export const barcode: Area = [0.022, 0.064, 0.28, 0.94]

export const thaiDate = (date: Expiry): string => (date === 'lifelong' ? 'ตลอดชีพ' : formatThaiDate(date))
export const englishDate = (date: Expiry): string => (date === 'lifelong' ? 'LIFELONG' : formatEnglishDate(date))
const words = (...parts: (string | undefined)[]): string => parts.filter((part) => part).join(' ')

/** Returns all lines of one person's front: labels and values. */
export const frontLines = (p: SpecimenPerson): Line[] => [
  { text: 'บัตรประจำตัวประชาชน', x: 0.165, y: 0.08, size: 43, ink: 'title', width: 375 },
  { text: 'Thai National ID Card', x: 0.558, y: 0.085, size: 37, ink: 'labelLatin', width: 392 },
  { text: 'เลขประจำตัวประชาชน', x: 0.163, y: 0.128, size: 25, ink: 'label', width: 212 },
  { text: 'Identification Number', x: 0.163, y: 0.182, size: 20, ink: 'labelLatin' },
  {
    text: formatIdNumber(p.idNumber),
    x: 0.437,
    y: 0.157,
    size: 36,
    ink: 'value',
  },
  { text: 'ชื่อตัวและชื่อสกุล', x: 0.097, y: 0.273, size: 25, ink: 'label', width: 172 },
  {
    text: words(`${p.titleThai} ${p.firstNameThai}`, p.middleNameThai, p.lastNameThai),
    x: 0.284,
    y: 0.273,
    size: 39,
    ink: 'value',
    width: 620,
  },
  { text: 'Name', x: 0.305, y: 0.352, size: 20, ink: 'labelLatin' },
  {
    text: words(p.titleEnglish, p.firstNameEnglish, p.middleNameEnglish),
    x: 0.384,
    y: 0.352,
    size: 29,
    ink: 'value',
    width: 440,
  },
  { text: 'Last name', x: 0.305, y: 0.422, size: 20, ink: 'labelLatin' },
  { text: p.lastNameEnglish ?? '', x: 0.446, y: 0.422, size: 29, ink: 'value', width: 420 },
  { text: 'เกิดวันที่', x: 0.334, y: 0.495, size: 27, ink: 'label' },
  { text: thaiDate(p.birthDate), x: 0.437, y: 0.495, size: 31, ink: 'value' },
  { text: 'Date of Birth', x: 0.334, y: 0.57, size: 20, ink: 'labelLatin' },
  { text: englishDate(p.birthDate), x: 0.496, y: 0.57, size: 29, ink: 'value' },
  ...(p.religion
    ? ([
        { text: 'ศาสนา', x: 0.334, y: 0.637, size: 25, ink: 'label' },
        { text: p.religion, x: 0.415, y: 0.637, size: 27, ink: 'value' },
      ] as const)
    : []),
  { text: 'ที่อยู่', x: 0.097, y: 0.703, size: 27, ink: 'label' },
  { text: p.address[0], x: 0.154, y: 0.703, size: 27, ink: 'value', width: 580 },
  { text: p.address[1], x: 0.097, y: 0.773, size: 27, ink: 'value', width: 630 },
  { text: thaiDate(p.issueDate), x: 0.097, y: 0.832, size: 25, ink: 'value' },
  { text: 'วันออกบัตร', x: 0.097, y: 0.877, size: 20, ink: 'label' },
  { text: englishDate(p.issueDate), x: 0.097, y: 0.926, size: 22, ink: 'value' },
  { text: 'Date of Issue', x: 0.097, y: 0.968, size: 18, ink: 'labelLatin' },
  { text: 'เจ้าพนักงานออกบัตร', x: 0.29, y: 0.968, size: 20, ink: 'label' },
  { text: thaiDate(p.expiry), x: 0.556, y: 0.832, size: 25, ink: 'value' },
  { text: 'วันบัตรหมดอายุ', x: 0.556, y: 0.877, size: 20, ink: 'label' },
  { text: englishDate(p.expiry), x: 0.556, y: 0.926, size: 22, ink: 'value' },
  { text: 'Date of Expiry', x: 0.556, y: 0.968, size: 18, ink: 'labelLatin' },
  { text: '0000-00-00000000', x: 0.772, y: 0.965, size: 17, ink: 'value' },
  { text: 'SPECIMEN', x: 0.106, y: 0.612, size: 27, ink: 'specimen' },
  { text: 'SPECIMEN', x: 0.79, y: 0.486, size: 28, ink: 'specimen' },
  { text: 'SPECIMEN', x: 0.798, y: 0.904, size: 24, ink: 'specimen' },
]

/** Returns all lines of the back. An old lifelong card has no laser code. */
export const backLines = (p: SpecimenPerson): Line[] => [
  { text: 'ใบตัวอย่าง ใช้แสดงตนไม่ได้', x: 0.6, y: 0.24, size: 27, ink: 'specimen' },
  { text: 'พิมพ์จากเครื่องจำลอง สำหรับทดสอบเท่านั้น ไม่มีผู้ใดถือบัตรนี้', x: 0.1, y: 0.7, size: 22, ink: 'label' },
  {
    text: 'Printed by a simulator, for tests only. Nobody holds this card.',
    x: 0.1,
    y: 0.76,
    size: 18,
    ink: 'labelLatin',
  },
  { text: 'ประเทศไทย', x: 0.799, y: 0.372, size: 24, ink: 'value', width: 125 },
  { text: 'THAILAND', x: 0.801, y: 0.531, size: 20, ink: 'country', width: 112 },
  { text: 'SPECIMEN', x: 0.1, y: 0.62, size: 40, ink: 'specimen' },
  ...(p.laserCode
    ? ([{ text: formatLaserCode(p.laserCode), x: 0.436, y: 0.937, size: 43, ink: 'laser' }] as const)
    : []),
]
