// The checker's page: takes a card, shows one verdict and wipes it after 30 seconds. The code for a verdict comes first;
// the other views follow when it is shown (around.ts).
import { isGraded } from '../core/inspection/verdict.ts'
import { type Language, languageTable } from '../core/languages.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import type { AroundWords } from '../core/words/en/checker-around.ts'
import { checker as thai } from '../core/words/th/checker.ts'
import { type CheckResult, check, type PresentedToken } from './check.ts'
import { h } from './dom.ts'
import { takeHanded } from './handed.ts'
import { icon } from './icons.ts'
import { fileAges, loadFacts } from './issuer.ts'
import { canCheck } from './needs.ts'
import { cardIn, escapedHash, sharedId } from './opened.ts'
import { type PageContext, plain, waitingView } from './parts.ts'
import { faceUrlOf, type Pictures, showPortrait } from './portrait.ts'
import type { Scanner } from './scanner.ts'
import { loadSettings, type Settings, saveSettings } from './settings.ts'
import type { SharedToken, ShareFault } from './share.ts'
import { spokenOf } from './spoken.ts'
import type { ReportState } from './unalike.ts'
import { verdictView } from './view.ts'

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
  | Shown
/** `unalike`: the official said that the face is another's; the state of the report. `again`: repeats the check. */
type Shown = {
  is: 'shown'
  presented: PresentedToken
  checked: CheckResult
  pictures: Pictures
  deadline: number
  last: number
  unalike?: ReportState
  again: () => void
}

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
let words: CheckerWords = thai

/** The views around a verdict with their words; undefined until they have loaded. */
let around: (typeof import('./around.ts') & { words: AroundWords }) | undefined
const loadAround = async (language = settings.language) => {
  const loaded = await import('./around.ts')
  around = { ...loaded, words: await loaded.aroundWordsIn(language) }
  return around
}

const stopSpeaking = () => {
  if ('speechSynthesis' in window) speechSynthesis.cancel()
}

const change = async (part: Partial<Settings>) => {
  if (part.language) {
    const [next] = await Promise.all([wordsIn(part.language), around && loadAround(part.language)])
    words = next
  }
  settings = { ...settings, ...part }
  saveSettings(settings)
  if (settings.muted) stopSpeaking()
  render()
}

/** A view that is not loaded yet waits for it; the next person's face must not. */
const viewAround = (frame: PageContext, now: Exclude<Stage, { is: 'checking' }>): HTMLElement[] => {
  if (!around) return waitingView(frame, now.is === 'start' && now.last === 'wiped' ? words.wiped : '')
  const whole = { ...frame, around: around.words }
  switch (now.is) {
    case 'start':
      return around.startView(whole, { last: now.last, ages: fileAges(), now: Date.now(), scan })
    case 'scanning':
      return around.scanView(whole, now.scanner.view())
    case 'shared':
      return around.sharedView(whole, now.gone, () => void openLink(now.id))
    case 'shown':
      return around.unalikeView(whole, {
        pictures: now.pictures,
        issuer: now.checked.issuer?.name[settings.language] ?? location.host,
        state: now.unalike ?? 'none',
        timer,
        report: () => void reportUnalike(now),
        back: () => doubt(now, undefined),
      })
  }
}

const moreTime = (now: Shown) => {
  now.deadline = Math.min(Date.now() + WIPE_MS, now.last)
  tick()
}

const viewOf = (frame: PageContext): HTMLElement[] => {
  const now = stage
  if (now.is === 'checking') return waitingView(frame, `${words.checking}…`)
  if (now.is !== 'shown' || now.unalike) return viewAround(frame, now)
  return verdictView(frame, now.checked, {
    pictures: now.pictures,
    timer,
    next: scan,
    // Whoever is still at it gets the time to wait for the answer.
    again: () => {
      moreTime(now)
      now.again()
    },
    unalike: () => doubt(now, 'none'),
    moreTime: () => moreTime(now),
  })
}

/** Shows what to do when the face is not alike, or goes back to it. Both give the time that a view needs. */
const doubt = async (now: Shown, state: ReportState | undefined) => {
  if (state) await (around ?? loadAround())
  if (stage !== now) return
  const opening = !now.unalike || !state
  if (state) now.unalike = state
  else delete now.unalike
  if (opening) moreTime(now)
  render()
  if (opening) document.querySelector('h1')?.focus()
  scrollTo(0, 0)
}

/** Undefined without a signal on a phone that does not have it yet. */
const afterwards = async () => around ?? loadAround().catch(() => undefined)

const reportUnalike = async (now: Shown) => {
  if (!now.presented.ok || now.unalike === 'sending') return
  await doubt(now, 'sending')
  const reported = (await afterwards())?.reportAccess(now.presented.value, true)
  await doubt(now, (await reported) ? 'sent' : 'failed')
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
  document.title = stage.is === 'shown' ? plain(words.word[stage.checked.verdict.verdict]) : words.brand
  const ground = getComputedStyle(document.querySelector('header')!).backgroundColor
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', ground)
  tick()
}

const draw = () => {
  render()
  document.querySelector('h1')?.focus()
}
/** Draws the stage again once its view has loaded: at once, or when there is a signal again. */
const drawWhenLoaded = async (left: AbortSignal) => {
  const loaded = await loadAround().catch(() => undefined)
  if (left.aborted) return
  if (loaded) draw()
  else addEventListener('online', () => void drawWhenLoaded(left), { once: true, signal: left })
}

/** Ends the current stage and shows the next. The title gets the focus, so that a screen reader reads it out. */
const enter = (next: Stage): AbortSignal => {
  leaving.abort()
  leaving = new AbortController()
  stopSpeaking()
  stage = next
  if (next.is === 'checking') clear(CALM_MS, leaving.signal)
  else draw()
  if (!around && next.is !== 'checking' && next.is !== 'shown') void drawWhenLoaded(leaving.signal)
  return leaving.signal
}

/** Removes the last holder at once. "Checking" follows only after `after` ms, because its layout delays the verdict. */
const clear = (after: number, left: AbortSignal) => {
  document.body.replaceChildren()
  delete root.dataset.verdict
  const later = setTimeout(draw, after)
  left.addEventListener('abort', () => clearTimeout(later))
}

const wipe = () => enter(stage.is === 'shown' ? { is: 'start', last: 'wiped' } : { is: 'start' })

const play = async ({ verdict }: CheckResult, left: AbortSignal) => {
  const { playVerdict } = await import('./sound.ts')
  if (!settings.muted && !left.aborted)
    playVerdict(verdict.verdict, spokenOf(words, verdict.verdict), languageTable[settings.language].locale, left)
}

const show = (presented: PresentedToken, checked: CheckResult, again: () => void): AbortSignal => {
  const { verdict } = checked
  const now = Date.now()
  const pictures: Pictures = { small: 'seen' in verdict ? faceUrlOf(verdict.seen) : undefined }
  const times = { deadline: now + WIPE_MS, last: now + LONGEST_MS }
  const left = enter({ is: 'shown', presented, checked, pictures, ...times, again })
  if (!settings.muted) void play(checked, left).catch(() => undefined) // no signal, and never loaded
  return left
}

/** Repeats an unfinished check until it finishes or is wiped; at once when the phone is online again or a user asks. */
const retry = (again: () => Promise<void>, left: AbortSignal) => {
  const interval = setInterval(again, RETRY_MS)
  addEventListener('online', again, { signal: left })
  left.addEventListener('abort', () => clearInterval(interval))
}

/** True if the issuer signed the token. A forged token has no holder to report the check to. */
const isProven = ({ verdict: { verdict }, issuer }: CheckResult) =>
  issuer !== undefined && verdict !== 'ALTERED' && verdict !== 'UNKNOWN_ISSUER'

/** Puts the colour portrait on the page, if the check that asked for it is still shown. */
const keepPortrait = (portrait: string, left: AbortSignal) => {
  if (left.aborted || stage.is !== 'shown') return
  stage.pictures.portrait = portrait
  showPortrait(portrait)
}

/**
 * Reports the check to the holder: by fetching the portrait, which the service logs, or else by a digest. `opened`: the
 * service has logged it already. True if it was reported, or if there is nothing to report.
 */
const reportHolder = async (
  presented: PresentedToken,
  checked: CheckResult,
  left: AbortSignal,
  opened?: boolean,
): Promise<boolean> => {
  if (!presented.ok || !isProven(checked)) return true
  const after = await afterwards()
  if (!after) return false
  const portrait = isGraded(checked.verdict) && (await after.portraitFor(presented.value))
  if (portrait) keepPortrait(portrait, left)
  return portrait || opened ? true : after.reportAccess(presented.value)
}

/**
 * Checks and shows a token. `opened`: from a shared link; the service has already logged its opening for the holder.
 */
const present = async (presented: PresentedToken, opened?: SharedToken) => {
  const masked = opened?.masked ?? false
  const checking = check(presented, masked)
  const left = enter({ is: 'checking' })
  const checked = await checking
  if (left.aborted) return
  let reported: Promise<boolean> = Promise.resolve(true)
  const again = async () => {
    const finished = await check(presented, masked)
    if (shown.aborted || finished.verdict.verdict === 'STATUS_UNKNOWN') return
    const left = show(presented, finished, () => undefined)
    if (opened || !(await reported)) reportHolder(presented, finished, left, opened !== undefined)
  }
  const shown = show(presented, checked, () => void again())
  reported = reportHolder(presented, checked, shown, opened !== undefined)
  if (checked.verdict.verdict === 'STATUS_UNKNOWN') retry(again, shown)
}

const openLink = async (id: string) => {
  const left = enter({ is: 'checking' })
  const opened = await (await loadAround()).openShare(id)
  if (left.aborted) return
  if (typeof opened === 'string') enter({ is: 'shared', id, gone: opened })
  else void present(opened.presented, opened)
}

const openScanner = async () => {
  const [{ startScanner }, loaded] = await Promise.all([import('./scanner.ts'), around ?? loadAround()])
  const scanner = startScanner({
    host: location.host,
    words: () => (around ?? loaded).words.scan,
    card: (presented) => void present(presented),
    link: (path) => location.assign(path),
    close: () => wipe(),
  })
  scanner.run(enter({ is: 'scanning', scanner }))
}
const scan = () => void openScanner()

const start = async (): Promise<void> => {
  const id = sharedId(location.pathname)
  const escaped = escapedHash(location.pathname)
  const presented = takeHanded() ?? cardIn(escaped || location.hash)
  // The token leaves the address bar at once, so that history, a shared link or a bystander cannot keep it.
  const opened = escaped !== '' || location.hash.length > 1
  if (opened && !id) history.replaceState(null, '', escaped ? '/V' : location.pathname)
  if (id || !presented) {
    if (id) enter({ is: 'shared', id })
    else if (opened) enter({ is: 'start', last: 'other' })
    else enter({ is: 'start' })
    // Each visit fetches keys and list, so that the next check works without a signal.
    await loadFacts().status
    const readiness = around?.readinessView(words, around.words.start, fileAges(), Date.now())
    return void (readiness && document.querySelector('.readiness')?.replaceWith(readiness))
  }
  await present(presented)
}
/**
 * Registers the service worker after the first verdict, so that its fetches do not compete with the check.
 * Both spellings are needed: QR codes have /V, people type /v.
 */
const keepForLater = () => {
  if (!around) void loadAround().catch(() => undefined)
  // WebViews of apps have no service workers.
  for (const scope of ['/v', '/V'])
    void navigator.serviceWorker?.register('/v/offline.js', { scope }).catch(() => undefined)
}

const begin = async () => {
  // No await at the top of this file: with one, the build splits the code for a verdict into several files.
  words = await wordsIn(settings.language).catch(() => thai)
  await start().finally(() => setTimeout(keepForLater, CALM_MS))
}

setInterval(tick, 250)
addEventListener('hashchange', () => location.hash.length > 1 && void start())
// A page in the back/forward cache, or on a phone that slept, must not keep a face.
addEventListener('pagehide', wipe)
document.addEventListener('visibilitychange', tick)
if (!canCheck())
  document.querySelector('.unable')?.classList.remove('unable') // shows index.html's text at once
else void begin()
