// The checker's page: takes a card, shows one verdict and wipes it after 30 seconds.
import { type Language, languageTable } from '../core/languages.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import { checker as thai } from '../core/words/th/checker.ts'
import { type CheckResult, check, type PresentedToken, reportAccess } from './check.ts'
import { h } from './dom.ts'
import { icon } from './icons.ts'
import { fileAges, loadFacts } from './issuer.ts'
import { canCheck } from './needs.ts'
import { cardIn, sharedId } from './opened.ts'
import type { PageContext } from './parts.ts'
import type { Scanner } from './scanner.ts'
import { loadSettings, type Settings, saveSettings } from './settings.ts'
import { openShare, type SharedToken, type ShareFault } from './share.ts'
import { playVerdict, stopSpeaking } from './sound.ts'
import { faceUrlOf, verdictView } from './view.ts'
import { checkingView, readinessView, scanView, sharedView, startView } from './views.ts'

/** ms. The holder's face stays on the checker's phone only as long as a comparison takes. */
const WIPE_MS = 30_000
/** ms. WCAG 2.2.1: a user can ask for more time ten times; then the page is wiped. */
const LONGEST_MS = 11 * WIPE_MS
/** ms. The page shows "checking" only for checks that take longer than this. */
const CALM_MS = 700
/** ms between two attempts of an unfinished check. */
const RETRY_MS = 5000

/** `deadline`, `last`: ms by the wall clock, because it runs on while the phone sleeps. */
type Stage =
  | { is: 'start'; last?: 'wiped' | 'other' }
  | { is: 'checking' }
  | { is: 'scanning'; scanner: Scanner }
  | { is: 'shared'; id: string; gone?: ShareFault }
  | { is: 'shown'; checked: CheckResult; faceUrl: string | undefined; deadline: number; last: number }

const root = document.documentElement
const countdown = h('span')
const timer = h('p', { class: 'timer' }, icon('timer'), countdown)
let settings = loadSettings()
let stage: Stage = { is: 'start' }
/** Aborts what belongs to the current stage: the camera, retries, a sound that waits for a touch. */
let leaving = new AbortController()

/** Thai is part of the page, so that the first scan is quick. Other languages load when the user chooses them. */
const sources: Record<Language, () => Promise<{ checker: CheckerWords }>> = {
  th: async () => ({ checker: thai }),
  en: () => import('../core/words/en/checker.ts'),
}
const wordsIn = async (language: Language): Promise<CheckerWords> => (await sources[language]()).checker
let words: CheckerWords = await wordsIn(settings.language)

const change = async (part: Partial<Settings>) => {
  if (part.language) words = await wordsIn(part.language)
  settings = { ...settings, ...part }
  saveSettings(settings)
  if (settings.muted) stopSpeaking()
  render()
}

const viewOf = (frame: PageContext): HTMLElement[] => {
  const now = stage
  switch (now.is) {
    case 'start':
      return startView(frame, { last: now.last, ages: fileAges(), now: Date.now(), scan })
    case 'checking':
      return checkingView(frame)
    case 'scanning':
      return scanView(frame, now.scanner.view())
    case 'shared':
      return sharedView(frame, now.gone, () => void openLink(now.id))
    case 'shown':
      return verdictView(frame, now.checked, {
        faceUrl: now.faceUrl,
        timer,
        next: scan,
        moreTime: () => {
          now.deadline = Math.min(Date.now() + WIPE_MS, now.last)
          tick()
        },
      })
  }
}

const tick = () => {
  if (stage.is !== 'shown') return
  const seconds = Math.ceil((stage.deadline - Date.now()) / 1000)
  const text = words.wipesIn(Math.max(0, seconds))
  if (countdown.textContent !== text) countdown.textContent = text
  if (seconds <= 0) wipe()
}

/**
 * Redraws the stage. Only a tap or a verdict calls it: a button that is replaced under a finger loses the tap. The
 * focused button keeps the focus, so that a change of the language does not send a keyboard user back to the top.
 */
const render = () => {
  root.lang = settings.language
  root.dataset.theme = settings.night ? 'night' : 'day'
  root.dataset.stage = stage.is
  if (stage.is === 'shown') root.dataset.verdict = stage.checked.verdict.verdict
  else delete root.dataset.verdict
  const buttons = () => [...document.querySelectorAll('button')]
  const focusedIndex = buttons().indexOf(document.activeElement as HTMLButtonElement)
  document.body.replaceChildren(
    ...viewOf({ words, settings, change: (part) => void change(part), host: location.host }),
  )
  buttons()[focusedIndex]?.focus()
  document.title = stage.is === 'shown' ? words.word[stage.checked.verdict.verdict] : words.start.title
  const ground = getComputedStyle(document.querySelector('header')!).backgroundColor
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', ground)
  tick()
}

/** Ends the current stage and shows the next. The title gets the focus, so that a screen reader reads it out. */
const enter = (next: Stage): AbortSignal => {
  leaving.abort()
  leaving = new AbortController()
  stopSpeaking()
  stage = next
  if (next.is === 'checking') clear(CALM_MS, leaving.signal)
  else {
    render()
    document.querySelector('h1')?.focus()
  }
  return leaving.signal
}

/** Removes the last holder at once. "Checking" follows only after `after` ms, because its layout delays the verdict. */
const clear = (after: number, left: AbortSignal) => {
  document.body.replaceChildren()
  delete root.dataset.verdict
  const later = setTimeout(() => {
    render()
    document.querySelector('h1')?.focus()
  }, after)
  left.addEventListener('abort', () => clearTimeout(later))
}

const wipe = () => enter(stage.is === 'shown' ? { is: 'start', last: 'wiped' } : { is: 'start' })

const show = (checked: CheckResult): AbortSignal => {
  const seen = 'seen' in checked.verdict ? checked.verdict.seen : undefined
  const now = Date.now()
  const faceUrl = seen && faceUrlOf(seen)
  const left = enter({ is: 'shown', checked, faceUrl, deadline: now + WIPE_MS, last: now + LONGEST_MS })
  const { verdict } = checked.verdict
  if (!settings.muted) playVerdict(verdict, words.word[verdict], languageTable[settings.language].locale, left)
  return left
}

/** Repeats an unfinished check until it finishes or is wiped; at once when the phone is online again. */
const retry = (presented: PresentedToken, masked: boolean, left: AbortSignal, reported: Promise<boolean>) => {
  const again = async () => {
    const checked = await check(presented, masked)
    if (left.aborted || checked.verdict.verdict === 'STATUS_UNKNOWN') return
    show(checked)
    if (!(await reported)) reportHolder(presented, checked)
  }
  const interval = setInterval(again, RETRY_MS)
  addEventListener('online', again, { signal: left })
  left.addEventListener('abort', () => clearInterval(interval))
}

/** True if the issuer signed the token. A forged token has no holder to report the check to. */
const isProven = ({ verdict: { verdict }, issuer }: CheckResult) =>
  issuer !== undefined && verdict !== 'ALTERED' && verdict !== 'UNKNOWN_ISSUER'

/** Reports the check to the holder. True if it was reported, or if there is nothing to report. */
const reportHolder = async (presented: PresentedToken, checked: CheckResult): Promise<boolean> =>
  presented.ok && isProven(checked) ? reportAccess(presented.value) : true

/**
 * Checks and shows a token. `opened`: from a shared link; the service has already logged its opening for the holder.
 */
const present = async (presented: PresentedToken, opened?: SharedToken) => {
  const masked = opened?.masked ?? false
  const checking = check(presented, masked)
  const left = enter({ is: 'checking' })
  const checked = await checking
  if (left.aborted) return
  const shown = show(checked)
  const reported = opened ? Promise.resolve(true) : reportHolder(presented, checked)
  if (checked.verdict.verdict === 'STATUS_UNKNOWN') retry(presented, masked, shown, reported)
}

const openLink = async (id: string) => {
  const left = enter({ is: 'checking' })
  const opened = await openShare(id)
  if (left.aborted) return
  if (typeof opened === 'string') enter({ is: 'shared', id, gone: opened })
  else void present(opened.presented, opened)
}

const openScanner = async () => {
  const { startScanner } = await import('./scanner.ts')
  const scanner = startScanner({
    host: location.host,
    words: () => words.scan,
    card: (presented) => void present(presented),
    link: (path) => location.assign(path),
    close: () => wipe(),
  })
  scanner.run(enter({ is: 'scanning', scanner }))
}
const scan = () => void openScanner()

const start = async (): Promise<void> => {
  const id = sharedId(location.pathname)
  const presented = cardIn(location.hash)
  // The token leaves the address bar at once, so that history, a shared link or a bystander cannot keep it.
  const opened = location.hash.length > 1
  if (opened && !id) history.replaceState(null, '', location.pathname)
  if (id || !presented) {
    if (id) enter({ is: 'shared', id })
    else if (opened) enter({ is: 'start', last: 'other' })
    else render()
    // Each visit fetches keys and list, so that the next check works without a signal.
    await loadFacts().status
    return void document.querySelector('.readiness')?.replaceWith(readinessView(words, fileAges(), Date.now()))
  }
  await present(presented)
}
/**
 * Registers the service worker after the first verdict, so that its fetches do not compete with the check.
 * Both spellings are needed: QR codes have /V, people type /v.
 */
const keepForLater = () => {
  // WebViews of apps have no service workers.
  for (const scope of ['/v', '/V'])
    void navigator.serviceWorker?.register('/v/offline.js', { scope }).catch(() => undefined)
}

setInterval(tick, 250)
addEventListener('hashchange', () => location.hash.length > 1 && void start())
// A page in the back/forward cache, or on a phone that slept, must not keep a face.
addEventListener('pagehide', wipe)
document.addEventListener('visibilitychange', tick)
if (!canCheck())
  document.querySelector('.unable')?.classList.remove('unable') // shows index.html's text at once
else void start().finally(() => setTimeout(keepForLater, CALM_MS))
