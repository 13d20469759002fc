// The context of every screen: the service, the camera, the draft and the words. Screens use nothing else from outside.
import { createContext } from 'preact'
import { useCallback, useContext, useState } from 'preact/hooks'
import type { ServiceRefusal } from '../core/contract/call.ts'
import type { View } from '../core/contract/responses/view.ts'
import type { Language } from '../core/languages.ts'
import type { Answer, Api } from './api.ts'
import type { Drafts } from './draft.ts'
import type { Liff } from './liff.ts'
import type { PhoneVision } from './phone-vision.ts'
import type { Speech } from './speech.ts'
import type { AppWords, Terms } from './words.ts'

export const pages = [
  'show',
  'terms',
  'photos',
  'share',
  'pass',
  'looked',
  'freeze',
  'visit',
  'erase',
  'withdraw',
  'copy',
  'new-pin',
  'agreed',
  'request',
] as const
export type Path = 'home' | (typeof pages)[number]
export type AppContext = {
  api: Api
  vision: PhoneVision
  speech: Speech
  drafts: Drafts
  /** ms since the epoch. */
  now: () => number
  close: () => void
  share: Liff['share']
  inClient: Liff['inClient']
  browse: Liff['browse']
  language: Language
  words: AppWords
  terms: Terms
  view: View
  setView: (view: View) => void
  path: Path
  go: (path: Path) => void
  /** Id of the official's presentation request, taken from the page's address. */
  requestId?: string
}

export const appContext = createContext<AppContext | undefined>(undefined)
export const useApp = (): AppContext => useContext(appContext)!
export const useWords = (): AppWords => useApp().words

/**
 * Returns `act`, which calls the service and shows the view that it answers, `busy` while a call runs, and `trouble`,
 * the refusal of the last call. Callers make one call at a time.
 */
/** False if the page was reloaded for this already, or the browser refuses storage. */
const reloadOnce = (): boolean => {
  const key = 'phokbat.reloaded'
  try {
    if (sessionStorage.getItem(key)) return false
    sessionStorage.setItem(key, 'yes')
  } catch {
    return false
  }
  location.reload()
  return true
}

export const useAct = () => {
  const { api, setView } = useApp()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  const act = useCallback(
    async (call: (api: Api) => Promise<Answer<View>>): Promise<Answer<View>> => {
      setBusy(true)
      setTrouble(undefined)
      let answer = await call(api)
      // The user went on in the chat meanwhile: ask the service for the current step.
      if (!answer.ok && answer.reason === 'not_at_this_step') answer = await api.me()
      // The words came with the page: only a fresh page has the text that is in force. Once, so that it cannot go in circles.
      if (!answer.ok && answer.reason === 'other_version' && reloadOnce()) return answer
      setBusy(false)
      if (answer.ok) setView(answer.value)
      else setTrouble(answer)
      return answer
    },
    [api, setView],
  )
  return { act, busy, trouble, setTrouble }
}
