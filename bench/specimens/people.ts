// Invented people for the bench, always the same for a number. Even numbers are for tuning, odd numbers for reporting.
import type { PartialDate } from '../../src/core/card/thai-date.ts'
import { checkDigitOf, isProvince } from '../../src/core/card/thai-id.ts'
import { residents, type SpecimenPerson } from '../../src/simulator/specimen/people.ts'
import { seededRandom } from '../../src/simulator/specimen/table.ts'
import type { Locality } from '../../src/vision/card/gazetteer.ts'
import { femaleNames, maleNames, rareNames, surnames } from './names.ts'

const provinces = Array.from({ length: 90 }, (_, i) => String(10 + i)).filter(isProvince)

/** A random generator seeded with `n`, whose first draws differ from those of neighbouring seeds. */
const diceOf = (n: number) => {
  const next = seededRandom(n * 7919 + 17)
  for (let i = 0; i < 5; i++) next()
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, pick: <T>(all: readonly T[]): T => all[below(all.length)], chance: (share: number) => next() < share }
}
type Draws = ReturnType<typeof diceOf>

/** A valid ID number that nobody has: no district has the code 00. */
const idNumberOf = ({ below, pick }: Draws) => {
  const twelve = `${pick(['1', '2', '3', '4', '5', '8'])}${pick(provinces)}00${String(below(1e7)).padStart(7, '0')}`
  return twelve + checkDigitOf(twelve)
}

const roads = ['ซ.อ่อนนุช 46', 'ซ.ลาดพร้าว 71', 'ถ.มิตรภาพ', 'ถ.สุขุมวิท', 'ซ.เทศบาล 3', 'ถ.ราษฎร์บำรุง', 'ซ.วัดป่า', 'ถ.พหลโยธิน']

/** One in ten lives in a tambon that is in no gazetteer, as new ones are. */
const addressOf = ({ below, pick, chance }: Draws, places: readonly Locality[]): [string, string] => {
  const { tambon, amphoe, province } = pick(places)
  const house = `${1 + below(998)}${chance(0.6) ? `/${1 + below(120)}` : ''}`
  const where = chance(0.5) ? ` หมู่ที่ ${1 + below(14)}` : chance(0.8) ? ` ${pick(roads)}` : ''
  const name = chance(0.1) ? `หนอง${tambon.slice(0, 8)}พัฒนา` : tambon
  return province === 'กรุงเทพมหานคร'
    ? [`${house}${where} แขวง${name}`, `เขต${amphoe} ${province}`]
    : [`${house}${where} ต.${name}`, `อ.${amphoe} จ.${province}`]
}

const date = ({ below }: Draws, from: number, years: number): PartialDate => ({
  year: from + below(years),
  month: 1 + below(12),
  day: 1 + below(28),
})

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** @param seldom gives the person a first name with rare letters. */
export const personOf = (n: number, places: readonly Locality[], seldom = false): SpecimenPerson => {
  const dice = diceOf(n)
  const { below, pick, chance } = dice
  /** Every second entry, so that no name used for tuning is used for reporting. */
  const half = <T>(all: readonly T[]) => all.filter((_, i) => i % 2 === n % 2)
  const man = chance(0.5)
  const [firstNameThai, firstNameEnglish] = seldom ? pick(rareNames) : pick(half(man ? maleNames : femaleNames))
  const [lastNameThai, lastNameEnglish] = pick(half(surnames))
  const [middleThai, middleEnglish] = pick(half(man ? maleNames : femaleNames))
  const [titleThai, titleEnglish] = man ? ['นาย', 'Mr.'] : chance(0.6) ? ['น.ส.', 'Miss'] : ['นาง', 'Mrs.']
  const birthDate = chance(0.05) ? { year: 1940 + below(25) } : date(dice, 1950, 58)
  const lifelong = birthDate.year < 1954 && chance(0.5)
  return {
    id: `bench-${n}`,
    trait: { th: '', en: '' },
    idNumber: idNumberOf(dice),
    titleThai,
    firstNameThai,
    titleEnglish,
    firstNameEnglish,
    birthDate,
    ...(chance(0.06) && { middleNameThai: middleThai, middleNameEnglish: middleEnglish }),
    ...(!chance(0.04) && { lastNameThai, lastNameEnglish }),
    ...(chance(0.8) && { religion: pick(['พุทธ', 'อิสลาม', 'คริสต์']) }),
    address: addressOf(dice, places),
    issueDate: date(dice, 2018, 8),
    expiry: lifelong ? 'lifelong' : date(dice, 2027, 8),
    laserCode: `${pick([...letters])}${pick([...letters])}${String(below(1e5)).padStart(5, '0')}${String(below(1e5)).padStart(5, '0')}`,
    appearance: residents[n % residents.length].appearance,
  }
}
