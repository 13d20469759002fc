// Starts the app: loads the configuration, LIFF and the words, and signs the user in.
// A failure shows its reason and a retry.
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { View } from '../core/contract/responses/view.ts'
import { type Language, languageFrom } from '../core/languages.ts'
import { type Api, loadConfig, openApi } from './api.ts'
import { App } from './app.tsx'
import { appContext, type Path, pages } from './app-context.ts'
import { draftStore, phoneKeyStore } from './blob-store.ts'
import { openDrafts } from './draft.ts'
import { type Liff, openLiff } from './liff.ts'
import { Logo } from './parts/logo.tsx'
import { openPhoneKey } from './phone-key.ts'
import { phoneVision } from './phone-vision.ts'
import { advice } from './reasons.ts'
import { phoneSpeech } from './speech.ts'
import { type AppWords, loadTerms, loadWords, type Terms } from './words.ts'

type BootState = { api: Api; liff: Liff; view: View }
type LanguagePack = { language: Language; words: AppWords; terms: Terms }

const supported = () =>
  typeof WebAssembly === 'object' && crypto?.subtle !== undefined && typeof createImageBitmap === 'function'
const fetcher: typeof fetch = (...request) => fetch(...request)

/** The API client, LIFF and the first view after sign-in, or the reason why sign-in failed. */
const start = async (): Promise<BootState | string> => {
  if (!supported()) return 'unsupported'
  const config = await loadConfig(fetcher)
  if (!config.ok) return config.reason
  const liff = await openLiff(config.value).catch(() => undefined)
  if (!liff) return navigator.onLine ? 'outside_line' : 'offline'
  const api = openApi(fetcher, liff.idToken, openPhoneKey(phoneKeyStore), Date.now)
  const answer = await api.signIn()
  return answer.ok ? { api, liff, view: answer.value } : answer.reason
}

const pathOf = (pathname: string): Path => {
  const [, page] = pathname.split('/').filter(Boolean)
  return pages.find((known) => known === page) ?? 'home'
}
const requestIdIn = (pathname: string) => pathname.match(/\/request\/([\w-]{22})$/)?.[1]

const usePath = (): [Path, (path: Path) => void] => {
  const [path, setPath] = useState<Path>('home')
  useEffect(() => {
    const follow = () => setPath(pathOf(location.pathname))
    follow()
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  const go = useCallback((to: Path) => {
    history.pushState(null, '', to === 'home' ? '/app' : `/app/${to}`)
    setPath(to)
  }, [])
  return [path, go]
}

const useText = (language: Language): LanguagePack | undefined => {
  const [text, setText] = useState<LanguagePack>()
  useEffect(() => {
    let unmounted = false
    Promise.all([loadWords(language), loadTerms(language)]).then(([words, terms]) => {
      if (unmounted) return
      document.documentElement.lang = language
      document.title = words.name
      setText({ language, words, terms })
    })
    return () => {
      unmounted = true
    }
  }, [language])
  return text
}

export const Boot = () => {
  const [started, setStarted] = useState<BootState | string>()
  const [path, go] = usePath()
  const begin = useCallback(() => {
    setStarted(undefined)
    start().then((result) => {
      setStarted(result)
      // LIFF may have changed the address to the page of the link.
      if (typeof result !== 'string') dispatchEvent(new PopStateEvent('popstate'))
    })
  }, [])
  useEffect(begin, [begin])
  const setView = useCallback((view: View) => {
    setStarted((now) => (now && typeof now !== 'string' ? { ...now, view } : now))
  }, [])

  const ready = started && typeof started !== 'string' ? started : undefined
  const text = useText(ready?.view.language ?? languageFrom(navigator.language))
  const drafts = useMemo(() => ready && openDrafts(draftStore, ready.view.draftKey), [ready?.view.draftKey])

  if (typeof started === 'string' && text) return <Refused reason={started} words={text.words} onAgain={begin} />
  if (!ready || !text || !drafts || text.language !== ready.view.language) return <Opening words={text?.words} />
  const { api, liff, view } = ready
  const app = {
    api,
    vision: phoneVision,
    speech: phoneSpeech,
    drafts,
    now: api.now,
    close: liff.close,
    share: liff.share,
    browse: liff.browse,
    ...text,
    view,
    setView,
    path,
    go,
    requestId: requestIdIn(location.pathname),
  }
  return (
    <appContext.Provider value={app}>
      <App />
    </appContext.Provider>
  )
}

const Opening = ({ words }: { words: AppWords | undefined }) => (
  <div class="screen plain opening" role="status">
    <Logo />
    <div class="seam" />
    <p>{words?.opening}</p>
  </div>
)

/** Takes `words` as a property, because there is no app context before sign-in. */
const Refused = ({ reason, words, onAgain }: { reason: string; words: AppWords; onAgain: () => void }) => {
  const { title, todo } = advice(words, reason)
  return (
    <div class="screen plain opening" data-testid="boot-refused" data-reason={reason}>
      <Logo />
      <h1>{title}</h1>
      <ul>
        {todo.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <button type="button" class="button" data-testid="try-again" onClick={onAgain}>
        {words.tryAgain}
      </button>
    </div>
  )
}
