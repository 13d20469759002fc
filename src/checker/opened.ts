// Reads what the page's address opens: a card, or a shared link.
import { beginsAsCard, tokenFromFragment } from '../core/card/token.ts'
import type { PresentedToken } from './check.ts'

/** The id of a shared link (128 bits, base64url) in a path of this service; undefined for any other path. */
export const sharedId = (path: string): string | undefined => /^\/s\/([\w-]{22})$/.exec(path)?.[1]

/** The part of a path after a # that an app wrote as %23, perhaps several times: `/V%23…`. */
export const escapedHash = (path: string): string => /^\/v%(?:25)*23(.+)$/i.exec(path)?.[1] ?? ''

/** The card in a fragment; undefined if its text cannot be a card, damaged or not. */
export const cardIn = (hash: string): PresentedToken | undefined => {
  const bytes = tokenFromFragment(hash)
  return bytes.ok && beginsAsCard(bytes.value) ? bytes : undefined
}
