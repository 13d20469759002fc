// Opens a shared link. It needs a tap, because each opening counts and messengers fetch links for their previews.
import { fromBase64Url } from '../core/base64.ts'
import * as at from '../core/contract/addresses.ts'
import { err } from '../core/result.ts'
import type { PresentedToken } from './check.ts'
import { call } from './service.ts'

const reasons = ['expired', 'used', 'revoked', 'frozen'] as const
export type ShareFault = (typeof reasons)[number] | 'unknown' | 'unreachable'

/** `masked`: the holder shares only the first letters of the names. */
export type SharedToken = { presented: PresentedToken; masked: boolean }

/** Uses one view of the link. Returns the token, which is checked like any other, or the reason why there is none. */
export const openShare = async (id: string): Promise<SharedToken | ShareFault> => {
  const answer = await call(at.openShare, { param: id })
  if (!answer.ok)
    return reasons.find((reason) => reason === answer.reason) ?? (answer.status ? 'unknown' : 'unreachable')
  const { token, masked } = answer.value
  const bytes = fromBase64Url(token)
  return { presented: bytes.ok ? bytes : err('malformed'), masked }
}
