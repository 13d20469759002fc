// What a phone reports on its reading of a card, and what follows from it for the assurance of the document.
import { type CardDraft, type DocumentAssurance, nameLine } from './card.ts'
import { sameName } from './romanisation.ts'

/** The fields of a card as the mini-app shows them, in the order of the card. */
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
export const readFields = [...frontFields, 'laserCode'] as const
export type ReadFieldName = (typeof readFields)[number]

/**
 * `corrected`: fields that the user changed by hand or chose among candidates. `doubtful`: fields whose reading was not
 * accepted and that the user confirmed as they were. A phone that was tampered with reports what it likes: whatever no
 * register confirmed is the phone's word in any case. The unmodified mini-app reports both.
 */
export type ReadingReport = { corrected: readonly ReadFieldName[]; doubtful: readonly ReadFieldName[] }

/** Who the card is about: a verifier relies on these fields. Every part of the Thai name is one field. */
export const identityFields = ['idNumber', 'nameThai', 'birthDate'] as const satisfies readonly ReadFieldName[]

/** The fields of the identity that the user typed, or confirmed as a doubtful reading has them. */
export const typedFields = ({ corrected, doubtful }: ReadingReport): (typeof identityFields)[number][] =>
  identityFields.filter((field) => corrected.includes(field) || doubtful.includes(field))

/** The assurance of data that no register confirmed. */
export const documentOf = (report: ReadingReport): Extract<DocumentAssurance, 'read' | 'typed'> =>
  typedFields(report).length > 0 ? 'typed' : 'read'

/** Whether the Thai and the English name may be one name, given names and last names each by itself. Titles are no names. */
export const namesFit = (names: Pick<CardDraft, NameParts>): boolean =>
  sameName(
    nameLine([names.firstNameThai, names.middleNameThai]),
    nameLine([names.firstNameEnglish, names.middleNameEnglish]),
  ) && sameName(names.lastNameThai ?? '', names.lastNameEnglish ?? '')
type NameParts =
  | 'firstNameThai'
  | 'middleNameThai'
  | 'lastNameThai'
  | 'firstNameEnglish'
  | 'middleNameEnglish'
  | 'lastNameEnglish'
