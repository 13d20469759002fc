// Builds the elements of a verdict. Each grade has its own layout: a band for confirmed, an outline around everything for
// checked, a speech bubble for declared, a torn edge for doubted. All other verdicts share one layout.
import type { DisclosedCard, Verdict } from '../core/inspection/verdict.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import type { CheckResult } from './check.ts'
import { h } from './dom.ts'
import { type Findings, findingsOf } from './findings.ts'
import { icon } from './icons.ts'
import { brand, footer, type PageContext, phrases, plain, step, wideButton } from './parts.ts'
import { faceImage, type Pictures } from './portrait.ts'
import { seam, unproved } from './seam.ts'
import { phoneWithQr, verdictShape } from './shapes.ts'

/** `timer`: the countdown, which the caller updates. The rest: the pictures, and the actions of the buttons. */
export type VerdictControls = {
  pictures: Pictures
  timer: HTMLElement
  next: () => void
  moreTime: () => void
  unalike: () => void
  again: () => void
}
type Page = { frame: PageContext; verdict: Verdict; findings: Findings; controls: VerdictControls }

/**
 * Lets lines break between names only: Thai has no spaces at which a browser could break. A short title stays with the
 * first name, and ณ with the surname's next word. The list of all titles would make the first scan slower.
 */
const thaiName = (line: string, quoted: boolean) => {
  const parts = (quoted ? `“${line}”` : line)
    .replace(/^(\S{1,9}) /, '$1\u00a0')
    .replace(/ ณ /g, ' ณ\u00a0')
    .split(' ')
  return h('p', { class: 'name', lang: 'th' }, ...parts.flatMap((part) => [h('span', { class: 'phrase' }, part), ' ']))
}

/**
 * The name, or in scope *age* the age; nothing of a card says both. A name in quotes is as somebody says it, and stands once.
 */
const who = (words: CheckerWords, { claims }: DisclosedCard, quoted = false): (HTMLElement | undefined)[] => [
  claims.nameThai ? thaiName(claims.nameThai, quoted) : undefined,
  claims.nameEnglish && !(quoted && claims.nameThai && words.subtitleLanguage === 'en')
    ? h('p', { class: 'name-english', lang: 'en' }, quoted ? `“${claims.nameEnglish}”` : claims.nameEnglish)
    : undefined,
  claims.ageOver === undefined ? undefined : h('p', { class: 'name' }, words.ageOver(claims.ageOver)),
]

const answer = ({ frame: { words }, verdict, findings }: Page) => [
  h(
    'div',
    { class: 'answer' },
    verdictShape(verdict),
    h(
      'h1',
      // The blocks of the phrases would be read as words of their own.
      {
        tabindex: '-1',
        'aria-describedby': 'why',
        'aria-label': `${plain(words.word[verdict.verdict])} ${words.subtitle[verdict.verdict]}`,
      },
      h('span', { class: 'word' }, phrases(words.word[verdict.verdict])),
      h('span', { class: 'subtitle', lang: words.subtitleLanguage }, words.subtitle[verdict.verdict]),
    ),
  ),
  h(
    'p',
    { class: 'why', id: 'why' },
    verdict.verdict === 'STATUS_UNKNOWN' && verdict.why !== 'clock' && icon('offline'),
    phrases(findings.why),
  ),
]

const unalikeButton = ({ frame: { words }, controls }: Page) =>
  h('button', { class: 'unalike', type: 'button', click: controls.unalike }, icon('close'), words.compare.unalike)

const act = (page: Page) => {
  const { act: does } = page.findings
  if (!does) return undefined
  if (does.how === 'small') return h('p', { class: 'compare small' }, phrases(does.text))
  return h(
    'div',
    { class: `compare ${does.how}` },
    h('p', { class: 'ask' }, icon('face'), phrases(does.text)),
    h('div', { class: 'then' }, does.accept ? h('p', {}, phrases(does.accept)) : undefined, unalikeButton(page)),
  )
}

const picture = ({ frame: { words }, controls: { pictures } }: Page) => faceImage(pictures, words.portrait)

const hero = (page: Page) => h('div', { class: 'hero' }, picture(page))

const rowsOf = ({ findings: { rows } }: Page) =>
  rows.length > 0
    ? h(
        'dl',
        {},
        ...rows.map(([label, value, care]) => h('div', {}, h('dt', {}, label), h('dd', { class: care }, value))),
      )
    : undefined

const proof = ({ findings }: Page) => [
  findings.unproved ? unproved(findings.unproved) : undefined,
  findings.seam && seam(findings.seam),
]

const advice = ({ findings: { heading, instruction, steps } }: Page, drawn?: Element) => [
  heading ? h('h2', {}, heading) : undefined,
  instruction ? h('p', { class: 'instruction' }, icon('idCard'), phrases(instruction)) : undefined,
  steps.length > 0
    ? h(
        'div',
        { class: drawn ? 'drawn' : 'undrawn' },
        drawn,
        h(typeof steps[0]?.[0] === 'number' ? 'ol' : 'ul', { class: 'steps' }, ...steps.map(step)),
      )
    : undefined,
]

/** The face with the name beside it: where the face is not the first thing to look at. */
const beside = (page: Page) => {
  const { holder } = page.findings
  if (!holder) return undefined
  const { words } = page.frame
  const grey = holder.look === 'grey'
  const caption = !grey && page.verdict.verdict === 'STATUS_UNKNOWN' && !page.controls.pictures.portrait
  return h(
    'section',
    { class: `holder ${holder.look}` },
    h('div', { class: 'framed' }, picture(page), caption && h('p', { class: 'caption' }, words.smallPicture)),
    h(
      'div',
      { class: 'who' },
      ...who(words, holder.seen),
      act(page),
      holder.note ? h('p', { class: 'as-issued' }, phrases(holder.note)) : undefined,
    ),
  )
}

type Parts = { head: (Node | undefined)[]; body: (Node | undefined)[] }
const heroBody = (page: Page, quoted = false) => {
  const { holder } = page.findings
  return holder
    ? [
        hero(page),
        h(
          'div',
          { class: 'said-name' },
          ...who(page.frame.words, holder.seen, quoted),
          holder.note ? h('p', { class: 'as-issued' }, phrases(holder.note)) : undefined,
        ),
        act(page),
      ]
    : []
}

const layouts: Partial<Record<Verdict['verdict'], (page: Page) => Parts>> = {
  CONFIRMED: (page) => ({ head: answer(page), body: [...heroBody(page), ...proof(page), rowsOf(page)] }),
  CHECKED: (page) => ({
    head: [],
    body: [h('section', { class: 'outline-box' }, ...answer(page), ...heroBody(page)), ...proof(page), rowsOf(page)],
  }),
  DECLARED: (page) => ({
    head: [],
    body: [
      h(
        'section',
        { class: 'bubble' },
        ...answer(page),
        h('p', { class: 'not-proof', lang: page.frame.words.subtitleLanguage }, page.frame.words.notProof),
      ),
      h('section', { class: 'dashed-box' }, ...heroBody(page, true)),
      ...proof(page),
      rowsOf(page),
    ],
  }),
}
const shared = (page: Page): Parts => {
  const { findings, verdict } = page
  return {
    head: answer(page),
    body: [
      ...advice(page, verdict.verdict === 'QR_TIMED_OUT' ? phoneWithQr() : undefined),
      findings.warning ? h('p', { class: 'warning' }, icon('info'), phrases(findings.warning)) : undefined,
      beside(page),
      findings.hidden ? h('p', { class: 'hidden-note' }, icon('hidden'), phrases(findings.hidden)) : undefined,
      ...proof(page),
      rowsOf(page),
      findings.after ? h('ul', { class: 'steps after' }, step(findings.after)) : undefined,
    ],
  }
}

/** The next person is the main action only where nothing more is to be done with this one. */
const footerOf = ({ frame, verdict, controls: { timer, next, moreTime, again } }: Page) => {
  const { words } = frame
  const more = h('button', { class: 'small', type: 'button', click: moreTime }, words.moreTime)
  const small = h('button', { class: 'small', type: 'button', click: next }, words.next)
  switch (verdict.verdict) {
    case 'QR_TIMED_OUT':
      return footer(frame, wideButton('scan', words.scanAgain, next), [timer, more])
    case 'STATUS_UNKNOWN':
      return footer(frame, wideButton('refresh', words.tryAgain, again), [small, timer])
    case 'CHECKED':
    case 'DECLARED':
    case 'DOUBTED':
      return footer(frame, wideButton('scan', words.next, next, 'other'), [timer, more])
    default:
      return footer(frame, wideButton('scan', words.next, next), [timer, more])
  }
}

export const verdictView = (frame: PageContext, checked: CheckResult, controls: VerdictControls): HTMLElement[] => {
  const { words, settings, host } = frame
  const { verdict } = checked
  const findings = findingsOf({ words, language: settings.language, checked, host })
  const page = { frame, verdict, findings, controls }
  const { head, body } = (layouts[verdict.verdict] ?? shared)(page)
  const notice = checked.issuer?.notice?.[settings.language]
  return [
    h('header', { class: 'verdict' }, brand(frame), ...head),
    h('main', {}, ...body, notice && findings.holder ? h('p', { class: 'notice' }, notice) : undefined),
    footerOf(page),
  ]
}
