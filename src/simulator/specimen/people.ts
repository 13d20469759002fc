// The invented people whose cards the printer can print: the five of the simulator, then one person for every rare
// trait. Their ID numbers belong to no real person: no district has the code 00, so a number `N PP00 …` was never
// issued.

import type { Expiry, PartialDate } from '../../core/card/thai-date.ts'
import type { Language } from '../../core/languages.ts'

/** The colours and style of a drawn portrait. */
export type Appearance = {
  skin: string
  hair: string
  cloth: string
  style: 'bob' | 'short' | 'scarf' | 'long' | 'bald'
  glasses?: boolean
}

export type SpecimenPerson = {
  id: string
  /** What is special about this card, by language. */
  trait: Readonly<Record<Language, string>>
  idNumber: string
  titleThai: string
  firstNameThai: string
  middleNameThai?: string
  lastNameThai?: string
  titleEnglish: string
  firstNameEnglish: string
  middleNameEnglish?: string
  lastNameEnglish?: string
  birthDate: PartialDate
  religion?: string
  address: readonly [string, string]
  issueDate: PartialDate
  expiry: Expiry
  /**
   * Two letters and ten digits. For `ZZ9…NN` the sandbox register answers by NN: 00 valid, 01 lost, 02 died, 03 wrong
   * code …
   */
  laserCode?: string
  appearance: Appearance
}

const on = (year: number, month: number, day: number): PartialDate => ({ year, month, day })

/** The five people of the simulator's page, with the ids of the platform's people. */
export const residents: readonly SpecimenPerson[] = [
  {
    id: 'jaithip',
    trait: { th: 'บัตรดี', en: 'good card' },
    idNumber: '3500001805509',
    titleThai: 'น.ส.',
    firstNameThai: 'ใจทิพย์',
    lastNameThai: 'สุขเกษม',
    titleEnglish: 'Miss',
    firstNameEnglish: 'Jaithip',
    lastNameEnglish: 'Sukkasem',
    birthDate: on(1958, 9, 8),
    religion: 'พุทธ',
    address: ['19/4 หมู่ที่ 3 ต.สุเทพ', 'อ.เมืองเชียงใหม่ จ.เชียงใหม่'],
    issueDate: on(2024, 8, 26),
    expiry: on(2032, 9, 7),
    laserCode: 'JT4201558036',
    appearance: { skin: '#D9A27A', hair: '#8C9499', cloth: '#7A4A55', style: 'bob', glasses: true },
  },
  {
    id: 'somchai',
    trait: { th: 'เลเซอร์ผิด', en: 'wrong laser code' },
    idNumber: '1400005712348',
    titleThai: 'นาย',
    firstNameThai: 'สมชาย',
    lastNameThai: 'แก้วมณี',
    titleEnglish: 'Mr.',
    firstNameEnglish: 'Somchai',
    lastNameEnglish: 'Kaewmanee',
    birthDate: on(1992, 2, 14),
    religion: 'พุทธ',
    address: ['88 ซ.กลางเมือง 12 ต.ในเมือง', 'อ.เมืองขอนแก่น จ.ขอนแก่น'],
    issueDate: on(2025, 6, 3),
    expiry: on(2034, 2, 13),
    laserCode: 'ZZ9000000003',
    appearance: { skin: '#C98F62', hair: '#1E1A18', cloth: '#2F5F66', style: 'short' },
  },
  {
    id: 'bunma',
    trait: { th: 'ตลอดชีพ', en: 'lifelong' },
    idNumber: '3100001188465',
    titleThai: 'นาย',
    firstNameThai: 'บุญมา',
    lastNameThai: 'ทองดี',
    titleEnglish: 'Mr.',
    firstNameEnglish: 'Bunma',
    lastNameEnglish: 'Thongdee',
    birthDate: on(1945, 4, 2),
    religion: 'พุทธ',
    address: ['5/61 ถ.ประชาอุทิศ แขวงบางมด', 'เขตทุ่งครุ กรุงเทพมหานคร'],
    issueDate: on(2016, 3, 21),
    expiry: 'lifelong',
    laserCode: 'JT1093345217',
    appearance: { skin: '#BD8459', hair: '#C9CED1', cloth: '#5C6E3F', style: 'short' },
  },
  {
    id: 'fatima',
    trait: { th: 'ไม่มีนามสกุล', en: 'no surname' },
    idNumber: '1940002266512',
    titleThai: 'นาง',
    firstNameThai: 'ฟาติมา',
    titleEnglish: 'Mrs.',
    firstNameEnglish: 'Fatima',
    birthDate: on(1997, 6, 30),
    religion: 'อิสลาม',
    address: ['27 หมู่ที่ 8 ต.ตะลุโบะ', 'อ.เมืองปัตตานี จ.ปัตตานี'],
    issueDate: on(2023, 7, 11),
    expiry: on(2032, 6, 29),
    laserCode: 'JT3604471290',
    appearance: { skin: '#D6A078', hair: '#3E6694', cloth: '#3E6694', style: 'scarf' },
  },
  {
    id: 'noi',
    trait: { th: 'บัตรหาย', en: 'card lost' },
    idNumber: '1300009033772',
    titleThai: 'น.ส.',
    firstNameThai: 'น้อย',
    lastNameThai: 'ดวงใจ',
    titleEnglish: 'Miss',
    firstNameEnglish: 'Noi',
    lastNameEnglish: 'Duangjai',
    birthDate: on(2009, 1, 19),
    religion: 'พุทธ',
    address: ['140 หมู่ที่ 2 ต.หนองจะบก', 'อ.เมืองนครราชสีมา จ.นครราชสีมา'],
    issueDate: on(2024, 5, 7),
    expiry: on(2033, 1, 18),
    laserCode: 'ZZ9000000001',
    appearance: { skin: '#E0AE86', hair: '#2A1C1A', cloth: '#C26A32', style: 'long' },
  },
]
