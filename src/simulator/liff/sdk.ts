// Replaces LINE's LIFF SDK: implements the part of @line/liff that the mini-app uses, and installs the simulated
// cameras.
import type { messagingApi } from '@line/bot-sdk'
import type { LiffContext } from '../wire.ts'
import { installCameras } from './cameras.ts'
import { installClock } from './clock.ts'
import { forgetBefore } from './memory.ts'
import { installOffline } from './offline.ts'
import { isFramed, onPage, postToPage, simulatorOrigin } from './parent.ts'
import { player } from './play.ts'
import { screenPicture } from './screen.ts'

const remembered = 'simPerson'
let context: LiffContext | undefined
let shares = 0

const setOffline = installOffline()
const setClock = installClock()
const play = player(postToPage)
installCameras(() => context?.camera ?? 'puppet')
onPage((message) => {
  if (message.type === 'offline') setOffline(message.offline)
  if (message.type === 'clock') setClock(message.ahead)
  if (message.type === 'look') void screenPicture().then((picture) => postToPage({ type: 'screen', picture }))
  if (message.type === 'play') play.start(message)
  if (message.type === 'stopPlaying') play.stop()
})

/**
 * The user of this phone. The page names them in the mini-app's address; session storage keeps them across navigations.
 */
const currentPerson = (): string => {
  const named = new URLSearchParams(location.search).get(remembered)
  if (named) sessionStorage.setItem(remembered, named)
  return named ?? sessionStorage.getItem(remembered) ?? ''
}

const started = (): LiffContext => {
  if (!context) throw new Error('liff.init() was not called or did not finish')
  return context
}

export const liff = {
  /** Rejects like LINE's: for an unknown LIFF id, without a user, without a network. */
  async init({ liffId }: { liffId: string; withLoginOnExternalBrowser?: boolean }): Promise<void> {
    const query = new URLSearchParams({ person: currentPerson(), liffId })
    const answer = await fetch(`${simulatorOrigin}/liff/context?${query}`)
    if (!answer.ok) throw Object.assign(new Error(`liff.init: ${await answer.text()}`), { code: 'INIT_FAILED' })
    context = (await answer.json()) as LiffContext
    setClock(context.ahead)
    await forgetBefore(context.emptied)
    setOffline(context.offline)
    postToPage({ type: 'ready' })
  },
  isInClient: (): boolean => isFramed,
  /** The simulator's tokens never run out while the page is open: a new one comes with the next `init`. */
  logout: (): void => undefined,
  login: ({ redirectUri }: { redirectUri: string }): void => location.replace(redirectUri),
  isLoggedIn: (): boolean => context !== undefined,
  getIDToken: (): string | null => started().idToken,
  getLanguage: (): string => started().language,
  getAppLanguage: (): string => started().language,
  getOS: (): 'ios' | 'android' | 'web' => started().os,
  isApiAvailable: (name: string): boolean => name === 'shareTargetPicker' && isFramed,
  closeWindow(): void {
    if (isFramed) postToPage({ type: 'close' })
    else window.close()
  },
  openWindow({ url, external = false }: { url: string; external?: boolean }): void {
    if (isFramed) postToPage({ type: 'open', url, external })
    else window.open(url, '_blank', 'noopener')
  },
  /**
   * Resolves with a status after sending, or with undefined if the user closes the picker. Rejects a message that LINE
   * refuses.
   */
  shareTargetPicker(
    messages: messagingApi.Message[],
    { isMultiple = true }: { isMultiple?: boolean } = {},
  ): Promise<{ status: 'success' } | undefined> {
    shares += 1
    const id = shares
    return new Promise((resolve, reject) => {
      const stop = onPage((message) => {
        if (message.type !== 'shared' || message.id !== id) return
        stop()
        if (message.outcome === 'sent') resolve({ status: 'success' })
        else if (message.outcome === 'cancelled') resolve(undefined)
        else reject(Object.assign(new Error(message.outcome.fault), { code: 'INVALID_ARGUMENT' }))
      })
      postToPage({ type: 'share', id, messages, multiple: isMultiple })
    })
  },
}
