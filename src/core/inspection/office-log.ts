// The office log: one line for each word of an official, in one chain. It holds no value of a card's holder.
import type { Viewer } from './access-log.ts'
import type { Chained } from './chain.ts'

/**
 * `case_opened`, `visit_opened`: an official was given the pictures of a case, or of a holder who came. `card_compared`:
 * number and birth date typed off the real card. `case_judged`, `visit_judged`: the verdict. `counter_opened`: an officer
 * took the case of somebody who came before having a card; `counter_signed`, `counter_refused`: how it ended.
 */
export const officeActs = [
  'case_opened',
  'case_judged',
  'visit_opened',
  'card_compared',
  'visit_judged',
  'counter_opened',
  'counter_signed',
  'counter_refused',
] as const
export const officeAnswers = ['yes', 'no', 'unsure', 'agrees', 'differs'] as const

/** `subject`: the identity provider's id of the official. `about`: the case. `why`: as the official wrote it, without numbers. */
export type OfficeEntry = {
  at: number
  by: Viewer & { subject: string }
  act: (typeof officeActs)[number]
  about: string
  said?: (typeof officeAnswers)[number]
  why?: string
}
export type ChainedOfficeEntry = OfficeEntry & Chained

/** The value before the first line. */
export const officeChainStart = 'phokbat-office-1'

/** The text whose SHA-256 (base64url) is the line's hash: the hash before it and the line, in a fixed order. */
export const officeEntryText = (before: string, seq: number, { at, by, act, about, said, why }: OfficeEntry): string =>
  JSON.stringify([before, seq, at, by.subject, by.name, by.agency, act, about, said ?? null, why ?? null])

/** `typ` of the log's seal. */
export const officeLogSealType = 'phokbat-office+jwt'

/** The log as a file: the oldest first. `head` is the last hash; `seal` a JWT by the issuer over head and count. */
export type OfficeLogExport = { issuer: string; office: ChainedOfficeEntry[]; head: string; seal: string }

/**
 * The reason without what may be a number of a person: three and more digits, also with separators between them, and in
 * Thai digits. An official might write an ID number, a birth date or a telephone number.
 */
export const withoutNumbers = (why: string): string =>
  why.replace(/[0-9๐-๙](?:[\s./–-]*[0-9๐-๙]){2,}/g, (digits) => '•'.repeat(digits.replace(/[^0-9๐-๙]/g, '').length))
