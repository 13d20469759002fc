// Sorts a scanned text: a card to check, a shared link of this service, or something else.
import { tokenFromFragment } from '../core/card/token.ts'
import { err } from '../core/result.ts'
import type { PresentedToken } from './check.ts'

export type ScanResult =
  | { kind: 'card'; presented: PresentedToken }
  | { kind: 'link'; path: string }
  | { kind: 'other' }

/** The id of a shared link (128 bits, base64url) in a path of this service; undefined for any other path. */
export const sharedId = (path: string): string | undefined => /^\/s\/([\w-]{22})$/.exec(path)?.[1]

/**
 * Reads the text of a QR code. A card behind another host's address is refused even if our issuer signed it: an
 * attacker who wraps a genuine token in his own address wants the next official to open his page.
 */
export const readScannedText = (text: string, host: string): ScanResult => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return { kind: 'other' }
  const ours = url.host === host.toLowerCase()
  if (/^\/v$/i.test(url.pathname) && url.hash.length > 1)
    return { kind: 'card', presented: ours ? tokenFromFragment(url.hash) : err('unknown_key') }
  if (ours && sharedId(url.pathname)) return { kind: 'link', path: url.pathname }
  return { kind: 'other' }
}
