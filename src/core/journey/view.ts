// What the mini-app is told about the person who holds the phone: enough for the next screen, nothing more.
import type { Assurance, CardData } from '../card/card.ts'
import type { Language } from '../languages.ts'
import type { PinPicture } from '../pin/pictures.ts'
import type { CaseReason } from './failures.ts'
import type { Step } from './map.ts'

/** The card at rest: no full ID number, nothing that proves anything by itself. Dates are already in words. */
export type CardFace = {
  nameThai: readonly [first: string, last: string]
  nameEnglish: string
  idMasked: string
  assurance: Assurance
  issuedOn: string
  validUntil: string
  portraitUrl: string
}

export type View = {
  language: Language
  step: Step
  /** At this step; with a card, of the face that leads to a new PIN. */
  triesLeft: number
  issuer: { name: string; notice: string }
  /** AES-256 key (base64url) for what the phone keeps until the data is confirmed. */
  draftKey: string
  /** Photos that came by chat and wait to be read here. */
  photos: { id: string }[]
  helpCode?: string
  caseReason?: CaseReason
  /** Whether somebody who asked for help may go on alone where they were. */
  canGoOn?: boolean
  /** Why the last try did not lead on, in one word. */
  lastFailure?: string
  pinPicture?: PinPicture
  /** What the person confirmed, for the consent. */
  data?: CardData
  card?: CardFace
  /** Where somebody is who forgot the PIN; `until`: ms since the epoch. */
  newPin?: { state: 'held' | 'ready' | 'stopped'; until: number }
  /** `held`: frozen by the office; `helpCode` is then what to say there. */
  cardStatus?: 'valid' | 'frozen' | 'held' | 'revoked'
}
