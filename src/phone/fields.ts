// The fields of the form, in the order of the card.

export const frontFields = [
  'nameThai',
  'idNumber',
  'birthDate',
  'nameEnglish',
  'lastNameEnglish',
  'address',
  'issueDate',
  'expiry',
] as const

export const formFields = [...frontFields, 'laserCode'] as const

export type FormField = (typeof formFields)[number]
