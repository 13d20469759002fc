// The access log as its holder reads it, and as a file that anybody can verify.
import * as v from 'valibot'
import { accessMethods, accessResults, accessScopes } from '../../inspection/access-log.ts'
import { viewer } from './holder.ts'

/** `by`: a registered official; absent for any other viewer. `seq` counts from 1 for each holder. */
const entry = v.strictObject({
  at: v.number(),
  via: v.picklist(accessMethods),
  by: v.optional(viewer),
  scope: v.picklist(accessScopes),
  result: v.picklist(accessResults),
  seq: v.number(),
  hash: v.string(),
})
/** The newest first. */
export const accessLog = v.strictObject({ looks: v.array(entry) })
/** The oldest first. `head`: the last hash. `seal`: a JWT by the issuer over head and count. */
export const accessLogExport = v.strictObject({
  issuer: v.string(),
  looks: v.array(entry),
  head: v.string(),
  seal: v.string(),
})

/** The card behind a link: a token made for this one view. */
export const sharedView = v.strictObject({
  /** base64url; proven and checked for its status on the viewer's phone like any other token. */
  token: v.string(),
  /** Names are cut to their initials: an unregistered viewer, unless the holder chose otherwise. */
  masked: v.boolean(),
  viewsLeft: v.number(),
  /** The end of the link, ms since the epoch. */
  expiresAt: v.number(),
})
export type SharedView = v.InferOutput<typeof sharedView>
