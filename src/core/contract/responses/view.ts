// The user's state as the mini-app gets it: only what the next screen needs.
import * as v from 'valibot'
import { documentAssurances, faceAssurances } from '../../card/card.ts'
import { grades } from '../../card/grade.ts'
import { caseReasons } from '../../journey/failures.ts'
import { steps } from '../../journey/map.ts'
import { languages } from '../../languages.ts'
import { pinPictures } from '../../pin/pictures.ts'
import { pinRecoveryStates } from '../../pin/recovery.ts'
import { pinCosts } from '../../pin/stretch.ts'

/** The card as the mini-app and the chat display it: no full ID number and no token. Dates are already in words. */
const cardFace = v.strictObject({
  nameThai: v.pipe(v.tuple([v.string(), v.string()]), v.readonly()),
  nameEnglish: v.string(),
  idMasked: v.string(),
  assurance: v.strictObject({
    document: v.picklist(documentAssurances),
    face: v.picklist(faceAssurances),
  }),
  grade: v.picklist(grades),
  issuedOn: v.string(),
  validUntil: v.string(),
  /** For LINE's clients and the mini-app; absent while the card is frozen or held, when no address shows the portrait. */
  portraitUrl: v.optional(v.string()),
})
export type CardFace = v.InferOutput<typeof cardFace>

const partialDate = v.pipe(
  v.strictObject({ year: v.number(), month: v.optional(v.number()), day: v.optional(v.number()) }),
  v.readonly(),
)
export const confirmedData = v.strictObject({
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
  /** Tries left at this step; with a card, tries of the face check that leads to a new PIN. */
  triesLeft: v.number(),
  /** `contact`: where a person helps, if the operator says so. */
  issuer: v.strictObject({ name: v.string(), notice: v.string(), contact: v.optional(v.string()) }),
  /** AES-256 key (base64url) for the draft that the phone stores until the data is confirmed. */
  draftKey: v.string(),
  /** Photos from the chat that the phone has not read yet. */
  photos: v.array(v.strictObject({ id: v.string() })),
  helpCode: v.optional(v.string()),
  caseReason: v.optional(v.picklist(caseReasons)),
  /** What the officer wrote who refused the user at the counter. */
  refusal: v.optional(v.string()),
  /** The user asked for help and may still go on without it. */
  canGoOn: v.optional(v.boolean()),
  /** The reason why the last try failed. */
  lastFailure: v.optional(v.string()),
  pinPicture: v.optional(v.picklist(pinPictures)),
  /** Salt (base64url) and N with which the phone stretches the PIN; absent without a PIN. */
  pinSalt: v.optional(v.strictObject({ salt: v.string(), n: v.picklist(pinCosts) })),
  /** The confirmed data, which the consent screen shows. */
  data: v.optional(confirmedData),
  card: v.optional(cardFace),
  /**
   * The state of a request for a new PIN. `until`: ms since the epoch. `code`: to show to an officer, who confirms the
   * holder.
   */
  newPin: v.optional(
    v.strictObject({ state: v.picklist(pinRecoveryStates), until: v.number(), code: v.optional(v.string()) }),
  ),
  /** A new PIN can be had by showing the face; otherwise only through an officer. */
  newPinByFace: v.optional(v.boolean()),
  /** `held`: the office has frozen the card; the holder tells the office the `helpCode`. */
  cardStatus: v.optional(v.picklist(['valid', 'frozen', 'held', 'revoked'])),
})
export type View = v.InferOutput<typeof view>
