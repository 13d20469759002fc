// The window inside LINE, as far as we use it. Nothing here is believed: the service checks the ID token itself.
import type { PublicConfig } from '../core/contract/responses/session.ts'

export type Liff = {
  idToken: () => string | undefined
  /** Closes the mini-app, back to the chat. */
  close: () => void
  /** Opens an address in the phone's own browser: the one inside LINE keeps no files. */
  browse: (url: string) => Promise<void>
  /** LINE's list of friends and chats, to send messages to: links only. */
  share: (messages: unknown[]) => Promise<ShareOutcome>
}
export type ShareOutcome = 'sent' | 'cancelled' | 'unavailable'

type Sdk = {
  init: (config: { liffId: string; withLoginOnExternalBrowser?: boolean }) => Promise<void>
  getIDToken: () => string | null
  closeWindow: () => void
  openWindow: (params: { url: string; external: boolean }) => void
  isApiAvailable: (name: string) => boolean
  shareTargetPicker: (messages: unknown[], options: { isMultiple: boolean }) => Promise<unknown>
}

/** LINE's SDK, or what stands in for it; `withMore` adds what is fetched later there: the list of friends, the phone's browser. */
type Source = { liff: Sdk; withMore?: () => Promise<void> }

/** The picker resolves with nothing when the person closed the list, and rejects where LINE is too old or refuses. */
const pick = async ({ liff: sdk, withMore }: Source, messages: unknown[]): Promise<ShareOutcome> => {
  if (!sdk.isApiAvailable('shareTargetPicker')) return 'unavailable'
  try {
    await withMore?.()
    return (await sdk.shareTargetPicker(messages, { isMultiple: false })) ? 'sent' : 'cancelled'
  } catch {
    return 'unavailable'
  }
}

const linesOwn = async (): Promise<Source> => (await import('./liff-sdk.ts')) as unknown as Source

const standIn = async (url: string): Promise<Source> => (await import(/* @vite-ignore */ url)) as Source

/**
 * Starts LIFF. Only afterwards the address is cleaned: LINE hands over tokens in its fragment, which nobody must log or keep.
 * Rejects when LIFF does not start.
 */
export const openLiff = async ({ liffId, liffSdkUrl }: PublicConfig): Promise<Liff> => {
  const source = liffSdkUrl ? await standIn(liffSdkUrl) : await linesOwn()
  const sdk = source.liff
  await sdk.init({ liffId, withLoginOnExternalBrowser: true })
  history.replaceState(null, '', location.pathname)
  return {
    idToken: () => sdk.getIDToken() ?? undefined,
    close: () => sdk.closeWindow(),
    browse: async (url) => {
      await source.withMore?.()
      sdk.openWindow({ url, external: true })
    },
    share: (messages) => pick(source, messages),
  }
}
