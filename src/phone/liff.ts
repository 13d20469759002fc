// The part of LIFF (the browser inside LINE) that the app uses. The service trusts only the ID token, and verifies it.
import type { PublicConfig } from '../core/contract/responses/session.ts'

export type Liff = {
  /** True inside LINE, false in another browser. */
  inClient: boolean
  /** Leaves the page for LINE's login, which returns to it with a new ID token. Outside LINE only. */
  logIn: () => Promise<void>
  idToken: () => string | undefined
  /** Closes the mini-app and returns to the chat. */
  close: () => void
  /** Opens an address in the phone's own browser, because the browser inside LINE cannot save files. */
  browse: (url: string) => Promise<void>
  /** Opens LINE's list of friends and chats to send the messages to. The messages hold links, never data. */
  share: (messages: unknown[]) => Promise<ShareOutcome>
}
export type ShareOutcome = 'sent' | 'cancelled' | 'unavailable'

type Sdk = {
  init: (config: { liffId: string; withLoginOnExternalBrowser?: boolean }) => Promise<void>
  getIDToken: () => string | null
  isInClient: () => boolean
  login: (options: { redirectUri: string }) => void
  logout: () => void
  closeWindow: () => void
  openWindow: (params: { url: string; external: boolean }) => void
  isApiAvailable: (name: string) => boolean
  shareTargetPicker: (messages: unknown[], options: { isMultiple: boolean }) => Promise<unknown>
}

/**
 * LINE's SDK or the simulator's. `withMore` loads the rarely used modules: the list of friends, the phone's browser.
 */
type Source = { liff: Sdk; withMore?: () => Promise<void> }

/**
 * The picker resolves with a falsy value when the user closes the list, and rejects where LINE is too old or refuses.
 */
const pick = async ({ liff: sdk, withMore }: Source, messages: unknown[]): Promise<ShareOutcome> => {
  if (!sdk.isApiAvailable('shareTargetPicker')) return 'unavailable'
  try {
    await withMore?.()
    return (await sdk.shareTargetPicker(messages, { isMultiple: false })) ? 'sent' : 'cancelled'
  } catch {
    return 'unavailable'
  }
}

const lineSdk = async (): Promise<Source> => (await import('./liff-sdk.ts')) as unknown as Source

const simulatedSdk = async (url: string): Promise<Source> => (await import(/* @vite-ignore */ url)) as Source

/**
 * Starts LIFF, then removes the query and fragment from the address: LINE hands over tokens in the fragment, which must
 * not be logged or stored. Rejects when LIFF does not start.
 */
export const openLiff = async ({ liffId, liffSdkUrl }: PublicConfig): Promise<Liff> => {
  const source = liffSdkUrl ? await simulatedSdk(liffSdkUrl) : await lineSdk()
  const sdk = source.liff
  await sdk.init({ liffId, withLoginOnExternalBrowser: true })
  history.replaceState(null, '', location.pathname)
  return {
    inClient: sdk.isInClient(),
    logIn: async () => {
      await source.withMore?.()
      sdk.logout()
      sdk.login({ redirectUri: location.href })
    },
    idToken: () => sdk.getIDToken() ?? undefined,
    close: () => sdk.closeWindow(),
    browse: async (url) => {
      await source.withMore?.()
      sdk.openWindow({ url, external: true })
    },
    share: (messages) => pick(source, messages),
  }
}
