// What a specimen card says in each field of the mini-app's form, as its holder reads it.
import { formatLaserCode } from '../../core/card/laser-code.ts'
import { formatIdNumber } from '../../core/card/thai-id.ts'
import type { SpecimenPerson } from './people.ts'

/** By the field's name in the form. */
export const printedFields = (person: SpecimenPerson): Record<string, string> => ({
  nameThai: [person.titleThai, person.firstNameThai, person.middleNameThai, person.lastNameThai]
    .filter(Boolean)
    .join(' '),
  nameEnglish: [person.titleEnglish, person.firstNameEnglish, person.middleNameEnglish].filter(Boolean).join(' '),
  lastNameEnglish: person.lastNameEnglish ?? '',
  idNumber: formatIdNumber(person.idNumber),
  address: person.address.join(' '),
  laserCode: person.laserCode ? formatLaserCode(person.laserCode) : '',
})
