// What the mini-app is told about the user: enough for the next screen and nothing more.
import * as v from 'valibot'
import { caseReasons } from '../../journey/failures.ts'
import { steps } from '../../journey/map.ts'
import { languages } from '../../languages.ts'
import { pinPictures } from '../../pin/pictures.ts'

/** The card at rest: no full ID number, nothing that proves anything by itself. Dates are already in words. */
const cardFace = v.strictObject({
  nameThai: v.pipe(v.tuple([v.string(), v.string()]), v.readonly()),
  nameEnglish: v.string(),
  idMasked: v.string(),
  assurance: v.strictObject({
    document: v.picklist(['read', 'registry']),
    face: v.picklist(['self', 'rechecked', 'reviewed', 'in-person']),
  }),
  issuedOn: v.string(),
  validUntil: v.string(),
  portraitUrl: v.string(),
})
export type CardFace = v.InferOutput<typeof cardFace>

const partialDate = v.pipe(
  v.strictObject({ year: v.number(), month: v.optional(v.number()), day: v.optional(v.number()) }),
  v.readonly(),
)
const confirmedData = v.strictObject({
  idNumber: v.string(),
  titleThai: v.string(),
  firstNameThai: v.string(),
  middleNameThai: v.optional(v.string()),
  lastNameThai: v.optional(v.string()),
  titleEnglish: v.optional(v.string()),
  firstNameEnglish: v.string(),
  middleNameEnglish: v.optional(v.string()),
  lastNameEnglish: v.optional(v.string()),
  birthDate: partialDate,
  address: v.optional(v.string()),
  issueDate: partialDate,
  expiry: v.union([v.literal('lifelong'), partialDate]),
  laserCode: v.optional(v.string()),
})

export const view = v.strictObject({
  language: v.picklist(languages),
  step: v.picklist(steps),
  /** At this step; with a card, of the face that leads to a new PIN. */
  triesLeft: v.number(),
  issuer: v.strictObject({ name: v.string(), notice: v.string() }),
  /** AES-256 key (base64url) for what the phone keeps until the data is confirmed. */
  draftKey: v.string(),
  /** Photos that came by chat and wait to be read on the phone. */
  photos: v.array(v.strictObject({ id: v.string() })),
  helpCode: v.optional(v.string()),
  caseReason: v.optional(v.picklist(caseReasons)),
  /** The user asked for help and may still go on alone. */
  canGoOn: v.optional(v.boolean()),
  /** Why the last try failed, in one word. */
  lastFailure: v.optional(v.string()),
  pinPicture: v.optional(v.picklist(pinPictures)),
  /** What the user confirmed, for the consent. */
  data: v.optional(confirmedData),
  card: v.optional(cardFace),
  /** Where a user is who forgot the PIN; `until`: ms since the epoch. */
  newPin: v.optional(v.strictObject({ state: v.picklist(['held', 'ready', 'stopped']), until: v.number() })),
  /** `held`: frozen by the office; `helpCode` is then what to say there. */
  cardStatus: v.optional(v.picklist(['valid', 'frozen', 'held', 'revoked'])),
})
export type View = v.InferOutput<typeof view>
