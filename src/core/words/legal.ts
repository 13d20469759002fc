// Versions of the texts that people agree to: raised with every change of meaning, because each consent is kept with its version.

export const termsVersion = '2026-11-30'
export const faceConsentVersion = '2026-11-25'
export const issueConsentVersion = '2026-11-25'
