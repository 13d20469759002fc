// Chooses the text for each verdict: the reason, the next steps, the holder, what was proved by whom, and the rows. Words
// only, no elements.
import type { Assurance } from '../core/card/card.ts'
import { bangkokTime } from '../core/card/thai-date.ts'
import { formatIdNumber } from '../core/card/thai-id.ts'
import { dateIn } from '../core/dates.ts'
import type { DisclosedCard, GradeVerdict, Verdict } from '../core/inspection/verdict.ts'
import type { Language } from '../core/languages.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import type { CheckResult } from './check.ts'
import type { IconName } from './icons.ts'
import { plain } from './parts.ts'

export type FindingRow = readonly [label: string, value: string, care?: 'care']
/** `seen`: somebody else than the holder's phone saw it. `nobody` did. `disagrees`: what was seen does not fit. */
export type Stitch = { name: string; source: string; is: 'seen' | 'nobody' | 'disagrees' }
export type Findings = {
  why: string
  heading?: string
  /** What an instruction says is no button: it stands in a box. */
  instruction?: string
  steps: readonly (readonly [IconName | number, string])[]
  holder?: { seen: DisclosedCard; look: 'hero' | 'beside' | 'grey'; note: string }
  /** `act`: what the official must do with the face. `loud` is the largest text after the verdict. */
  act?: { how: 'soft' | 'loud' | 'small'; text: string; accept?: string }
  /** One sentence on what is not proved. */
  unproved?: string
  seam?: readonly Stitch[]
  warning?: string
  hidden?: string
  rows: readonly FindingRow[]
  after?: readonly [IconName, string]
}

type FindingsInput = { words: CheckerWords; language: Language; checked: CheckResult; host: string }
type Graded = Extract<Verdict, { verdict: GradeVerdict }>

const timeOf = (seconds: number) => bangkokTime(seconds * 1000)
const issuerName = ({ checked, language, host }: FindingsInput) => checked.issuer?.name[language] ?? host

const claimRows = ({ words, language, checked }: FindingsInput, { claims }: DisclosedCard): FindingRow[] => [
  ...(checked.masked ? [[words.row.masked, words.masked] as const] : []),
  ...(claims.birthDate ? [[words.row.birthDate, dateIn(claims.birthDate, language)] as const] : []),
  ...(claims.idNumber ? [[words.row.idNumber, formatIdNumber(claims.idNumber)] as const] : []),
]

/** The time since `seconds` (since the epoch) in words, by the same clock as the verdict. */
const agoOf = ({ words, checked }: FindingsInput, seconds: number) =>
  words.ago(Math.max(0, Math.floor((checked.now / 1000 - seconds) / 60)))

/** The card's last day in words; undefined where the token does not tell it. */
const endOf = ({ words, language }: FindingsInput, { cardExpiry }: DisclosedCard): string | undefined =>
  cardExpiry === 'lifelong' ? words.lifelong : cardExpiry && dateIn(cardExpiry, language)

/** The three stitches *card · face · register*, each with its source in words. */
const seamOf = ({ words: { seam } }: FindingsInput, { document, face }: Assurance): Stitch[] => {
  const inRegister = document === 'registry' || document === 'seen-registry'
  const asked = document === 'trial' ? seam.trial : document === 'chip' ? seam.notSaid : seam.notAsked
  const cardSeen = document === 'seen' || document === 'seen-registry' || document === 'chip'
  return [
    { name: seam.card, source: seam.cards[document], is: cardSeen ? 'seen' : 'nobody' },
    {
      name: seam.face,
      source: seam.faces[face],
      is: face === 'doubted' ? 'disagrees' : face === 'self' ? 'nobody' : 'seen',
    },
    { name: seam.register, source: inRegister ? seam.matched : asked, is: inRegister ? 'seen' : 'nobody' },
  ]
}

/** A card that is checked lacks an officer who saw the person, the real card, or both. */
const unprovedOf = ({ words: { unproved } }: FindingsInput, { document, face }: Assurance): string => {
  if (face === 'in-person') return unproved.card
  return document === 'chip' || document === 'seen-registry' ? unproved.person : unproved.neither
}

const checkedWhy = ({ words: { why } }: FindingsInput, { document, face }: Assurance): string => {
  const data = document in why.data ? why.data[document as keyof typeof why.data] : why.data.registry
  return `${data} |${face in why.face ? why.face[face as keyof typeof why.face] : ''}`
}

/** What each grade says beside its word, and what the official is to do with the face. */
const byGrade: Record<GradeVerdict, (talk: FindingsInput, seen: DisclosedCard) => Omit<Findings, 'seam' | 'rows'>> = {
  CONFIRMED: ({ words }, seen) => ({
    why: words.why.confirmed,
    steps: [],
    holder: { seen, look: 'hero', note: '' },
    act: { how: 'soft', text: words.compare.soft },
    unproved: words.unproved.confirmed,
  }),
  CHECKED: (talk, seen) => ({
    why: checkedWhy(talk, seen.assurance),
    steps: [],
    holder: { seen, look: 'hero', note: '' },
    act: { how: 'loud', text: talk.words.compare.loud, accept: talk.words.compare.checked },
    unproved: unprovedOf(talk, seen.assurance),
  }),
  DECLARED: ({ words }, seen) => ({
    why: words.why.declared,
    steps: [],
    holder: { seen, look: 'hero', note: seen.claims.nameThai ? words.said[seen.assurance.document] : '' },
    act: { how: 'loud', text: words.compare.loud, accept: words.compare.declared },
  }),
  DOUBTED: ({ words }, seen) => ({
    why: words.why.doubted,
    heading: words.advice.whatNow,
    instruction: words.advice.physicalCard,
    steps: [
      ['forbidden', words.advice.doNotIdentify],
      ['chat', words.advice.toldHolder],
    ],
    holder: { seen, look: 'beside', note: words.doubted },
  }),
}

const graded = (talk: FindingsInput, { verdict, seen, statusAt }: Graded): Findings => {
  const { words, checked } = talk
  const until = endOf(talk, seen)
  return {
    ...byGrade[verdict](talk, seen),
    seam: seamOf(talk, seen.assurance),
    rows: [
      ...claimRows(talk, seen),
      // A masked link shows less than the scope says; the row `masked` tells what is shown.
      ...(checked.masked ? [] : [[words.row.scope, words.scope[seen.scope]] as const]),
      [words.row.status, words.clockTime(timeOf(statusAt))],
      ...(until === undefined ? [] : [[words.row.validUntil, until] as const]),
      [words.row.issuer, issuerName(talk)],
    ],
  }
}

const expired = (talk: FindingsInput, { seen }: Extract<Verdict, { verdict: 'EXPIRED' }>): Findings => {
  const { words } = talk
  const on = endOf(talk, seen) ?? ''
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

/** Seconds: `lifetimes.tokenSeconds`, apart, so that the page carries no other lifetime. What lives longer is a pass. */
export const SHOWN_FOR = 180

const timedOut = (talk: FindingsInput, times: Extract<Verdict, { verdict: 'QR_TIMED_OUT' }>): Findings => {
  const { words } = talk
  const { why, row, timedOut: text } = words
  const { issuedAt, expiresAt } = times
  return {
    why: `${why.qrTimedOut} |${expiresAt - issuedAt > SHOWN_FOR ? why.qrOld.longer : why.qrOld.show}`,
    heading: text.heading,
    steps: text.steps.map((step, i) => [i + 1, step] as const),
    warning: text.still,
    rows: [
      [row.qrEnded, `${words.clockTime(timeOf(expiresAt))} · ${agoOf(talk, expiresAt)}`],
      [row.nameAndPicture, text.notShown],
    ],
  }
}

const gradeWord = ({ word }: CheckerWords, { grade }: DisclosedCard) => plain(word[grade.toUpperCase() as GradeVerdict])

const unsure = (talk: FindingsInput, verdict: Extract<Verdict, { verdict: 'STATUS_UNKNOWN' }>): Findings => {
  const { words, checked } = talk
  const { unsure: text, row } = words
  if (verdict.why === 'no_keys')
    return {
      why: words.why.noKeys,
      heading: words.advice.whatNow,
      steps: [
        ['idCard', words.advice.physicalCard],
        ['refresh', words.advice.retries],
      ],
      hidden: words.hidden.notProven,
      rows: [],
    }
  const { why, seen, listAt } = verdict
  const reasons = {
    offline: words.why.offline,
    stale: words.why.stale,
    unreadable: words.why.statusUnreadable,
    clock: words.why.clock,
    unissued: words.why.unissued,
  }
  const last = {
    offline: text.signal,
    stale: text.again,
    unreadable: text.again,
    clock: text.clock,
    unissued: text.again,
  }[why]
  const isDoubted = seen.grade === 'doubted'
  const doubted = isDoubted || why === 'unissued'
  const steps = doubted
    ? [words.advice.physicalCard, words.advice.doNotIdentify, last]
    : [text.compare, text.important, last]
  return {
    why: reasons[why],
    heading: words.advice.whatNow,
    steps: steps.map((step, i) => [i + 1, step] as const),
    holder: { seen, look: 'beside', note: isDoubted ? words.doubted : '' },
    ...(!doubted && { act: { how: 'small' as const, text: words.compare.small } }),
    rows: [
      [row.signature, words.correct],
      seen.grade === 'confirmed' || seen.grade === 'checked'
        ? [row.grade, gradeWord(words, seen)]
        : [row.grade, gradeWord(words, seen), 'care'],
      ...claimRows(talk, seen),
      ...(checked.keysAt === undefined ? [] : [[row.keysAt, agoOf(talk, checked.keysAt / 1000)] as const]),
      [row.listAt, listAt === undefined ? words.never : agoOf(talk, listAt), 'care'],
    ],
    after: ['refresh', words.advice.retries],
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
      return timedOut(talk, verdict)
    case 'REVOKED':
      return {
        why: why.revoked,
        heading: advice.doNotAccept,
        steps: [
          ['idCard', advice.physicalCard],
          ['phone', advice.askIssuer(issuerName(talk))],
          ['info', advice.noWrong],
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
          ['info', advice.noWrongFrozen],
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
