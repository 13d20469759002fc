// Invented people with complete data. Their ID numbers are valid and name existing provinces.
import type { CardDraft } from '../../../src/core/card/card.ts'
import { checkDigitOf } from '../../../src/core/card/thai-id.ts'

export type Person = { line: string; pin: string; card: CardDraft }

export const idNumberFrom = (first12: string) => first12 + checkDigitOf(first12)

/** Laser codes for the sandbox register: after ZZ9, the last two digits choose the answer. */
export const laser = {
  lost: 'ZZ9000000001',
  dead: 'ZZ9000000002',
  wrong: 'ZZ9000000003',
  void: 'ZZ9000000004',
  silent: 'ZZ9000000005',
  /** The register answers after more seconds than the service waits for it. */
  slow: 'ZZ9000000006',
  /** The register does not answer in the first half of every hour. */
  down: 'ZZ9000000008',
}

export const jaithip: Person = {
  line: 'jaithip',
  pin: '40718293',
  card: {
    idNumber: idNumberFrom('319197618550'),
    titleThai: 'น.ส.',
    firstNameThai: 'ใจทิพย์',
    lastNameThai: 'สุขเกษม',
    titleEnglish: 'Miss',
    firstNameEnglish: 'Jaithip',
    lastNameEnglish: 'Sukkasem',
    birthDate: { year: 1958, month: 9, day: 8 },
    address: '328 หมู่ที่ 4 ต.หาดใหญ่ อ.หาดใหญ่ จ.สงขลา',
    issueDate: { year: 2024, month: 10, day: 25 },
    expiry: { year: 2033, month: 9, day: 7 },
    laserCode: 'JT1234567890',
  },
}

export const somchai: Person = {
  line: 'somchai',
  pin: '93620815',
  card: {
    idNumber: idNumberFrom('110150014722'),
    titleThai: 'นาย',
    firstNameThai: 'สมชาย',
    lastNameThai: 'มั่นคง',
    titleEnglish: 'Mr.',
    firstNameEnglish: 'Somchai',
    lastNameEnglish: 'Mankong',
    birthDate: { year: 1992, month: 3, day: 15 },
    issueDate: { year: 2022, month: 5, day: 2 },
    expiry: { year: 2031, month: 3, day: 14 },
    laserCode: 'ME7654321098',
  },
}

/** A person without a surname, with only a birth year and a lifelong card without a laser code. */
export const bunma: Person = {
  line: 'bunma',
  pin: '57283914',
  card: {
    idNumber: idNumberFrom('350010045678'),
    titleThai: 'นาง',
    firstNameThai: 'บุญมา',
    titleEnglish: 'Mrs.',
    firstNameEnglish: 'Bunma',
    birthDate: { year: 1945 },
    issueDate: { year: 2010, month: 1, day: 5 },
    expiry: 'lifelong',
  },
}
