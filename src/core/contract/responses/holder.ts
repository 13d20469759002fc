// Answers to a holder: the shown card, links, receipts, the access log. Times are ms since the epoch.
import * as v from 'valibot'
import { scope } from '../shapes.ts'

/** `url`: what the QR says. `ticket`: renews it without the PIN. */
export const liveCode = v.strictObject({ url: v.string(), expiresAt: v.number(), ticket: v.string() })
export type LiveCode = v.InferOutput<typeof liveCode>

const share = v.strictObject({
  /** Names the link to its holder, who revokes it by this, and opens nothing. */
  id: v.string(),
  scope,
  unmasked: v.boolean(),
  viewsLeft: v.number(),
  madeAt: v.number(),
  expiresAt: v.number(),
})
export type Share = v.InferOutput<typeof share>
export const shares = v.strictObject({ shares: v.array(share) })
/** `url`: the link itself. `messages`: what LINE's share picker is given. */
export const createdShare = v.strictObject({ ...share.entries, url: v.string(), messages: v.array(v.unknown()) })
export type CreatedShare = v.InferOutput<typeof createdShare>

export const pass = v.strictObject({ expiresAt: v.number() })

/** What was answered to which text: its version and its SHA-256. */
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
/** Where the copy can be fetched, once. */
export const copyOffer = v.strictObject({ url: v.string(), expiresAt: v.number() })
export type CopyOffer = v.InferOutput<typeof copyOffer>

export const viewer = v.strictObject({ name: v.string(), agency: v.string() })
/** An official's request as the holder reads it. */
export const presentationRequest = v.strictObject({ by: viewer, scope, why: v.string(), expiresAt: v.number() })
export type PresentationRequest = v.InferOutput<typeof presentationRequest>
