// Exchanges messages between the mini-app and the simulator's page around it. Messages of other origins are ignored.
import type { LiffToPage, PageToLiff } from '../wire.ts'

/** The origin of this script, which is the simulator's. */
export const simulatorOrigin = new URL(import.meta.url).origin

/** False when the mini-app was opened in a tab of its own. */
export const isFramed = window.parent !== window

type Message = LiffToPage extends infer M ? (M extends { sim: 'liff' } ? Omit<M, 'sim'> : never) : never

export const postToPage = (message: Message): void => {
  if (isFramed) window.parent.postMessage({ sim: 'liff', ...message }, simulatorOrigin)
}

/** Calls `hear` for every message of the page. Returns a function that stops it. */
export const onPage = (hear: (message: PageToLiff) => void): (() => void) => {
  const listen = ({ source, origin, data }: MessageEvent<PageToLiff | undefined>) => {
    if (source === window.parent && origin === simulatorOrigin && data?.sim === 'page') hear(data)
  }
  window.addEventListener('message', listen)
  return () => window.removeEventListener('message', listen)
}
