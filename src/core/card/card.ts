// What a card says about its holder, and every fault that it can have, each by name.
import { err, ok, type Result } from '../result.ts'
import { type LaserCode, parseLaserCode } from './laser-code.ts'
import {
  ageOn,
  checkExpiry,
  type Expiry,
  isAfter,
  isLifelong,
  isPossible,
  LIFELONG_AGE,
  type PartialDate,
} from './thai-date.ts'
import { checkIdNumber, type IdNumber, type IdNumberFault } from './thai-id.ts'
import { normaliseThai } from './thai-text.ts'

/** The data of one ID card. Religion is printed on it and deliberately not here: sensitive (PDPA s.26), and nobody needs it. */
export type CardData = {
  idNumber: IdNumber
  titleThai: string
  firstNameThai: string
  middleNameThai?: string
  /** Absent for people who have none. */
  lastNameThai?: string
  titleEnglish?: string
  firstNameEnglish: string
  middleNameEnglish?: string
  lastNameEnglish?: string
  birthDate: PartialDate
  address?: string
  issueDate: PartialDate
  expiry: Expiry
  /** Absent on lifelong cards older than the chip. */
  laserCode?: LaserCode
}

/** The same, as typed or read and not yet checked. */
export type CardDraft = Omit<CardData, 'idNumber' | 'laserCode'> & { idNumber: string; laserCode?: string }

/**
 * What stands behind the document's data. `read`: a photo that the phone read. `typed`: the number, the Thai name or the
 * birth date was changed by hand or accepted from a doubtful reading. `registry`: the register confirmed these very values.
 * `trial`: a trial register did. `seen`: an officer typed number and birth date off the real card and they agreed.
 * `seen-registry`: both. `chip`: an officer's reader read the card's chip. The order is the number in the token: only ever append.
 */
export const documentAssurances = ['read', 'registry', 'typed', 'trial', 'seen', 'seen-registry', 'chip'] as const
export type DocumentAssurance = (typeof documentAssurances)[number]
/**
 * Who compared the face. `self`: the phone claims it. `rechecked`: the service repeated it. `reviewed`: reviewers did.
 * `in-person`: an officer saw the person. `doubted`: a recheck or a person found another face or broken evidence.
 * The order is the number in the token: only ever append.
 */
export const faceAssurances = ['self', 'rechecked', 'reviewed', 'in-person', 'doubted'] as const
export type FaceAssurance = (typeof faceAssurances)[number]
export type Assurance = { document: DocumentAssurance; face: FaceAssurance }

export type DataFault =
  | `id_number_${IdNumberFault}`
  | 'title_missing'
  | 'first_name_missing'
  | 'name_not_thai'
  | 'english_name_missing'
  | 'name_not_english'
  | 'thai_name_too_long'
  | 'english_name_too_long'
  | 'text_too_long'
  | 'birth_date_impossible'
  | 'birth_date_in_future'
  | 'too_young'
  | 'too_old'
  | 'issue_date_impossible'
  | 'issue_date_in_future'
  | 'issued_too_young'
  | 'expiry_impossible'
  | 'expiry_before_issue'
  | 'expiry_too_far'
  | 'lifelong_too_young'
  | 'expired'
  | 'laser_code_missing'
  | 'laser_code_wrong'

/** Cards are issued from the seventh birthday (Identification Card Act, s.5). */
const YOUNGEST = 7
/** Years; an older birth date is a misreading. */
export const OLDEST = 130
/** 8 years counted from the first birthday after issue: at most 9 from the day of issue. */
const LONGEST_VALIDITY = 9
const lastDayOf = (issueDate: PartialDate): PartialDate => ({ ...issueDate, year: issueDate.year + LONGEST_VALIDITY })

/** Letters of a whole name, title to last name, for which a card's chip has room: once in Thai, once in English. */
const LONGEST_NAME = 100

const thaiName = /^[ก-ฮ\u0e30-\u0e3a\u0e40-\u0e4e.\- ]+$/
const englishName = /^[A-Za-z.'’\- ]+$/
/** Titles may also have brackets and digits: `ร.ต.(หญิง)`, `Acting 2nd Lt.`. */
const titleThai = /^[ก-ฯ\u0e30-\u0e3a\u0e40-\u0e4e.\-() ]+$/
const titleEnglish = /^[A-Za-z0-9.'’\-() ]+$/

/** A name as printed: its parts in a line. */
export const nameLine = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' ')

const nameFault = (data: CardDraft): DataFault | undefined => {
  const thai = [data.titleThai, data.firstNameThai, data.middleNameThai, data.lastNameThai]
  const english = [data.titleEnglish, data.firstNameEnglish, data.middleNameEnglish, data.lastNameEnglish]
  if (!data.titleThai) return 'title_missing'
  if (!data.firstNameThai) return 'first_name_missing'
  if (!data.firstNameEnglish) return 'english_name_missing'
  if (nameLine(thai).length > LONGEST_NAME) return 'thai_name_too_long'
  if (nameLine(english).length > LONGEST_NAME) return 'english_name_too_long'
  if ((data.address?.length ?? 0) > 300) return 'text_too_long'
  const isSpelt = (parts: typeof thai, title: RegExp, name: RegExp) =>
    parts.every((part, i) => !part || (i === 0 ? title : name).test(part))
  if (!isSpelt(thai, titleThai, thaiName)) return 'name_not_thai'
  if (!isSpelt(english, titleEnglish, englishName)) return 'name_not_english'
  return undefined
}

const dateFault = ({ birthDate, issueDate, expiry }: CardDraft, today: PartialDate): DataFault | undefined => {
  if (!isPossible(birthDate)) return 'birth_date_impossible'
  if (isAfter(birthDate, today)) return 'birth_date_in_future'
  if (ageOn(birthDate, today) < YOUNGEST) return 'too_young'
  if (ageOn(birthDate, today) > OLDEST) return 'too_old'
  if (!isPossible(issueDate)) return 'issue_date_impossible'
  if (isAfter(issueDate, today)) return 'issue_date_in_future'
  if (ageOn(birthDate, issueDate) < YOUNGEST) return 'issued_too_young'
  if (expiry === 'lifelong') return ageOn(birthDate, today) < LIFELONG_AGE ? 'lifelong_too_young' : undefined
  if (!isPossible(expiry)) return 'expiry_impossible'
  if (!isAfter(expiry, issueDate)) return 'expiry_before_issue'
  if (isAfter(expiry, lastDayOf(issueDate))) return 'expiry_too_far'
  return checkExpiry(expiry, birthDate, today).ok ? undefined : 'expired'
}

const tidy = (text: string | undefined) => normaliseThai(text ?? '') || undefined

/**
 * The data with every text in one spelling, or the first fault (one sentence and one next action each, in the words).
 * `today` is the day in Asia/Bangkok. A past printed date is no fault for a holder whose card was valid at 70.
 */
export const checkCardData = (draft: CardDraft, today: PartialDate): Result<CardData, DataFault> => {
  const idNumber = checkIdNumber(draft.idNumber)
  if (!idNumber.ok) return err(`id_number_${idNumber.reason}`)
  const tidied = {
    titleThai: tidy(draft.titleThai) ?? '',
    firstNameThai: tidy(draft.firstNameThai) ?? '',
    middleNameThai: tidy(draft.middleNameThai),
    lastNameThai: tidy(draft.lastNameThai),
    titleEnglish: tidy(draft.titleEnglish),
    firstNameEnglish: tidy(draft.firstNameEnglish) ?? '',
    middleNameEnglish: tidy(draft.middleNameEnglish),
    lastNameEnglish: tidy(draft.lastNameEnglish),
    address: tidy(draft.address),
  }
  const { birthDate, issueDate, expiry } = draft
  const dates = { birthDate, issueDate, expiry }
  const fault = nameFault({ ...draft, ...tidied } as CardDraft) ?? dateFault(draft, today)
  if (fault) return err(fault)
  const laser = draft.laserCode?.trim() ? parseLaserCode(draft.laserCode) : undefined
  if (laser && !laser.ok) return err('laser_code_wrong')
  if (!laser && !isLifelong(expiry, birthDate)) return err('laser_code_missing')
  const texts = Object.fromEntries(Object.entries(tidied).filter(([, text]) => text)) as typeof tidied
  return ok({ idNumber: idNumber.value, ...texts, ...dates, ...(laser?.ok && { laserCode: laser.value }) } as CardData)
}
