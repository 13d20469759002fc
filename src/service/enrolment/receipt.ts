// The receipt of a consent: its text, its version and the answer.

import type { Language } from '../../core/languages.ts'
import { terms as en } from '../../core/words/en/terms.ts'
import type { Words } from '../../core/words/index.ts'
import { faceConsentVersion, issueConsentVersion, termsVersion } from '../../core/words/legal.ts'
import { terms as th } from '../../core/words/th/terms.ts'
import type { Consent, Person } from '../model.ts'
import { sha256 } from '../platform/codec.ts'

const texts: Readonly<Record<Language, Words<typeof th>>> = { th, en }
const versions: Record<Consent['kind'], string> = {
  terms: termsVersion,
  face: faceConsentVersion,
  issue: issueConsentVersion,
}

/** Whether the person saw the text that is in force: a receipt must not name another one. */
export const isCurrent = (kind: Consent['kind'], version: string): boolean => versions[kind] === version

/** The receipt of what this person was shown, with the hash of the text in the person's language (PDPA s.19, s.26). */
export const receiptFor = async (kind: Consent['kind'], person: Person, given: boolean): Promise<Consent> => ({
  kind,
  version: versions[kind],
  textHash: await sha256(JSON.stringify(texts[person.language])),
  given,
})
