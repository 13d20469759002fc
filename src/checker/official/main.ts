// The registered official's page: signs in, requests a card from a holder, opens the verdict and reviews faces.

import { fromBase64Url } from '../../core/base64.ts'
import type { RealCard } from '../../core/card/real-card.ts'
import { countdown } from '../../core/card/thai-date.ts'
import type { Scope } from '../../core/card/token-claims.ts'
import type { CounterSignature } from '../../core/contract/requests-counter.ts'
import type {
  OpenCase,
  RequestAnswer,
  RequestLink,
  ReviewCase,
  SignedInOfficial,
} from '../../core/contract/responses/officials.ts'
import type { ReviewVerdict } from '../../core/face/recheck.ts'
import type { Language } from '../../core/languages.ts'
import { err } from '../../core/result.ts'
import type { CheckerWords } from '../../core/words/en/checker.ts'
import type { Words } from '../../core/words/index.ts'
import { checker as thai } from '../../core/words/th/checker.ts'
import { official as thaiOfficial } from '../../core/words/th/official.ts'
import { h } from '../dom.ts'
import { handOver } from '../handed.ts'
import type { PageContext } from '../parts.ts'
import { loadSettings, type Settings, saveSettings } from '../settings.ts'
import { type CounterState, counterView } from './counter.ts'
import { openDesk } from './desk-picture.ts'
import { casesView, caseView, endedView } from './review.ts'
import {
  type CaseRefusal,
  type CounterRefusal,
  compareCounter,
  compareVisit,
  createRequest,
  currentOfficial,
  endVisit,
  openCase,
  openCases,
  openCounter,
  openVisit,
  refuseCounter,
  requestAnswer,
  signCounter,
  signOut,
  submitVerdict,
} from './service.ts'
import {
  type Asked,
  answerView,
  requestQrView,
  requestView,
  type SignInState,
  signInView,
  waitingView,
} from './views.ts'
import { codeView, type VisitState, visitView } from './visit.ts'

/** ms between two requests for the holder's answer. */
const ASK_EVERY = 2000

type Stage =
  | { is: 'waiting' }
  | { is: 'signIn'; there: SignInState }
  | { is: 'ask'; viewer: SignedInOfficial; trouble?: string }
  | { is: 'shown'; viewer: SignedInOfficial; asked: RequestLink & Asked }
  | { is: 'answered'; viewer: SignedInOfficial; answer: 'declined' | 'ended' | 'delivered' | 'unreachable' }
  | { is: 'cases'; viewer: SignedInOfficial; cases: readonly OpenCase[] }
  | { is: 'case'; viewer: SignedInOfficial; one: ReviewCase }
  | { is: 'reviewed'; viewer: SignedInOfficial; end: 'taken' | CaseRefusal }
  | { is: 'code'; viewer: SignedInOfficial }
  | ({ is: 'visit'; viewer: SignedInOfficial; code: string; card?: RealCard } & VisitState)
  | ({ is: 'counter'; viewer: SignedInOfficial } & CounterState)
  | { is: 'served'; viewer: SignedInOfficial; end: 'signed' | 'refused' | CounterRefusal }
  | { is: 'visited'; viewer: SignedInOfficial; end: 'taken' | CaseRefusal }

const root = document.documentElement
const left = h('p', { class: 'timer', role: 'timer' })
let settings = loadSettings()
let stage: Stage = { is: 'waiting' }
let leaving = new AbortController()

/** Thai is part of the page. Other languages load when the official chooses them. */
const sources: Record<Language, () => Promise<{ checker: CheckerWords; official: Words<typeof thaiOfficial> }>> = {
  th: async () => ({ checker: thai, official: thaiOfficial }),
  en: async () => ({
    ...(await import('../../core/words/en/checker.ts')),
    ...(await import('../../core/words/en/official.ts')),
  }),
}
let words = await sources[settings.language]()

/** What was typed and chosen, to be put back once the page is drawn anew in another language or colour. */
const typedValues = () => {
  const inputs = () => [...document.querySelectorAll<HTMLInputElement>('main input:not([type=file])')]
  const kept = inputs().map(({ value, checked }) => ({ value, checked }))
  return () => {
    for (const [i, input] of inputs().entries()) {
      const { value = '', checked = false } = kept[i] ?? {}
      if (input.type === 'radio' || input.type === 'checkbox') input.checked = checked
      else input.value = value
    }
  }
}

const change = async (part: Partial<Settings>) => {
  if (part.language) words = await sources[part.language]()
  settings = { ...settings, ...part }
  saveSettings(settings)
  const restore = typedValues()
  render()
  restore()
}

const tick = () => {
  if (stage.is === 'shown') left.textContent = words.official.shown.left(countdown(stage.asked.expiresAt - Date.now()))
}

const viewOf = (frame: PageContext): HTMLElement[] => {
  const now = stage
  const context = { frame, words: words.official }
  switch (now.is) {
    case 'waiting':
      return waitingView(context)
    case 'signIn':
      return signInView(context, now.there, () => void begin())
    case 'ask': {
      const { viewer, trouble } = now
      const review = viewer.reviews ? () => void list(viewer) : undefined
      const visit = viewer.reviews ? () => enter({ is: 'code', viewer }) : undefined
      return requestView(context, viewer, {
        ask: (scope, why) => void show(viewer, scope, why),
        review,
        visit,
        signOut: leave,
        trouble,
      })
    }
    case 'shown':
      return requestQrView(context, now.asked.url, now.asked, left, () => enter({ is: 'ask', viewer: now.viewer }))
    case 'answered':
      return answerView(context, now.answer, () => enter({ is: 'ask', viewer: now.viewer }))
    case 'cases':
      return casesView(
        context,
        now.cases,
        (id) => void openReview(now.viewer, id),
        () => enter({ is: 'ask', viewer: now.viewer }),
      )
    case 'case':
      return caseView(context, now.one, {
        judge: (said, why) => void judgeReview(now.viewer, now.one.id, said, why),
        back: () => void list(now.viewer),
      })
    case 'reviewed':
      return endedView(context, words.official.review.ended[now.end], now.end === 'taken' ? 'secure' : 'info', {
        label: words.official.review.back,
        go: () => void list(now.viewer),
      })
    case 'code':
      return codeView(
        context,
        (code) => void openVisitBy(now.viewer, code),
        () => enter({ is: 'ask', viewer: now.viewer }),
      )
    case 'visit':
      return visitView(context, now, {
        compare: (card) => void compare(now, card),
        judge: (said, why) => void settleVisit(now.viewer, now.code, why, said === 'yes' ? now.card : undefined),
        refuse: () => enter({ ...now, refusing: true }),
        back: () => enter({ is: 'code', viewer: now.viewer }),
      })
    case 'counter':
      return counterView(context, now, {
        compare: (card) => void compareAtCounter(now, card),
        sign: (signature) => void sign(now, signature),
        refuse: (why) => void serve(now.viewer, refuseCounter(now.code, why)),
        refusing: () => enter({ ...now, refusing: true }),
        back: () => enter({ is: 'code', viewer: now.viewer }),
      })
    case 'served': {
      const { counter, visit, review } = words.official
      const said =
        now.end === 'no_such_case'
          ? visit.noCase
          : now.end === 'unreachable'
            ? review.ended.unreachable
            : counter.ended[now.end]
      const good = now.end === 'signed' || now.end === 'refused'
      return endedView(context, said, good ? 'secure' : 'info', {
        label: visit.back,
        go: () => enter({ is: 'code', viewer: now.viewer }),
      })
    }
    case 'visited': {
      const { visit, review } = words.official
      return endedView(
        context,
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
  // A stage starts at its top, wherever the one before it was scrolled to.
  scrollTo(0, 0)
  document.querySelector('h1')?.focus({ preventScroll: true })
  return leaving.signal
}

/** Turns this document into the checker: an address with the card in it would stay in the browser's history. */
const check = async (token: string) => {
  const bytes = fromBase64Url(token)
  handOver(bytes.ok ? bytes : err('malformed'))
  enter({ is: 'waiting' })
  history.pushState(null, '', '/v')
  addEventListener('popstate', () => location.reload())
  await import('../main.ts')
}

const settle = (viewer: SignedInOfficial, { state, token }: RequestAnswer) => {
  if (state === 'waiting') return
  if (state === 'approved' && token) return void check(token)
  enter({ is: 'answered', viewer, answer: state === 'approved' ? 'ended' : state })
}

const show = async (viewer: SignedInOfficial, scope: Scope, why: string) => {
  const asked = await createRequest(scope, why)
  if (!asked) return void enter({ is: 'answered', viewer, answer: 'unreachable' })
  const signal = enter({ is: 'shown', viewer, asked: { ...asked, scope, why } })
  const interval = setInterval(async () => {
    const answer = await requestAnswer(asked.id)
    if (!signal.aborted && answer) settle(viewer, answer)
  }, ASK_EVERY)
  signal.addEventListener('abort', () => clearInterval(interval))
}

const list = async (viewer: SignedInOfficial) => {
  const cases = await openCases()
  enter(cases ? { is: 'cases', viewer, cases } : { is: 'reviewed', viewer, end: 'unreachable' })
}
const openReview = async (viewer: SignedInOfficial, id: string) => {
  const one = await openCase(id)
  enter(typeof one === 'string' ? { is: 'reviewed', viewer, end: one } : { is: 'case', viewer, one })
}
const judgeReview = async (viewer: SignedInOfficial, id: string, said: ReviewVerdict, why: string) => {
  enter({ is: 'reviewed', viewer, end: await submitVerdict(id, said, why) })
}

const openVisitBy = async (viewer: SignedInOfficial, code: string) => {
  const one = await openVisit(code)
  // One kind of code for both: holders, and people who have no card yet.
  if (one === 'no_such_case') {
    const visitor = await openCounter(code)
    if (typeof visitor === 'string') return void enter({ is: 'served', viewer, end: visitor })
    return void enter({ is: 'counter', viewer, code, one: visitor })
  }
  enter(typeof one === 'string' ? { is: 'visited', viewer, end: one } : { is: 'visit', viewer, code, one })
}
const settleVisit = async (viewer: SignedInOfficial, code: string, why: string, card?: RealCard) => {
  enter({ is: 'visited', viewer, end: await endVisit(code, why, card) })
}
const compare = async (now: Extract<Stage, { is: 'visit' }>, card: RealCard) => {
  const answer = await compareVisit(now.code, card)
  if (typeof answer === 'string') return void enter({ is: 'visited', viewer: now.viewer, end: answer })
  if (typeof answer !== 'number') return void enter({ ...now, card, named: answer, trouble: undefined })
  const { differs, onlyNo } = words.official.visit
  enter(answer > 0 ? { ...now, trouble: differs(answer) } : { ...now, refusing: true, trouble: onlyNo })
}

type AtCounter = Extract<Stage, { is: 'counter' }>
const compareAtCounter = async (now: AtCounter, card: RealCard) => {
  const answer = await compareCounter(now.code, card)
  if (typeof answer === 'string') return void enter({ is: 'served', viewer: now.viewer, end: answer })
  if (typeof answer !== 'number') {
    const signal = enter({ is: 'waiting' })
    // The camera belongs to the stage: it ends when the officer leaves it.
    stage = { ...now, card, compared: answer, trouble: undefined, desk: openDesk(signal) }
    return render()
  }
  const { differs, onlyRefuse } = words.official.counter
  enter(answer > 0 ? { ...now, trouble: differs(answer) } : { ...now, refusing: true, trouble: onlyRefuse })
}
const serve = async (viewer: SignedInOfficial, answer: Promise<'signed' | 'refused' | CounterRefusal>) => {
  enter({ is: 'served', viewer, end: await answer })
}
/** A fault of the data is told beside what the officer typed: the form stays as it is. */
const sign = async (now: AtCounter, signature: Omit<CounterSignature, 'code'>) => {
  const answer = await signCounter(now.code, signature)
  if (typeof answer === 'string') return void enter({ is: 'served', viewer: now.viewer, end: answer })
  const told = document.querySelector<HTMLElement>('#trouble')
  const { reasons } =
    settings.language === 'th'
      ? await import('../../core/words/th/reasons.ts')
      : await import('../../core/words/en/reasons.ts')
  const fault = Object.entries(reasons).find(([reason]) => reason === answer.fault)
  told?.replaceChildren(fault ? fault[1].title : words.official.counter.noPicture)
  if (told) told.hidden = false
}

const leave = async () => {
  await signOut()
  await begin()
}

const begin = async () => {
  enter({ is: 'waiting' })
  const who = await currentOfficial()
  if (typeof who !== 'string') return void enter({ is: 'ask', viewer: who })
  // The sign-in callback puts the reason of a failure into the address.
  const why = new URLSearchParams(location.search).get('why')
  enter({ is: 'signIn', there: who === 'nobody' && (why === 'unregistered' || why === 'again') ? why : who })
}

setInterval(tick, 500)
void begin()
