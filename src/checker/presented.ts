// Sorts a scanned text: a card to check, a shared link of this service, or something else.
import { OWN_SCANNER, unescaped } from '../core/card/token.ts'
import { err } from '../core/result.ts'
import type { PresentedToken } from './check.ts'
import { cardIn, sharedId } from './opened.ts'

export type ScanResult =
  | { kind: 'card'; presented: PresentedToken }
  | { kind: 'link'; path: string }
  | { kind: 'other' }

const parsed = (text: string): URL | undefined => {
  try {
    return new URL(text) // iOS 16 and WebViews of its time have no URL.canParse
  } catch {
    return undefined
  }
}

/**
 * Reads the text of a QR code, also if an app percent-encoded it. A card behind another host's address is refused even if our issuer signed it: an
 * attacker who wraps a genuine token in his own address wants the next official to open his page.
 */
export const readScannedText = (text: string, host: string): ScanResult => {
  const plain = unescaped(text)
  if (plain.startsWith(OWN_SCANNER)) {
    const own = cardIn(plain.slice(OWN_SCANNER.length))
    return own ? { kind: 'card', presented: own } : { kind: 'other' }
  }
  const url = parsed(plain)
  if (!url || !/^https?:$/.test(url.protocol)) return { kind: 'other' }
  const ours = url.host === host.toLowerCase()
  const card = /^\/v$/i.test(url.pathname) ? cardIn(url.hash) : undefined
  if (card) return { kind: 'card', presented: ours ? card : err('unknown_key') }
  if (ours && sharedId(url.pathname)) return { kind: 'link', path: url.pathname }
  return { kind: 'other' }
}

const isOurs = (scanned: ScanResult) => scanned.kind === 'link' || (scanned.kind === 'card' && scanned.presented.ok)

/** True for a card or a link of this service: no other code in view can be the one that is meant. */
export const isOursText = (text: string, host: string): boolean => isOurs(readScannedText(text, host))

/** Chooses among all codes in view: one of ours, else a card behind another address, else none. */
export const chooseScanned = (texts: readonly string[], host: string): ScanResult => {
  const scanned = texts.map((text) => readScannedText(text, host))
  return scanned.find(isOurs) ?? scanned.find(({ kind }) => kind !== 'other') ?? { kind: 'other' }
}
