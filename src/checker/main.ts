// The official's page: a card comes in, one verdict is shown, and forgotten after 30 seconds.
import { tokenFromFragment } from '../core/card/token.ts'
import { type Language, languageTable } from '../core/languages.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import { checker as thai } from '../core/words/th/checker.ts'
import { type CheckResult, check, type PresentedToken, reportAccess } from './check.ts'
import { h } from './dom.ts'
import { icon } from './icons.ts'
import { fileAges, loadFacts } from './issuer.ts'
import type { PageContext } from './parts.ts'
import { sharedId } from './presented.ts'
import type { Scanner } from './scanner.ts'
import { loadSettings, type Settings, saveSettings } from './settings.ts'
import { openShare, type SharedToken, type ShareFault } from './share.ts'
import { playVerdict, stopSpeaking } from './sound.ts'
import { faceUrlOf, verdictView } from './view.ts'
import { checkingView, readinessView, scanView, sharedView, startView } from './views.ts'

/** A person's face stays on somebody else's phone no longer than it takes to compare it. */
const WIPE_MS = 30_000
/** WCAG 2.2.1: who needs longer can ask for it ten times; then it is wiped all the same. */
const LONGEST_MS = 11 * WIPE_MS
/** A check that is quicker than this shows no sign that it is going on. */
const CALM_MS = 700
/** How often an unfinished check asks the network again. */
const RETRY_MS = 5000

/** `deadline`, `last`: ms of the wall clock, which goes on while the phone sleeps. */
type Stage =
  | { is: 'start'; wiped: boolean }
  | { is: 'checking' }
  | { is: 'scanning'; scanner: Scanner }
  | { is: 'shared'; id: string; gone?: ShareFault }
  | { is: 'shown'; checked: CheckResult; faceUrl: string | undefined; deadline: number; last: number }

const root = document.documentElement
const countdown = h('span')
const timer = h('p', { class: 'timer' }, icon('timer'), countdown)
let settings = loadSettings()
let stage: Stage = { is: 'start', wiped: false }
/** Ends whatever belongs to the stage: camera, retries, sound that waits for a touch. */
let leaving = new AbortController()

/** Thai comes with the page, which is to be quick on the first scan; the others when somebody asks for them. */
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
      return startView(frame, { wiped: now.wiped, ages: fileAges(), now: Date.now(), scan })
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

/** Draws the stage anew, by a tap or a verdict only: a button replaced under a finger loses the tap. Whatever had the focus keeps it: a change of the language must not throw a keyboard back to the top. */
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

/** Leaves the stage with all that it held, and shows the next; the title gets the focus, so that it is read out. */
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

/** Nothing of the last person at once; "checking" only if it takes long enough to be read: laying it out delays the verdict. */
const clear = (after: number, left: AbortSignal) => {
  document.body.replaceChildren()
  delete root.dataset.verdict
  const later = setTimeout(() => {
    render()
    document.querySelector('h1')?.focus()
  }, after)
  left.addEventListener('abort', () => clearTimeout(later))
}

const wipe = () => enter({ is: 'start', wiped: stage.is === 'shown' })

const show = (checked: CheckResult): AbortSignal => {
  const seen = 'seen' in checked.verdict ? checked.verdict.seen : undefined
  const now = Date.now()
  const faceUrl = seen && faceUrlOf(seen)
  const left = enter({ is: 'shown', checked, faceUrl, deadline: now + WIPE_MS, last: now + LONGEST_MS })
  const { verdict } = checked.verdict
  if (!settings.muted) playVerdict(verdict, words.word[verdict], languageTable[settings.language].locale, left)
  return left
}

/** Tries an unfinished check again, at once when the signal comes back, until it is finished or wiped. */
const retry = (presented: PresentedToken, masked: boolean, left: AbortSignal, told: Promise<boolean>) => {
  const again = async () => {
    const checked = await check(presented, masked)
    if (left.aborted || checked.verdict.verdict === 'STATUS_UNKNOWN') return
    show(checked)
    if (!(await told)) tell(presented, checked)
  }
  const interval = setInterval(again, RETRY_MS)
  addEventListener('online', again, { signal: left })
  left.addEventListener('abort', () => clearInterval(interval))
}

/** A forger's token is nobody's: only what the issuer signed is told to its holder. */
const isProven = ({ verdict: { verdict }, issuer }: CheckResult) =>
  issuer !== undefined && verdict !== 'ALTERED' && verdict !== 'UNKNOWN_ISSUER'

/** Whether there is nothing to tell, or it was told. */
const tell = async (presented: PresentedToken, checked: CheckResult): Promise<boolean> =>
  presented.ok && isProven(checked) ? reportAccess(presented.value) : true

/** `opened`: came by a shared link, whose opening the service wrote into the holder's log itself. */
const present = async (presented: PresentedToken, opened?: SharedToken) => {
  const masked = opened?.masked ?? false
  const checking = check(presented, masked)
  const left = enter({ is: 'checking' })
  const checked = await checking
  if (left.aborted) return
  const shown = show(checked)
  const told = opened ? Promise.resolve(true) : tell(presented, checked)
  if (checked.verdict.verdict === 'STATUS_UNKNOWN') retry(presented, masked, shown, told)
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
  if (id || location.hash.length <= 1) {
    if (id) enter({ is: 'shared', id })
    else render()
    // Keys and list are fetched on every visit, so that the next may come without a signal.
    await loadFacts().status
    return void document.querySelector('.readiness')?.replaceWith(readinessView(words, fileAges(), Date.now()))
  }
  const presented = tokenFromFragment(location.hash)
  // The claims leave the address line at once: no history, no shared link, no shoulder keeps them.
  history.replaceState(null, '', location.pathname)
  await present(presented)
}
/** After the first verdict: what the worker fetches is not to compete with it. Both spellings: the QR code says /V, people type /v. */
const keepForLater = () => {
  // WebViews of apps have no service worker.
  for (const scope of ['/v', '/V'])
    void navigator.serviceWorker?.register('/v/offline.js', { scope }).catch(() => undefined)
}

setInterval(tick, 250)
addEventListener('hashchange', () => location.hash.length > 1 && void start())
// A page kept for the back button must not keep a face, nor one that slept with the phone.
addEventListener('pagehide', wipe)
document.addEventListener('visibilitychange', tick)
void start().finally(() => setTimeout(keepForLater, CALM_MS))
