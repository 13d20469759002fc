// Starts the app: loads the configuration, LIFF and the words, and signs the user in.
// A failure shows its reason and a retry.
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { Send } from '../core/contract/call.ts'
import type { View } from '../core/contract/responses/view.ts'
import { type Language, languageFrom } from '../core/languages.ts'
import { type Api, loadConfig, openApi } from './api.ts'
import { App } from './app.tsx'
import { appContext, type Path, pages } from './app-context.ts'
import { draftStore, phoneKeyStore } from './blob-store.ts'
import { openDrafts } from './draft.ts'
import { type Liff, openLiff } from './liff.ts'
import { canRun } from './needs.ts'
import { Logo } from './parts/logo.tsx'
import { openPhoneKey } from './phone-key.ts'
import { phoneVision } from './phone-vision.ts'
import { advice } from './reasons.ts'
import { phoneSpeech } from './speech.ts'
import { fetchWithin, limits, TimedOut, within } from './waiting/limits.ts'
import { type AppWords, loadFirstWords, loadTerms, loadWords, type Terms } from './words.ts'

type BootState = { api: Api; liff: Liff; view: View }
/** `complete`: false while only the words of the first screen are here. */
type LanguagePack = { language: Language; words: AppWords; terms: Terms; complete: boolean }

const fetcher: Send = (path, request) => fetchWithin(path, request)

/** Why the app did not open. `liff`: present if LIFF runs, which can then renew what ran out. */
type NotOpened = { reason: string; liff?: Liff }

/** True for a page that LINE's login opened less than a minute ago: a refusal now is not one of age. */
const loginAt = 'phokbat-login'
const justLoggedIn = (): boolean => {
  try {
    return Date.now() - Number(sessionStorage.getItem(loginAt) ?? 0) < 60_000
  } catch {
    return true // storage is blocked: only a tap logs in, or the page could go round in a circle
  }
}

/**
 * Gets a new ID token by LINE's login, which leaves the page. LIFF keeps a token for longer than LINE accepts it, and
 * a key of this phone that was lost cannot be had back: in both cases nothing but a new token helps.
 */
const logInAgain = async (liff: Liff): Promise<void> => {
  try {
    sessionStorage.setItem(loginAt, String(Date.now()))
  } catch {
    // Storage is blocked.
  }
  await liff.logIn()
}

/**
 * The API client, LIFF and the first view after sign-in, or the reason why sign-in failed. `onSignedOut`: the service
 * refuses the session and the ID token.
 */
const start = async (onSignedOut: (liff: Liff) => void): Promise<BootState | NotOpened> => {
  if (!canRun()) return { reason: 'unsupported' }
  const config = await loadConfig(fetcher)
  if (!config.ok) return config
  let liff: Liff
  try {
    liff = await within(limits.liff, openLiff(config.value))
  } catch (error) {
    if (!navigator.onLine) return { reason: 'offline' }
    return { reason: error instanceof TimedOut ? 'line_silent' : 'outside_line' }
  }
  const api = openApi(fetcher, liff.idToken, openPhoneKey(phoneKeyStore), Date.now, () => onSignedOut(liff))
  const answer = await api.signIn()
  if (answer.ok) return { api, liff, view: answer.value }
  if (answer.reason !== 'session_ended') return { reason: answer.reason, liff }
  if (liff.inClient || justLoggedIn()) return { reason: answer.reason, liff }
  await logInAgain(liff)
  return { reason: 'sign_in_again', liff }
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

/** ms after which the other words load while the user reads the first screen. */
const othersAfterMs = 1_500

/**
 * The words of a language; `failed` when they cannot be loaded. `shown`: nothing yet, the first screen, or another one,
 * which needs all words at once. The others follow the first screen, and never delay it.
 */
const useText = (language: Language, shown: 'nothing' | 'first' | 'other'): LanguagePack | 'failed' | undefined => {
  const [text, setText] = useState<LanguagePack | 'failed'>()
  const load = (complete: boolean, isWanted: () => boolean) =>
    within(
      limits.request,
      Promise.all([complete ? loadWords(language) : loadFirstWords(language), loadTerms(language)]),
    ).then(
      ([words, terms]) => {
        if (!isWanted()) return
        document.documentElement.lang = language
        document.title = words.name
        setText({ language, words, terms, complete })
      },
      () => {
        if (isWanted()) setText((before) => before ?? 'failed')
      },
    )
  useEffect(() => {
    let unmounted = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const isWanted = () => !unmounted
    const later = () => {
      timer = setTimeout(() => load(true, isWanted), othersAfterMs)
    }
    if (shown === 'other') load(true, isWanted)
    else if (shown === 'first') load(false, isWanted).then(later)
    else load(false, isWanted)
    return () => {
      unmounted = true
      clearTimeout(timer)
    }
  }, [language, shown])
  return text
}

export const Boot = () => {
  const [started, setStarted] = useState<BootState | NotOpened>()
  const [path, go] = usePath()
  const begin = useCallback(() => {
    setStarted(undefined)
    const onSignedOut = (liff: Liff) => setStarted({ reason: liff.inClient ? 'session_ended' : 'sign_in_again', liff })
    start(onSignedOut).then((result) => {
      setStarted(result)
      // LIFF may have changed the address to the page of the link.
      if ('view' in result) dispatchEvent(new PopStateEvent('popstate'))
    })
  }, [])
  useEffect(begin, [begin])
  const setView = useCallback((view: View) => {
    setStarted((now) => (now && 'view' in now ? { ...now, view } : now))
  }, [])

  const ready = started && 'view' in started ? started : undefined
  const all = ready !== undefined && ready.view.step !== 'terms'
  const shown = all ? 'other' : ready ? 'first' : 'nothing'
  const text = useText(ready?.view.language ?? languageFrom(navigator.language), shown)
  const drafts = useMemo(() => ready && openDrafts(draftStore, ready.view.draftKey), [ready?.view.draftKey])

  if (text === 'failed') return <Wordless />
  if (started && !ready && text) return <Refused why={started as NotOpened} words={text.words} onAgain={begin} />
  if (!ready || !text || !drafts || text.language !== ready.view.language || (all && !text.complete))
    return <Opening words={text?.words} />
  const { api, liff, view } = ready
  const app = {
    api,
    vision: phoneVision,
    speech: phoneSpeech,
    drafts,
    now: api.now,
    close: liff.close,
    share: liff.share,
    inClient: liff.inClient,
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

/** Without words of any language: a page that was loaded in part begins again. */
const Wordless = () => (
  <main class="screen plain opening">
    <Logo />
    <p>สัญญาณอาจอ่อนค่ะ โหลดหน้านี้ไม่ครบ</p>
    <p lang="en">The signal may be weak: this page did not load completely.</p>
    <button type="button" class="button" data-testid="try-again" onClick={() => location.reload()}>
      ลองใหม่ · Try again
    </button>
  </main>
)

const Opening = ({ words }: { words: AppWords | undefined }) => (
  <div class="screen plain opening" role="status">
    <Logo />
    <div class="seam" />
    <p>{words?.opening}</p>
  </div>
)

/** Takes `words` as a property, because there is no app context before sign-in. */
const Refused = ({ why, words, onAgain }: { why: NotOpened; words: AppWords; onAgain: () => void }) => {
  const { reason, liff } = why
  const { title, todo } = advice(words, reason)
  /** The one button does what helps: a new token, a page that starts from nothing, or the same once more. */
  const ways: Record<string, [label: string, act: () => unknown] | undefined> = {
    sign_in_again: liff && [words.logIn, () => logInAgain(liff)],
    session_ended: liff && [words.closePage, liff.close],
    // LIFF that was given up may still settle: it cannot be started a second time in one page.
    line_silent: [words.tryAgain, () => location.reload()],
  }
  const [label, act] = ways[reason] ?? [words.tryAgain, onAgain]
  return (
    <div class="screen plain opening" data-testid="boot-refused" data-reason={reason}>
      <Logo />
      <h1>{title}</h1>
      <ul>
        {todo.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <button type="button" class="button" data-testid="try-again" onClick={() => void act()}>
        {label}
      </button>
    </div>
  )
}
