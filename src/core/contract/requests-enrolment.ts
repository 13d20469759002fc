// Request bodies of the mini-app during enrolment. A body of valid form is not trusted: the service checks every value
// again.
import * as v from 'valibot'
import { readFields } from '../card/reading-report.ts'
import { chainLink } from '../face/selfie-request.ts'
import { failures } from '../journey/failures.ts'
import { languages } from '../languages.ts'
import { pinPictures } from '../pin/pictures.ts'
import { partialDate, pin, pinDigits, stretchedPin, trimmed } from './shapes.ts'

/** An ID token from LINE Login, exchanged for a session. `phone`: a secret that this phone made for this token. */
export const signInRequest = v.object({
  idToken: v.pipe(v.string(), v.maxLength(4096)),
  phone: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{43}$/))),
})

export const termsRequest = v.object({ accepted: v.boolean(), version: trimmed(20) })
export const faceConsentRequest = v.object({ given: v.boolean(), version: trimmed(20) })

/** An attempt that failed on the phone. `reason`: the one that the phone showed to the user. */
export const failureRequest = v.object({ reason: v.picklist(failures) })

/** The data on the card as the user confirmed it. Years are CE, not BE. */
export const cardData = v.object({
  idNumber: trimmed(20),
  titleThai: trimmed(40),
  firstNameThai: trimmed(80),
  middleNameThai: v.optional(trimmed(80)),
  lastNameThai: v.optional(trimmed(80)),
  titleEnglish: v.optional(trimmed(40)),
  firstNameEnglish: trimmed(80),
  middleNameEnglish: v.optional(trimmed(80)),
  lastNameEnglish: v.optional(trimmed(80)),
  birthDate: partialDate,
  address: v.optional(trimmed(300)),
  issueDate: partialDate,
  expiry: v.union([v.literal('lifelong'), partialDate]),
  laserCode: v.optional(trimmed(20)),
})
export const dataRequest = v.object({
  data: cardData,
  /** The fields that the user changed. */
  corrected: v.array(v.picklist(readFields)),
  /** The fields whose reading was doubtful or missing and that the user confirmed. */
  doubtful: v.optional(v.array(v.picklist(readFields)), []),
  /** The user was told that the Thai and the English name do not fit together, and says that the card has them so. */
  namesConfirmed: v.optional(v.boolean(), false),
  /**
   * The photo seems to show a screen. The reviewer of the face sees this flag; the service does not refuse the photo
   * for it.
   */
  onScreen: v.optional(v.boolean(), false),
})

/** The next link of a running round. The answer is the next ask. */
export const selfieStepRequest = v.object({ nonce: trimmed(64), link: chainLink })
export const challengeRequest = v.object({ withoutTurning: v.optional(v.boolean()) })
/** `pin`: the digits, for the rules alone, because they compare them with the card; they are not kept. */
export const pinRequest = v.object({ pin: pinDigits, stretched: stretchedPin, picture: v.picklist(pinPictures) })
export const consentRequest = v.object({ pin, version: trimmed(20) })
export const languageRequest = v.object({ language: v.picklist(languages) })
