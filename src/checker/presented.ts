// What a scanned text is to this page: a card to check, a shared link of ours to open, or nothing of ours.
import { tokenFromFragment } from '../core/card/token.ts'
import { err } from '../core/result.ts'
import type { PresentedToken } from './check.ts'

export type ScanResult =
  | { kind: 'card'; presented: PresentedToken }
  | { kind: 'link'; path: string }
  | { kind: 'other' }

/** The id of a shared link in an address of this page, 128 bits as base64url. */
export const sharedId = (path: string): string | undefined => /^\/s\/([\w-]{22})$/.exec(path)?.[1]

/**
 * The text of a QR code. A card behind another host's address is never read here, even if our issuer signed it: who
 * wraps a genuine token in an address of his own wants the next official to open his page.
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
