// Declares every refusal of a route: its reason, HTTP status and meaning. Answers are RFC 9457 problem details.
import type { DataFault } from '../card/card.ts'
import type { PinFault } from '../pin/rules.ts'
import type { Principal } from './principals.ts'

/** `reason`: the word in the answer, if it differs from the id because two problems share it. */
type Problem = { readonly status: number; readonly meaning: string; readonly reason?: string }

const dataProblems = {
  id_number_not_13_digits: { status: 422, meaning: 'The ID number does not have 13 digits.' },
  id_number_wrong_check_digit: { status: 422, meaning: 'The ID number’s last digit does not fit the others.' },
  id_number_unknown_province: { status: 422, meaning: 'No province has the code in the ID number.' },
  id_number_not_a_citizen: { status: 422, meaning: 'The ID number is not that of a Thai citizen.' },
  title_missing: { status: 422, meaning: 'The Thai title is missing.' },
  first_name_missing: { status: 422, meaning: 'The Thai first name is missing.' },
  name_not_thai: { status: 422, meaning: 'A Thai name contains other letters.' },
  english_name_missing: { status: 422, meaning: 'The English first name is missing.' },
  name_not_english: { status: 422, meaning: 'An English name contains other letters.' },
  thai_name_too_long: { status: 422, meaning: 'The Thai name is longer than the card’s chip can hold.' },
  english_name_too_long: { status: 422, meaning: 'The English name is longer than the card’s chip can hold.' },
  text_too_long: { status: 422, meaning: 'The address is too long.' },
  birth_date_impossible: { status: 422, meaning: 'The calendar has no such birth date.' },
  birth_date_in_future: { status: 422, meaning: 'The birth date is in the future.' },
  too_young: { status: 422, meaning: 'No card is issued before the seventh birthday.' },
  too_old: { status: 422, meaning: 'The birth date makes the holder older than anybody.' },
  issue_date_impossible: { status: 422, meaning: 'The calendar has no such issue date.' },
  issue_date_in_future: { status: 422, meaning: 'The issue date is in the future.' },
  issued_too_young: { status: 422, meaning: 'The card was issued before the seventh birthday.' },
  expiry_impossible: { status: 422, meaning: 'The calendar has no such expiry date.' },
  expiry_before_issue: { status: 422, meaning: 'The expiry date is before the issue date.' },
  expiry_too_far: { status: 422, meaning: 'The expiry date is later than the law allows.' },
  lifelong_too_young: { status: 422, meaning: 'The holder is too young for a lifelong card.' },
  expired: { status: 422, meaning: 'The card has expired.' },
  laser_code_missing: { status: 422, meaning: 'The laser code is missing.' },
  laser_code_wrong: { status: 422, meaning: 'The laser code does not have its form.' },
} as const satisfies Record<DataFault, Problem>

const namesProblem = {
  names_differ: {
    status: 422,
    meaning: 'The Thai and the English name do not fit, and the user has not confirmed them.',
  },
} as const satisfies Record<string, Problem>

const pinRuleProblems = {
  not_8_digits: { status: 422, meaning: 'A PIN has 8 digits.' },
  repeats: { status: 422, meaning: 'The PIN repeats digits or groups.' },
  run: { status: 422, meaning: 'The PIN counts up or down.' },
  birth_date: { status: 422, meaning: 'The PIN contains the birth date.' },
  id_number: { status: 422, meaning: 'The PIN contains a part of the ID number.' },
  common: { status: 422, meaning: 'The PIN is one of the most common.' },
} as const satisfies Record<PinFault, Problem>

export const problems = {
  malformed: { status: 400, meaning: 'The body is not the JSON that the route expects.' },
  refused: { status: 401, meaning: 'The signature is not LINE’s.' },
  bad_id_token: { status: 401, meaning: 'The ID token is not LINE’s, not for this channel, or has expired.' },
  id_token_used: { status: 401, meaning: 'Another phone has used the ID token.' },
  sign_in: { status: 401, meaning: 'There is no session, or it has ended.' },
  wrong_pin: { status: 403, meaning: 'The PIN is wrong. `triesLeft`: tries before the next wait.' },
  no_card: { status: 403, meaning: 'There is no card, or it is revoked.' },
  no_pin: { status: 403, meaning: 'There is no card, and no PIN to check.' },
  pin_closed: { status: 403, meaning: 'The PIN was guessed too often; only a new PIN helps.' },
  pin_needed: { status: 403, meaning: 'There is a card, and the order needs its PIN.' },
  frozen: { status: 403, meaning: 'The holder has frozen the card.' },
  held: { status: 403, meaning: 'The office has frozen the card.' },
  revoked: { status: 403, meaning: 'The card is revoked.' },
  ticket_ended: { status: 403, meaning: 'The ticket has ended, or the card cannot be shown.' },
  not_a_reviewer: { status: 403, meaning: 'The official is not listed as a reviewer.' },
  own_case: { status: 403, meaning: 'The case is about the reviewer’s own face.' },
  not_found: { status: 404, meaning: 'There is no such thing, or it is not the caller’s.' },
  case_taken: { status: 409, meaning: 'Another officer has the case, or it was opened too long ago: open it again.' },
  terms_first: { status: 409, meaning: 'The person has not agreed to the terms yet.' },
  no_such_case: { status: 404, meaning: 'No case is open under this id or code.' },
  card_differs: {
    status: 422,
    meaning:
      'Number and birth date are not those of the digital card. `triesLeft`: further comparisons. Which differs is not said.',
  },
  compared_too_often: { status: 403, meaning: 'The real card differed too often; only a no ends this visit.' },
  other_version: { status: 409, meaning: 'The text of the consent has changed; show the current one and ask again.' },
  judged_already: { status: 409, meaning: 'The case has its verdict.' },
  lease_lost: { status: 409, meaning: 'The lease has ended, and another examiner may have the case.' },
  not_a_picture: { status: 422, meaning: 'A picture is not of the kind or size that the route expects.' },
  evidence_gone: { status: 410, meaning: 'The evidence of the case was erased.' },
  too_slow: { status: 408, meaning: 'The body was not there in time: 10 seconds, or 30 for pictures.' },
  request_ended: { status: 410, meaning: 'The request was answered, has expired or never was.' },
  link_expired: { status: 410, reason: 'expired', meaning: 'The link has expired.' },
  link_used: { status: 410, reason: 'used', meaning: 'The link has no views left.' },
  link_revoked: { status: 410, reason: 'revoked', meaning: 'The holder has revoked the link, or the card is revoked.' },
  link_frozen: { status: 410, reason: 'frozen', meaning: 'The card behind the link is frozen.' },
  too_large: { status: 413, meaning: 'The body is larger than the route allows.' },
  ...dataProblems,
  ...namesProblem,
  ...pinRuleProblems,
  challenge_expired: { status: 422, meaning: 'The challenge is older than 180 seconds.' },
  challenge_mismatch: { status: 422, meaning: 'The selfie does not answer the challenge.' },
  two_people: { status: 422, meaning: 'The frames show two people.' },
  face_unlike: { status: 422, meaning: 'The face is unlike the one on the card.' },
  face_nearly: { status: 422, meaning: 'The face is almost like the one on the card: without glasses it may be.' },
  locked: { status: 429, meaning: 'Too many wrong PINs. `until`: ms since the epoch when the next try is allowed.' },
  too_many_today: { status: 429, meaning: 'The daily budget of this account is used up: passes, or cards issued.' },
  slow_down: { status: 429, meaning: 'The allowance of this minute is used up. `Retry-After`: seconds.' },
  headers_too_large: { status: 431, reason: 'too_large', meaning: 'The headers are larger than 8,000 bytes.' },
  defect: { status: 500, meaning: 'A defect of the service. The log names it under the request id.' },
  unreachable: { status: 503, meaning: 'The sign-in provider does not answer.' },
  database_unreachable: { status: 503, meaning: 'The database does not answer.' },
  database_unwritable: { status: 503, meaning: 'The database takes no writes.' },
  migration_pending: { status: 503, meaning: 'The database lacks a migration.' },
  keys_do_not_fit: { status: 503, meaning: 'The keys are not those of this database.' },
} as const satisfies Record<string, Problem>

export type ProblemId = keyof typeof problems
/** The reason that an answer gives for the problem. */
export type ReasonOf<P extends ProblemId> = P extends ProblemId
  ? (typeof problems)[P] extends { reason: infer R extends string }
    ? R
    : P
  : never

/** Returns the reason that an answer gives for the problem. */
export const reasonOf = (id: ProblemId): string => {
  const problem: Problem = problems[id]
  return problem.reason ?? id
}

const idsOf = <const T extends Readonly<Record<string, Problem>>>(of: T) => Object.keys(of) as (keyof T & ProblemId)[]
export const dataProblemIds = [...idsOf(dataProblems), ...idsOf(namesProblem)]
export const pinRuleProblemIds = idsOf(pinRuleProblems)
export const selfieProblemIds = [
  'challenge_expired',
  'challenge_mismatch',
  'two_people',
  'face_unlike',
  'face_nearly',
] as const
/** What every check of a PIN may answer. */
export const pinProblemIds = ['wrong_pin', 'no_pin', 'pin_closed', 'locked'] as const
/** The refusals of every PIN check that also needs a usable card. */
export const cardProblemIds = [...pinProblemIds, 'frozen', 'held', 'revoked', 'expired'] as const

const always = ['slow_down', 'headers_too_large', 'defect'] as const
/** The refusals that come from the service around the handler, by the admitted caller. */
export const commonProblems = {
  anyone: always,
  monitor: ['headers_too_large', 'defect'],
  line: always,
  idToken: always,
  address: always,
  provider: always,
  user: ['sign_in', ...always],
  official: ['not_found', 'sign_in', ...always],
  reviewer: ['not_found', 'sign_in', 'not_a_reviewer', ...always],
  examiner: ['not_found', ...always],
} as const satisfies Readonly<Record<Principal, readonly ProblemId[]>>
