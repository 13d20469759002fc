// Answers before a session, and the answer that opens one.
import * as v from 'valibot'
import { languages } from '../../languages.ts'
import { view } from './view.ts'

/** One text in each language of the product. */
export const eachLanguage = v.strictObject(v.entriesFromList(languages, v.string()))

/** `liffSdkUrl`: an ES module in place of LINE's LIFF SDK; on loopback only. */
export const config = v.strictObject({
  liffId: v.string(),
  liffSdkUrl: v.optional(v.string()),
  issuer: v.strictObject({ name: eachLanguage, notice: eachLanguage }),
})
export type PublicConfig = v.InferOutput<typeof config>

/** `now`: the service's clock, ms since the epoch. */
export const session = v.strictObject({ token: v.string(), view, now: v.number() })
