// Five invented people with LINE accounts, and what two of them may do as officials. Their user ids stay the same between starts, so an enrolment survives a
// restart.
import type { Person } from './wire.ts'

type Starter = Omit<Person, 'follows' | 'blocked'>

export const people: readonly Starter[] = [
  {
    id: 'jaithip',
    userId: 'U1a5e7c0d94b24f0e8d6b3f1272c8a901',
    name: 'ใจทิพย์',
    age: 68,
    note: { th: 'บัตรดี', en: 'good card' },
    language: 'th',
    os: 'android',
  },
  {
    id: 'somchai',
    userId: 'U2b6f8d1ea5c35a1f9e7c4a2383d9ba12',
    name: 'สมชาย',
    age: 34,
    note: { th: 'เลเซอร์ผิด', en: 'wrong laser code' },
    language: 'th',
    os: 'ios',
    rights: ['reviewer'],
  },
  {
    id: 'bunma',
    userId: 'U3c7a9e2fb6d46b2a8f8d5b3494eacb23',
    name: 'บุญมา',
    age: 81,
    note: { th: 'ตลอดชีพ', en: 'lifelong card' },
    language: 'th',
    os: 'android',
  },
  {
    id: 'fatima',
    userId: 'U4d8b0f3ac7e57c3b9a9e6c45a5fbdc34',
    name: 'ฟาติมา',
    age: 29,
    note: { th: 'ไม่มีนามสกุล', en: 'no surname' },
    language: 'en',
    os: 'ios',
    rights: ['official', 'reviewer'],
  },
  {
    id: 'noi',
    userId: 'U5e9c1a4bd8f68d4cabaf7d56b6acde45',
    name: 'น้อย',
    age: 17,
    note: { th: 'บัตรหาย', en: 'card reported lost' },
    language: 'th',
    os: 'android',
  },
]
