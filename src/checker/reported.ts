// What the page sends after a verdict: the look for the holder's log, and with it the wish for the colour portrait.
// Loaded after the verdict, which does not need it.
import { portraitKeyInput } from '../core/card/portrait-key.ts'
import { fetchPortrait, reportCheck } from '../core/contract/addresses.ts'
import { digestOf, sha256Text } from '../verifier/digest.ts'
import { call } from './service.ts'

/**
 * Reports the check to the holder's access log as a digest of the token. `unalike`: the official found another face.
 * Returns false without a signal.
 */
export const reportAccess = async (bytes: Uint8Array<ArrayBuffer>, unalike = false): Promise<boolean> =>
  (await call(reportCheck, { body: { shown: await digestOf(bytes), ...(unalike && { unalike: true as const }) } })).ok

/**
 * The colour portrait as a data URL, if the service gives it for this token. It gives it once and logs the check with it,
 * so that no report follows. The key is derived from the token; no claim is sent.
 */
export const portraitFor = async (bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> => {
  const answer = await call(fetchPortrait, { body: { key: await sha256Text(portraitKeyInput(bytes)) } })
  return answer.ok && answer.value ? `data:image/jpeg;base64,${answer.value.portrait}` : undefined
}
