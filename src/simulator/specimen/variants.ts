// One person for each rare trait of a card or of the sandbox register's answers, derived from a resident, with an ID
// number of their own.
import { residents, type SpecimenPerson } from './people.ts'

const [jaithip, somchai] = residents as readonly [SpecimenPerson, SpecimenPerson]
const { lastNameThai: _th, lastNameEnglish: _en, ...firstNameOnly } = somchai

const register = (id: string, trait: SpecimenPerson['trait'], idNumber: string, code: string): SpecimenPerson => ({
  ...jaithip,
  id,
  trait,
  idNumber,
  laserCode: `ZZ90000000${code}`,
})

/**
 * Cards for the rare cases. The sandbox register answers by the last two digits of a laser code that starts with ZZ9.
 */
export const variants: readonly SpecimenPerson[] = [
  {
    ...somchai,
    id: 'valid-man',
    trait: { th: 'บัตรดี (ชาย)', en: 'good card (man)' },
    idNumber: '1500003012453',
    firstNameThai: 'ประเสริฐ',
    lastNameThai: 'วงศ์สวัสดิ์',
    firstNameEnglish: 'Prasert',
    lastNameEnglish: 'Wongsawat',
    laserCode: 'JT2718281828',
  },
  {
    ...somchai,
    id: 'middle-name',
    trait: { th: 'มีชื่อกลาง', en: 'middle name' },
    idNumber: '1100004123660',
    middleNameThai: 'ภัทร',
    middleNameEnglish: 'Phat',
    laserCode: 'JT3141592653',
  },
  {
    ...firstNameOnly,
    id: 'no-surname',
    trait: { th: 'ชื่อเดียว', en: 'one name only' },
    idNumber: '5400001209873',
    laserCode: 'JT1414213562',
  },
  {
    ...jaithip,
    id: 'birth-year-only',
    trait: { th: 'รู้แต่ปีเกิด', en: 'birth year only' },
    idNumber: '3200004500183',
    birthDate: { year: 1958 },
    expiry: { year: 2032, month: 12, day: 31 },
    laserCode: 'JT1732050807',
  },
  {
    ...somchai,
    id: 'no-religion',
    trait: { th: 'ไม่ระบุศาสนา', en: 'no religion printed' },
    idNumber: '1830007711205',
    religion: '',
    laserCode: 'JT2236067977',
  },
  {
    ...somchai,
    id: 'expired',
    trait: { th: 'บัตรหมดอายุ', en: 'expired' },
    idNumber: '3410002567301',
    issueDate: { year: 2014, month: 3, day: 5 },
    expiry: { year: 2023, month: 2, day: 13 },
    laserCode: 'JT2645751311',
  },
  {
    ...jaithip,
    id: 'old-lifelong',
    trait: { th: 'ตลอดชีพ ไม่มีเลเซอร์', en: 'lifelong, no laser code' },
    idNumber: '1100006334897',
    birthDate: { year: 1938, month: 5, day: 20 },
    issueDate: { year: 2009, month: 6, day: 1 },
    expiry: 'lifelong',
    laserCode: '',
  },
  {
    ...somchai,
    id: 'wrong-check-digit',
    trait: { th: 'เลขบัตรผิด', en: 'wrong check digit' },
    idNumber: '1570001182034',
    laserCode: 'JT2828427124',
  },
  register('register-lost', { th: 'แจ้งหาย', en: 'reported lost' }, '3500001915509', '01'),
  register('register-died', { th: 'เสียชีวิต', en: 'holder died' }, '3500002065509', '02'),
  register('register-void', { th: 'ถูกยกเลิก', en: 'void' }, '8200000907140', '04'),
  register('register-down', { th: 'ทะเบียนล่ม', en: 'register down' }, '3500002918471', '05'),
  register('register-slow', { th: 'ทะเบียนช้า', en: 'register slow' }, '3500007338163', '06'),
  register('chip-abnormal', { th: 'ชิปผิดปกติ', en: 'chip abnormal' }, '3500005550122', '07'),
]
