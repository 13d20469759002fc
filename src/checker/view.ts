// Builds the verdict's elements, in this order: shape and word, reason, next steps, face and data, wipe timer.

import { toBase64 } from '../core/base64.ts'
import { faceToWebp } from '../core/card/face-picture.ts'
import type { DisclosedCard } from '../core/inspection/verdict.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import type { CheckResult } from './check.ts'
import { h } from './dom.ts'
import { type Findings, findingsOf } from './findings.ts'
import { icon } from './icons.ts'
import { brand, footer, type PageContext, phrases, step, wideButton } from './parts.ts'
import { verdictShape } from './shapes.ts'

/**
 * Lets lines break between names only: Thai has no spaces at which a browser could break. A short title stays with the
 * first name, and ณ with the surname's next word. The list of all titles would make the first scan slower.
 */
const thaiName = (line: string) => {
  const parts = line
    .replace(/^(\S{1,8}) /, '$1\u00a0')
    .replace(/ ณ /g, ' ณ\u00a0')
    .split(' ')
  return h('p', { class: 'name', lang: 'th' }, ...parts.flatMap((part) => [h('span', { class: 'phrase' }, part), ' ']))
}

const holder = (
  { seen, look, note }: NonNullable<Findings['holder']>,
  words: CheckerWords,
  faceUrl: string | undefined,
) => {
  const { nameThai, nameEnglish } = seen.claims
  return h(
    'section',
    { class: `holder ${look}` },
    faceUrl
      ? h('img', { class: 'face', src: faceUrl, alt: words.portrait, width: '64', height: '80', decoding: 'async' })
      : undefined,
    h(
      'div',
      { class: 'who' },
      nameThai ? thaiName(nameThai) : undefined,
      nameEnglish && look === 'full' ? h('p', { class: 'name-english', lang: 'en' }, nameEnglish) : undefined,
      h('p', { class: look === 'grey' ? 'as-issued' : 'compare' }, phrases(note)),
    ),
  )
}

const verdictBody = (
  findings: Findings,
  words: CheckerWords,
  faceUrl: string | undefined,
  notice: string | undefined,
) => [
  findings.heading ? h('h2', {}, findings.heading) : undefined,
  findings.steps.length > 0 ? h('ul', { class: 'steps' }, ...findings.steps.map(step)) : undefined,
  findings.holder && holder(findings.holder, words, faceUrl),
  findings.hidden ? h('p', { class: 'hidden-note' }, icon('hidden'), phrases(findings.hidden)) : undefined,
  findings.rows.length > 0
    ? h(
        'dl',
        {},
        ...findings.rows.map(([label, value, care]) =>
          h('div', {}, h('dt', {}, label), h('dd', { class: care }, value)),
        ),
      )
    : undefined,
  findings.after ? h('ul', { class: 'steps after' }, step(findings.after)) : undefined,
  notice && findings.holder ? h('p', { class: 'notice' }, notice) : undefined,
]

/**
 * The face as a data URL, which disappears with its element. To register a blob URL costs a slow phone more time than
 * to verify the card.
 */
export const faceUrlOf = ({ claims }: DisclosedCard): string | undefined =>
  claims.face && `data:image/webp;base64,${toBase64(faceToWebp(claims.face))}`

/** `timer`: the countdown, which the caller updates. `next`, `moreTime`: the actions of the buttons. */
export type VerdictControls = {
  faceUrl: string | undefined
  timer: HTMLElement
  next: () => void
  moreTime: () => void
}

export const verdictView = (
  frame: PageContext,
  checked: CheckResult,
  { faceUrl, timer, next, moreTime }: VerdictControls,
): HTMLElement[] => {
  const { words, settings } = frame
  const { verdict } = checked.verdict
  const findings = findingsOf({ words, language: settings.language, checked, host: frame.host })
  const more = h('button', { class: 'small', type: 'button', click: moreTime }, words.moreTime)
  const offline = verdict === 'STATUS_UNKNOWN' && icon('offline')
  return [
    h(
      'header',
      { class: 'verdict' },
      brand(frame),
      h(
        'div',
        { class: 'answer' },
        verdictShape(verdict),
        h(
          'h1',
          { tabindex: '-1', 'aria-describedby': 'why' },
          h('span', { class: 'word' }, words.word[verdict]),
          h('span', { class: 'subtitle', lang: words.subtitleLanguage }, words.subtitle[verdict]),
        ),
      ),
      h('p', { class: 'why', id: 'why' }, offline, phrases(findings.why)),
    ),
    h('main', {}, ...verdictBody(findings, words, faceUrl, checked.issuer?.notice?.[settings.language])),
    footer(frame, wideButton('scan', words.next, next), [timer, more]),
  ]
}
