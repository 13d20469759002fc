// Answers to a holder: the shown card, links, receipts, the access log. Times are ms since the epoch.
import * as v from 'valibot'
import { scope } from '../shapes.ts'

/** `code`: the text of the QR code, no address in the scope *full*. `ticket`: renews it without the PIN. */
export const liveCode = v.strictObject({ code: v.string(), expiresAt: v.number(), ticket: v.string() })
export type LiveCode = v.InferOutput<typeof liveCode>

const share = v.strictObject({
  /** The holder revokes the link by this id. It does not open the link. */
  id: v.string(),
  scope,
  unmasked: v.boolean(),
  viewsLeft: v.number(),
  madeAt: v.number(),
  expiresAt: v.number(),
})
export type Share = v.InferOutput<typeof share>
export const shares = v.strictObject({ shares: v.array(share) })
/** `messages`: for LINE's share target picker. */
export const createdShare = v.strictObject({ ...share.entries, url: v.string(), messages: v.array(v.unknown()) })
export type CreatedShare = v.InferOutput<typeof createdShare>

export const pass = v.strictObject({ expiresAt: v.number() })
/** A pass that its holder can take back by this id. The id opens nothing. */
const openPass = v.strictObject({ id: v.string(), scope, madeAt: v.number(), expiresAt: v.number() })
export type OpenPass = v.InferOutput<typeof openPass>
export const passes = v.strictObject({ passes: v.array(openPass) })

/** An answer to a consent text, with the text's version and SHA-256. */
const consentRecord = v.strictObject({
  kind: v.picklist(['terms', 'face', 'issue']),
  version: v.string(),
  textHash: v.string(),
  given: v.boolean(),
  at: v.number(),
})
export type ConsentRecord = v.InferOutput<typeof consentRecord>
export const consents = v.strictObject({ consents: v.array(consentRecord) })

/** The receipt of an erasure. */
export const erasureReceipt = v.strictObject({ number: v.string(), at: v.number() })
export type ErasureReceipt = v.InferOutput<typeof erasureReceipt>
/** The address of the copy; it works once. */
export const copyOffer = v.strictObject({ url: v.string(), expiresAt: v.number() })
export type CopyOffer = v.InferOutput<typeof copyOffer>

export const viewer = v.strictObject({ name: v.string(), agency: v.string() })
/** An official's request as the holder sees it. */
export const presentationRequest = v.strictObject({ by: viewer, scope, why: v.string(), expiresAt: v.number() })
export type PresentationRequest = v.InferOutput<typeof presentationRequest>
