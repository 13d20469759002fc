// The registered officials, as the setting OFFICIALS lists them.
import * as v from 'valibot'

const officials = v.array(
  v.object({
    subject: v.pipe(v.string(), v.nonEmpty()),
    name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(80)),
    agency: v.pipe(v.string(), v.nonEmpty(), v.maxLength(80)),
    /** Also compares the faces that the automatic recheck could not decide. */
    reviewer: v.optional(v.boolean()),
    /** The official's own LINE user id where `subject` is another account, so that officials never review themselves. */
    line: v.optional(v.string()),
  }),
)

/** @returns `undefined` for any text but a JSON list of officials. */
export const readOfficials = (text: string): v.InferOutput<typeof officials> | undefined => {
  try {
    const read = v.safeParse(officials, JSON.parse(text))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
