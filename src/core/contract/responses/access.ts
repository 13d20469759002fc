// The access log as its holder reads it, and as an export that anyone can verify.
import * as v from 'valibot'
import { grades } from '../../card/grade.ts'
import { accessMethods, accessResults, accessScopes } from '../../inspection/access-log.ts'
import { officeActs, officeAnswers } from '../../inspection/office-log.ts'
import { viewer } from './holder.ts'

/**
 * `by`: a registered official; absent for any other viewer. `grade`: of the card, when it was seen. `seq` counts from 1 for each
 * holder.
 */
const entry = v.strictObject({
  at: v.number(),
  via: v.picklist(accessMethods),
  by: v.optional(viewer),
  scope: v.picklist(accessScopes),
  result: v.picklist(accessResults),
  grade: v.optional(v.picklist(grades)),
  seq: v.number(),
  hash: v.string(),
})
/** Entries, newest first. */
export const accessLog = v.strictObject({ looks: v.array(entry) })
/** Entries, oldest first. `head`: the last hash. `seal`: a JWT by the issuer over head and count. */
export const accessLogExport = v.strictObject({
  issuer: v.string(),
  looks: v.array(entry),
  head: v.string(),
  seal: v.string(),
})

/** The office log as `npm run office:log` writes it. Lines, oldest first. `about`: the case. */
export const officeLogExport = v.strictObject({
  issuer: v.string(),
  office: v.array(
    v.strictObject({
      at: v.number(),
      by: v.strictObject({ ...viewer.entries, subject: v.string() }),
      act: v.picklist(officeActs),
      about: v.string(),
      said: v.optional(v.picklist(officeAnswers)),
      why: v.optional(v.string()),
      seq: v.number(),
      hash: v.string(),
    }),
  ),
  head: v.string(),
  seal: v.string(),
})

/**
 * `portrait`: the colour portrait of the card, a JPEG in base64. Nothing for a key that is unknown or was used, for a token
 * that has ended and for a card that is not usable.
 */
export const portraitGiven = v.optional(v.strictObject({ portrait: v.string() }))

/** The card behind a link: a token made for this one view. */
export const sharedView = v.strictObject({
  /** base64url. The viewer's phone checks its signature and status like those of any other token. */
  token: v.string(),
  /** Names show initials only: the viewer is not registered, and the holder did not allow full names. */
  masked: v.boolean(),
  viewsLeft: v.number(),
  /** The end of the link, ms since the epoch. */
  expiresAt: v.number(),
})
export type SharedView = v.InferOutput<typeof sharedView>
