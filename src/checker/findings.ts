// Chooses the text for each verdict: the reason, the next steps, the holder and the rows. Words only, no elements.
import { bangkokTime } from '../core/card/thai-date.ts'
import { formatIdNumber } from '../core/card/thai-id.ts'
import { dateIn } from '../core/dates.ts'
import type { DisclosedCard, Verdict } from '../core/inspection/verdict.ts'
import type { Language } from '../core/languages.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import type { CheckResult } from './check.ts'
import type { IconName } from './icons.ts'

export type FindingRow = readonly [label: string, value: string, care?: 'care']
export type Findings = {
  why: string
  heading?: string
  steps: readonly (readonly [IconName, string])[]
  holder?: { seen: DisclosedCard; look: 'full' | 'small' | 'grey'; note: string }
  hidden?: string
  rows: readonly FindingRow[]
  after?: readonly [IconName, string]
}

type FindingsInput = { words: CheckerWords; language: Language; checked: CheckResult; host: string }

const timeOf = (seconds: number) => bangkokTime(seconds * 1000)
const shortTime = (words: CheckerWords, seconds: number) => words.clockTime(timeOf(seconds).slice(0, 5))
const issuerName = ({ checked, language, host }: FindingsInput) => checked.issuer?.name[language] ?? host

const claimRows = ({ words, language }: FindingsInput, { claims }: DisclosedCard): FindingRow[] => [
  ...(claims.ageOver === undefined ? [] : [[words.row.age, words.ageOver(claims.ageOver)] as const]),
  ...(claims.birthDate ? [[words.row.birthDate, dateIn(claims.birthDate, language)] as const] : []),
  ...(claims.idNumber ? [[words.row.idNumber, formatIdNumber(claims.idNumber)] as const] : []),
]

const assuranceRows = ({ words }: FindingsInput, { assurance }: DisclosedCard): FindingRow[] => [
  [words.row.document, words.document[assurance.document]],
  [words.row.face, words.face[assurance.face]],
]

/** The time since `seconds` (since the epoch) in words, by the same clock as the verdict. */
const agoOf = ({ words, checked }: FindingsInput, seconds: number) =>
  words.ago(Math.max(0, Math.floor((checked.now / 1000 - seconds) / 60)))

const graded = (talk: FindingsInput, { seen, statusAt }: Extract<Verdict, { statusAt: number }>): Findings => {
  const { words, language } = talk
  const until = seen.cardExpiry === 'lifelong' ? words.lifelong : dateIn(seen.cardExpiry, language)
  return {
    why: words.why.valid(timeOf(statusAt)),
    steps: [],
    holder: { seen, look: 'full', note: words.compare },
    rows: [
      ...(talk.checked.masked ? [[words.row.masked, words.shared.masked] as const] : []),
      ...claimRows(talk, seen),
      ...assuranceRows(talk, seen),
      [words.row.scope, words.scope[seen.scope]],
      [words.row.validUntil, until],
      [words.row.issuer, issuerName(talk)],
    ],
  }
}

const expired = (talk: FindingsInput, { seen }: Extract<Verdict, { verdict: 'EXPIRED' }>): Findings => {
  const { words, language } = talk
  const on = seen.cardExpiry === 'lifelong' ? '' : dateIn(seen.cardExpiry, language)
  return {
    why: words.why.cardExpired(on),
    heading: words.advice.whatNext,
    steps: [
      ['idCard', words.advice.physicalCard],
      ['refresh', words.advice.renew],
    ],
    holder: { seen, look: 'grey', note: words.asIssued },
    rows: [
      [words.row.issuer, issuerName(talk)],
      [words.row.signature, words.correct],
    ],
  }
}

const unsure = (talk: FindingsInput, verdict: Extract<Verdict, { verdict: 'STATUS_UNKNOWN' }>): Findings => {
  const { words, checked } = talk
  if (verdict.why === 'no_keys')
    return {
      why: words.why.noKeys,
      steps: [['idCard', words.advice.physicalCard]],
      hidden: words.hidden.notProven,
      rows: [],
      after: ['refresh', words.advice.retries],
    }
  const { why, seen, listAt } = verdict
  const reasons = {
    offline: words.why.offline,
    stale: words.why.stale,
    unreadable: words.why.statusUnreadable,
    clock: words.why.clock,
  }
  return {
    why: reasons[why],
    steps: [],
    holder: { seen, look: 'small', note: words.compareFirst },
    rows: [
      ...claimRows(talk, seen),
      ...assuranceRows(talk, seen),
      [words.row.qrIssued, shortTime(words, seen.issuedAt)],
      [words.row.qrUntil, shortTime(words, seen.expiresAt)],
      ...(checked.keysAt === undefined ? [] : [[words.row.keysAt, agoOf(talk, checked.keysAt / 1000)] as const]),
      [words.row.listAt, listAt === undefined ? words.never : agoOf(talk, listAt), 'care'],
    ],
    after: why === 'clock' ? ['timer', words.advice.setClock] : ['refresh', words.advice.retries],
  }
}

/** Returns all text that the page shows about a verdict. */
export const findingsOf = (talk: FindingsInput): Findings => {
  const { words, checked, host } = talk
  const { verdict } = checked
  const { advice, hidden, why } = words
  switch (verdict.verdict) {
    case 'CONFIRMED':
    case 'CHECKED':
    case 'DECLARED':
    case 'DOUBTED':
      return graded(talk, verdict)
    case 'EXPIRED':
      return expired(talk, verdict)
    case 'STATUS_UNKNOWN':
      return unsure(talk, verdict)
    case 'QR_TIMED_OUT':
      return {
        why: why.qrTimedOut,
        heading: advice.whatNext,
        steps: [
          ['scan', advice.showAgain],
          ['info', advice.qrLife],
          ['idCard', advice.stillSo],
        ],
        hidden: hidden.timedOut,
        rows: [],
      }
    case 'REVOKED':
      return {
        why: why.revoked,
        heading: advice.doNotAccept,
        steps: [
          ['idCard', advice.physicalCard],
          ['phone', advice.askIssuer(issuerName(talk))],
          ['handshake', advice.noWrong],
        ],
        hidden: hidden.notUsable,
        rows: [],
      }
    case 'FROZEN':
      return {
        why: why.frozen,
        heading: advice.notNow,
        steps: [
          ['idCard', advice.physicalCard],
          ['refresh', advice.unfreeze],
          ['handshake', advice.noWrongFrozen],
        ],
        hidden: hidden.notNow,
        rows: [],
      }
    case 'ALTERED':
      return {
        why: verdict.why === 'signature' ? why.signature : why.unreadable,
        heading: advice.doNotTrust,
        steps: [
          ['scan', advice.showAgain],
          ['idCard', advice.stillSo],
          ['info', advice.notAlwaysForged],
        ],
        hidden: hidden.notProven,
        rows: [],
      }
    case 'UNKNOWN_ISSUER':
      return {
        why: why.unknownIssuer,
        heading: advice.doNotTrust,
        steps: [
          ['idCard', advice.physicalCard],
          ['scan', advice.showAgain],
          ['info', advice.otherSite(`${issuerName(talk)} (${host})`)],
        ],
        hidden: hidden.notProven,
        rows: [],
      }
  }
}
