// The view for a face that is not like the person's: what to do, in order, and a report that the holder sees.
import { h } from './dom.ts'
import { icon } from './icons.ts'
import { footer, phrases, step, wideButton } from './parts.ts'
import { faceImage, type Pictures } from './portrait.ts'
import { somebody } from './shapes.ts'
import { type AroundContext, top } from './views.ts'

/** `sent`: the holder's log has the report. `failed`: there was no signal. */
export type ReportState = 'none' | 'sending' | 'sent' | 'failed'

export const unalikeView = (
  frame: AroundContext,
  page: {
    pictures: Pictures
    issuer: string
    state: ReportState
    timer: HTMLElement
    report: () => void
    back: () => void
  },
): HTMLElement[] => {
  const { around, words } = frame
  const { unalike } = around
  const said = page.state === 'sent' ? unalike.reported : page.state === 'failed' ? unalike.notReported : unalike.logged
  const back = h('button', { class: 'small', type: 'button', click: page.back }, unalike.back)
  const report = wideButton('flag', unalike.report, page.report)
  return [
    top(frame),
    h(
      'main',
      { class: 'unalike-page' },
      h('h1', { tabindex: '-1', 'aria-describedby': 'note' }, phrases(unalike.title)),
      h('p', { class: 'quiet', id: 'note' }, phrases(unalike.mayBeOld)),
      h(
        'div',
        { class: 'pair' },
        h('div', { class: 'framed' }, faceImage(page.pictures, words.portrait)),
        h('span', { class: 'differs', 'aria-hidden': 'true' }, '≠'),
        h('p', { class: 'before' }, somebody(), unalike.before),
      ),
      h('ol', { class: 'steps' }, ...unalike.steps.map((text, i) => step([i + 1, text]))),
      h('ul', { class: 'steps' }, step(['phone', words.advice.askIssuer(page.issuer)])),
      h(
        'p',
        { class: page.state === 'failed' ? 'note care' : 'logged', role: 'status' },
        icon(page.state === 'sent' ? 'secure' : 'eye'),
        phrases(said),
      ),
    ),
    page.state === 'sent'
      ? footer(frame, wideButton('refresh', unalike.back, page.back), [page.timer])
      : footer(frame, report, [back, page.timer]),
  ]
}
