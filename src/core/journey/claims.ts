// What a phone may claim: the shapes of its requests. A claim is looked at again by the service, never believed for its form.
import * as v from 'valibot'
import { centredFaces } from '../face/calibration.ts'
import { languages } from '../languages.ts'
import { pinPictures } from '../pin/pictures.ts'
import { failures } from './failures.ts'

const partialDate = v.object({
  year: v.pipe(v.number(), v.integer(), v.minValue(1800), v.maxValue(2200)),
  month: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
  day: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(31))),
})
const line = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most))
const base64 = (mostBytes: number) => v.pipe(v.string(), v.base64(), v.maxLength(Math.ceil((mostBytes * 4) / 3) + 4))

export const asks = ['turnLeft', 'turnRight', 'lookUp', 'blink'] as const
export type Ask = (typeof asks)[number]

/** A LINE Login ID token, exchanged for a session of our own by one phone: `phone` is what only that one can say of this token. */
export const signInRequest = v.object({
  idToken: v.pipe(v.string(), v.maxLength(4096)),
  phone: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{43}$/))),
})

export const termsRequest = v.object({ accepted: v.boolean(), version: line(20) })
export const faceConsentRequest = v.object({ given: v.boolean(), version: line(20) })

/** A try that failed on the phone; `reason` is what the person was told. */
export const failureRequest = v.object({ reason: v.picklist(failures) })

/** The data of the card as the person confirmed it; `corrected` names the fields that were typed over. */
export const cardRequest = v.object({
  idNumber: line(20),
  titleThai: line(40),
  firstNameThai: line(80),
  middleNameThai: v.optional(line(80)),
  lastNameThai: v.optional(line(80)),
  titleEnglish: v.optional(line(40)),
  firstNameEnglish: line(80),
  middleNameEnglish: v.optional(line(80)),
  lastNameEnglish: v.optional(line(80)),
  birthDate: partialDate,
  address: v.optional(line(300)),
  issueDate: partialDate,
  expiry: v.union([v.literal('lifelong'), partialDate]),
  laserCode: v.optional(line(20)),
})
export const dataRequest = v.object({
  data: cardRequest,
  corrected: v.pipe(v.array(line(40)), v.maxLength(20)),
  /** The card looks photographed off a screen: for whoever reviews the face, and no reason to refuse. */
  onScreen: v.optional(v.boolean(), false),
})

/** Angles in degrees of the real head, times in ms since the round began, scores 0–1; pictures are JPEG in base64. */
const frameClaim = v.object({
  ask: v.picklist(['centre', ...asks]),
  atMs: v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)),
  yaw: v.number(),
  pitch: v.number(),
  roll: v.number(),
  score: v.number(),
  live: v.number(),
  jpeg: base64(80_000),
})
/** What the browser says of its camera; anything may be missing, and missing is noted. Never a device's id. */
const cameraClaim = v.object({
  label: v.pipe(v.string(), v.maxLength(200)),
  settings: v.object({
    width: v.optional(v.number()),
    height: v.optional(v.number()),
    frameRate: v.optional(v.number()),
    facingMode: v.optional(line(20)),
  }),
})
const link = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
/** The next link of a round, told while it runs; the answer is the next ask. */
export const selfieStepRequest = v.object({ nonce: line(64), link })
export const selfieRequest = v.object({
  nonce: line(64),
  camera: cameraClaim,
  frames: v.pipe(v.array(frameClaim), v.minLength(5), v.maxLength(12)),
  /** The portrait cut from the card, JPEG: the comparison can be repeated only with it. */
  card: base64(60_000),
  /** The last link of the chain over nonce, frames, card and portrait: evidence.ts. */
  head: link,
  /** Distances between face descriptors (L2): selfie ↔ portrait of the card, frontal ↔ turned. `centred`: by our calibration. */
  match: v.object({
    l2: v.number(),
    samePerson: v.number(),
    centred: v.optional(centredFaces),
  }),
  /** The picture that the person confirmed: JPEG 4:5 for the card in the chat … */
  portrait: base64(200_000),
  /** … and 64×80 grey WebP for the QR. */
  tinyFace: base64(1200),
})
export type SelfieRequest = v.InferOutput<typeof selfieRequest>

export const pinRequest = v.object({ pin: v.pipe(v.string(), v.maxLength(20)), picture: v.picklist(pinPictures) })
export const consentRequest = v.object({ pin: v.pipe(v.string(), v.maxLength(20)), version: line(20) })
export const languageRequest = v.object({ language: v.picklist(languages) })
