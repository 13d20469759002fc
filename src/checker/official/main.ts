// The registered official's page: who is signed in, what is asked of a holder, and the way to the verdict once they agreed.
import { countdown } from '../../core/card/thai-date.ts'
import type { Scope } from '../../core/card/token-claims.ts'
import type { ReviewVerdict } from '../../core/face/recheck.ts'
import type { Language } from '../../core/languages.ts'
import type { CheckerWords } from '../../core/words/en/checker.ts'
import type { Words } from '../../core/words/index.ts'
import { checker as thai } from '../../core/words/th/checker.ts'
import { official as thaiOfficial } from '../../core/words/th/official.ts'
import { h } from '../dom.ts'
import type { Frame } from '../parts.ts'
import { loadSettings, type Settings, saveSettings } from '../settings.ts'
import { casesView, caseView, endedView } from './review.ts'
import {
  type Answer,
  type Asked,
  answerTo,
  ask,
  type CaseEnd,
  endVisit,
  judge,
  type Official,
  type OpenCase,
  openCase,
  openCases,
  openVisit,
  type ReviewCase,
  signOut,
  type Visit,
  whoAmI,
} from './service.ts'
import { answerView, askView, shownView, signInView, type There, waitingView } from './views.ts'
import { codeView, visitView } from './visit.ts'

/** ms between two looks whether the holder answered. */
const ASK_EVERY = 2000

type Stage =
  | { is: 'waiting' }
  | { is: 'signIn'; there: There }
  | { is: 'ask'; viewer: Official; trouble?: string }
  | { is: 'shown'; viewer: Official; asked: Asked }
  | { is: 'answered'; viewer: Official; answer: 'declined' | 'ended' | 'delivered' | 'unreachable' }
  | { is: 'cases'; viewer: Official; cases: readonly OpenCase[] }
  | { is: 'case'; viewer: Official; one: ReviewCase }
  | { is: 'reviewed'; viewer: Official; end: 'taken' | CaseEnd }
  | { is: 'code'; viewer: Official }
  | { is: 'visit'; viewer: Official; code: string; one: Visit }
  | { is: 'visited'; viewer: Official; end: 'taken' | CaseEnd }

const root = document.documentElement
const left = h('p', { class: 'timer', role: 'timer' })
let settings = loadSettings()
let stage: Stage = { is: 'waiting' }
let leaving = new AbortController()

/** Thai comes with the page, the others when somebody asks for them. */
const sources: Record<Language, () => Promise<{ checker: CheckerWords; official: Words<typeof thaiOfficial> }>> = {
  th: async () => ({ checker: thai, official: thaiOfficial }),
  en: async () => ({
    ...(await import('../../core/words/en/checker.ts')),
    ...(await import('../../core/words/en/official.ts')),
  }),
}
let words = await sources[settings.language]()

const change = async (part: Partial<Settings>) => {
  if (part.language) words = await sources[part.language]()
  settings = { ...settings, ...part }
  saveSettings(settings)
  render()
}

const tick = () => {
  if (stage.is === 'shown') left.textContent = words.official.shown.left(countdown(stage.asked.expiresAt - Date.now()))
}

const viewOf = (frame: Frame): HTMLElement[] => {
  const now = stage
  const talk = { frame, words: words.official }
  switch (now.is) {
    case 'waiting':
      return waitingView(talk)
    case 'signIn':
      return signInView(talk, now.there, () => void begin())
    case 'ask': {
      const { viewer, trouble } = now
      const review = viewer.reviews ? () => void list(viewer) : undefined
      const visit = viewer.reviews ? () => enter({ is: 'code', viewer }) : undefined
      return askView(talk, viewer, {
        ask: (scope, why) => void show(viewer, scope, why),
        review,
        visit,
        signOut: leave,
        trouble,
      })
    }
    case 'shown':
      return shownView(talk, now.asked.url, left, () => enter({ is: 'ask', viewer: now.viewer }))
    case 'answered':
      return answerView(talk, now.answer, () => enter({ is: 'ask', viewer: now.viewer }))
    case 'cases':
      return casesView(
        talk,
        now.cases,
        (id) => void look(now.viewer, id),
        () => enter({ is: 'ask', viewer: now.viewer }),
      )
    case 'case':
      return caseView(talk, now.one, {
        judge: (said, why) => void say(now.viewer, now.one.id, said, why),
        back: () => void list(now.viewer),
      })
    case 'reviewed':
      return endedView(talk, words.official.review.ended[now.end], now.end === 'taken' ? 'secure' : 'info', {
        label: words.official.review.back,
        go: () => void list(now.viewer),
      })
    case 'code':
      return codeView(
        talk,
        (code) => void meet(now.viewer, code),
        () => enter({ is: 'ask', viewer: now.viewer }),
      )
    case 'visit':
      return visitView(talk, now.one, {
        judge: (said, why) => void settleVisit(now.viewer, now.code, said, why),
        back: () => enter({ is: 'code', viewer: now.viewer }),
      })
    case 'visited': {
      const { visit, review } = words.official
      return endedView(
        talk,
        now.end === 'no_such_case' ? visit.noCase : review.ended[now.end],
        now.end === 'taken' ? 'secure' : 'info',
        { label: visit.back, go: () => enter({ is: 'code', viewer: now.viewer }) },
      )
    }
  }
}

const render = () => {
  root.lang = settings.language
  root.dataset.theme = settings.night ? 'night' : 'day'
  root.dataset.stage = stage.is
  const own = { ...words.checker, brand: words.official.title }
  const frame = { words: own, settings, change: (part: Partial<Settings>) => void change(part), host: location.host }
  document.body.replaceChildren(...viewOf(frame))
  document.title = words.official.title
  tick()
}

const enter = (next: Stage): AbortSignal => {
  leaving.abort()
  leaving = new AbortController()
  stage = next
  render()
  document.querySelector('h1')?.focus()
  return leaving.signal
}

const settle = (viewer: Official, { state, url }: Answer) => {
  if (state === 'waiting') return
  if (state === 'approved' && url) return location.assign(url)
  enter({ is: 'answered', viewer, answer: state === 'approved' ? 'ended' : state })
}

const show = async (viewer: Official, scope: Scope, why: string) => {
  const asked = await ask(scope, why)
  if (!asked) return void enter({ is: 'answered', viewer, answer: 'unreachable' })
  const signal = enter({ is: 'shown', viewer, asked })
  const interval = setInterval(async () => {
    const answer = await answerTo(asked.id)
    if (!signal.aborted && answer) settle(viewer, answer)
  }, ASK_EVERY)
  signal.addEventListener('abort', () => clearInterval(interval))
}

const list = async (viewer: Official) => {
  const cases = await openCases()
  enter(cases ? { is: 'cases', viewer, cases } : { is: 'reviewed', viewer, end: 'unreachable' })
}
const look = async (viewer: Official, id: string) => {
  const one = await openCase(id)
  enter(typeof one === 'string' ? { is: 'reviewed', viewer, end: one } : { is: 'case', viewer, one })
}
const say = async (viewer: Official, id: string, said: ReviewVerdict, why: string) => {
  enter({ is: 'reviewed', viewer, end: await judge(id, said, why) })
}

const meet = async (viewer: Official, code: string) => {
  const one = await openVisit(code)
  enter(typeof one === 'string' ? { is: 'visited', viewer, end: one } : { is: 'visit', viewer, code, one })
}
const settleVisit = async (viewer: Official, code: string, said: 'yes' | 'no', why: string) => {
  enter({ is: 'visited', viewer, end: await endVisit(code, said, why) })
}

const leave = async () => {
  await signOut()
  await begin()
}

const begin = async () => {
  enter({ is: 'waiting' })
  const who = await whoAmI()
  if (typeof who !== 'string') return void enter({ is: 'ask', viewer: who })
  // The callback says in the address why nobody is signed in.
  const why = new URLSearchParams(location.search).get('why')
  enter({ is: 'signIn', there: who === 'nobody' && (why === 'unregistered' || why === 'again') ? why : who })
}

setInterval(tick, 500)
void begin()
