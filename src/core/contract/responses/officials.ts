// Answers to officials and reviewers. Pictures are JPEG in base64, angles in degrees, times ms since the epoch.
import * as v from 'valibot'
import { identityFields } from '../../card/reading-report.ts'
import { asks } from '../../face/asks.ts'
import { outcomeKinds, outcomeSources } from '../../face/outcomes.ts'
import { caseKinds, reviewReasons } from '../../face/recheck.ts'
import { riskFlags } from '../../face/risk.ts'
import { viewer } from './holder.ts'

/** `reviews`: the official is also a reviewer of faces. */
export const official = v.strictObject({ ...viewer.entries, reviews: v.boolean() })
export type SignedInOfficial = v.InferOutput<typeof official>

/** `url`: the content of the official's QR code; it opens the mini-app on the holder's phone. */
export const requestLink = v.strictObject({ id: v.string(), url: v.string(), expiresAt: v.number() })
export type RequestLink = v.InferOutput<typeof requestLink>
/** `token`: the holder's card, base64url; the service answers it once, and no address carries it. */
export const requestAnswer = v.strictObject({
  state: v.picklist(['waiting', 'approved', 'declined', 'delivered', 'ended']),
  token: v.optional(v.string()),
})
export type RequestAnswer = v.InferOutput<typeof requestAnswer>

/** What was found about this ID number before, whoever held it; oldest first. `freed`: an official has freed the number. */
export const earlierOutcomes = v.array(
  v.strictObject({
    what: v.picklist(outcomeKinds),
    by: v.picklist(outcomeSources),
    at: v.number(),
    freed: v.boolean(),
  }),
)

/** `recovery`: about a new PIN for a holder who forgot it. */
const kind = v.picklist(caseKinds)
const openCase = v.strictObject({ id: v.string(), kind, reason: v.picklist(reviewReasons), openedAt: v.number() })
export type OpenCase = v.InferOutput<typeof openCase>
export const cases = v.strictObject({ cases: v.array(openCase) })

/**
 * The pictures that officials will compare the person with: `face` is the one in the QR code (WebP), `portrait` the one that
 * a checker's page fetches. Byte for byte those of the card.
 */
const shown = v.strictObject({ face: v.string(), portrait: v.string() })

export const reviewCase = v.strictObject({
  ...openCase.entries,
  /** The portrait on the physical card (for a new PIN: on the digital card), and the picture that the holder confirmed. */
  card: v.string(),
  selfie: v.string(),
  shown,
  /** The frames of the selfie, in the order of `angles`. */
  frames: v.array(v.string()),
  /** The angles that the phone measured. */
  angles: v.array(v.strictObject({ ask: v.picklist(['centre', ...asks]), yaw: v.number(), pitch: v.number() })),
  /** Never a score, and never what another reviewer said: each judges by the pictures. */
  flags: v.array(v.picklist(riskFlags)),
  /** Fields that the holder typed, or that the phone read with doubt. */
  typed: v.array(v.picklist(identityFields)),
  earlier: earlierOutcomes,
})
export type ReviewCase = v.InferOutput<typeof reviewCase>

/**
 * A holder's visit. `held`: the office has frozen the card until a yes. `card`: the portrait on the physical card; absent
 * once the evidence is erased.
 */
export const visit = v.strictObject({
  kind,
  held: v.boolean(),
  earlier: earlierOutcomes,
  shown,
  card: v.optional(v.string()),
})
export type Visit = v.InferOutput<typeof visit>

/** What the holder entered, once the number and the birth date of the real card agree. */
export const comparedVisit = v.strictObject({ name: v.string(), idMasked: v.string() })
export type ComparedVisit = v.InferOutput<typeof comparedVisit>
